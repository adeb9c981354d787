import { RECORD_BATCH_OVERHEAD } from '@odradek/protocol';

const [LENGTH_AT, LAST_OFFSET_DELTA_AT] = [8, 23];
/** The offset and the length in front of what the length counts. */
const HEAD_BYTES = 12;

/** The offset behind the last batch that is whole, if there is one between two places. */
export function offsetBehind(bytes: Buffer, from: number, to: number): number | undefined {
  let at = from;
  let last: number | undefined;
  while (at + RECORD_BATCH_OVERHEAD <= to) {
    const next = at + HEAD_BYTES + bytes.readInt32BE(at + LENGTH_AT);
    if (next > to) break;
    last = at;
    at = next;
  }
  if (last === undefined) return undefined;
  return Number(bytes.readBigInt64BE(last)) + bytes.readInt32BE(last + LAST_OFFSET_DELTA_AT) + 1;
}
