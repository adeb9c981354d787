/** A header of a forged record; either length may lie. */
export interface ForgedHeader {
  readonly key: Buffer | null;
  readonly keyLength?: number;
  readonly value: Buffer | null;
  readonly valueLength?: number;
}

/** The fields of a record of magic 2 as they are to stand there, right or wrong. */
export interface ForgedRecord {
  /** What the record says of its length; the default is the truth. */
  readonly length?: number;
  readonly attributes?: number;
  readonly timestampDelta?: bigint | number;
  readonly offsetDelta: number;
  readonly key: Buffer | null;
  readonly keyLength?: number;
  readonly value: Buffer | null;
  readonly valueLength?: number;
  readonly headers?: readonly ForgedHeader[];
  readonly headersCount?: number;
  /** Bytes between the last header and the end of the record. */
  readonly rest?: Buffer;
}

/** A record as bytes, with its length in front. */
export function forgeRecord(record: ForgedRecord): Buffer {
  const { attributes = 0, timestampDelta = 0, offsetDelta, headers = [] } = record;
  const body = Buffer.concat([
    Buffer.from([attributes & 0xff]),
    varint(timestampDelta),
    varint(offsetDelta),
    withLength(record.key, record.keyLength),
    withLength(record.value, record.valueLength),
    varint(record.headersCount ?? headers.length),
    ...headers.flatMap((header) => [
      withLength(header.key, header.keyLength),
      withLength(header.value, header.valueLength),
    ]),
    record.rest ?? Buffer.alloc(0),
  ]);
  return Buffer.concat([varint(record.length ?? body.byteLength), body]);
}

function withLength(bytes: Buffer | null, length: number | undefined): Buffer {
  const said = length ?? bytes?.byteLength ?? -1;
  return Buffer.concat([varint(said), bytes ?? Buffer.alloc(0)]);
}

/** A number as zigzag varint, as short as it can be. */
export function varint(value: bigint | number): Buffer {
  const wide = BigInt(value);
  return unsignedVarint(BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n)));
}

function unsignedVarint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A number from 0 on as zigzag varint that takes more bytes than it needs. */
export function longVarint(value: number, bytesCount: number): Buffer {
  const short = varint(value);
  const bytes = Buffer.alloc(Math.max(bytesCount, short.byteLength));
  short.copy(bytes);
  for (let at = 0; at < bytes.byteLength - 1; at++) bytes[at] = (bytes[at] ?? 0) | 0x80;
  return bytes;
}
