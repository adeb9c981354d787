/** The polynomial of Castagnoli, bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 16;

/** Sixteen tables of 256 entries: table `k` advances a byte by `k` further zero bytes. */
const tables: Uint32Array = buildTables();

function buildTables(): Uint32Array {
  const built = new Uint32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    built[byte] = crc;
  }
  for (let index = 256; index < built.length; index++) {
    const previous = built[index - 256]!;
    built[index] = (previous >>> 8) ^ built[previous & 0xff]!;
  }
  return built;
}

/**
 * CRC-32C in JavaScript, sixteen bytes at a time ("slicing by 16"). `initial` continues the
 * checksum of bytes that came before. The result is an unsigned 32-bit number.
 */
export function crc32cByTable(bytes: Uint8Array, initial: number = 0): number {
  return crc32cOfRangeByTable(bytes, 0, bytes.length, initial);
}

/** As `crc32cByTable`, of the bytes from `start` to before `end`, which must be there. */
export function crc32cOfRangeByTable(
  bytes: Uint8Array,
  start: number,
  end: number,
  initial: number = 0,
): number {
  let crc = ~initial;
  let index = start;
  const t = tables;
  for (const last = end - SLICES; index <= last; index += SLICES) {
    crc =
      t[3840 + ((bytes[index]! ^ crc) & 0xff)]! ^
      t[3584 + ((bytes[index + 1]! ^ (crc >>> 8)) & 0xff)]! ^
      t[3328 + ((bytes[index + 2]! ^ (crc >>> 16)) & 0xff)]! ^
      t[3072 + (bytes[index + 3]! ^ (crc >>> 24))]! ^
      t[2816 + bytes[index + 4]!]! ^
      t[2560 + bytes[index + 5]!]! ^
      t[2304 + bytes[index + 6]!]! ^
      t[2048 + bytes[index + 7]!]! ^
      t[1792 + bytes[index + 8]!]! ^
      t[1536 + bytes[index + 9]!]! ^
      t[1280 + bytes[index + 10]!]! ^
      t[1024 + bytes[index + 11]!]! ^
      t[768 + bytes[index + 12]!]! ^
      t[512 + bytes[index + 13]!]! ^
      t[256 + bytes[index + 14]!]! ^
      t[bytes[index + 15]!]!;
  }
  for (; index < end; index++) crc = (crc >>> 8) ^ t[(crc ^ bytes[index]!) & 0xff]!;
  return ~crc >>> 0;
}
