const UINT32_RANGE = 2 ** 32;

/** Writes an integer from 0 to 2^53-1 as eight bytes, little endian. */
export function writeUint53(bytes: Buffer, value: number, position: number): void {
  const high = Math.floor(value / UINT32_RANGE);
  bytes.writeUInt32LE(value - high * UINT32_RANGE, position);
  bytes.writeUInt32LE(high, position + 4);
}

/** Reads what `writeUint53` has written. */
export function readUint53(bytes: Buffer, position: number): number {
  return bytes.readUInt32LE(position + 4) * UINT32_RANGE + bytes.readUInt32LE(position);
}
