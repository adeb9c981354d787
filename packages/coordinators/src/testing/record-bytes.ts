import type { EncodedRecord, RecordBytes } from '../runtime/coordinator-record-codec.ts';

/** A record that stands alone. */
export function recordBytesOf({ key, value }: EncodedRecord): RecordBytes {
  const source = value === null ? key : Buffer.concat([key, value]);
  return {
    source,
    keyStart: 0,
    keyBytes: key.byteLength,
    valueStart: key.byteLength,
    valueBytes: value?.byteLength ?? -1,
    key,
    value,
  };
}
