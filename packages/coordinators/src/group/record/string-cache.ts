/** How many strings are kept. */
const SLOTS = 8192;
/** Longer strings are not worth to be looked for. */
const BYTES_MAX = 128;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Strings that were read lately: records name the same groups and topics again and again, and a
 * string that is there already takes no memory and need not be hashed again by the maps that have it.
 */
export class StringCache {
  private readonly slots: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(
    undefined,
  );

  /** The string whose UTF-8 bytes stand there. They must be in `source`. */
  read(source: Buffer, start: number, bytes: number): string {
    if (bytes === 0) return '';
    const end = start + bytes;
    if (bytes > BYTES_MAX) return source.toString('utf8', start, end);
    let hash = FNV_OFFSET;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ source[at]!, FNV_PRIME);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.slots[slot];
    if (known !== undefined && isAt(source, start, bytes, known)) return known;
    const read = source.toString('utf8', start, end);
    this.slots[slot] = read;
    return read;
  }
}

/** Whether a string has these bytes. Only of ASCII is it said: others have fewer characters. */
function isAt(source: Buffer, start: number, bytes: number, text: string): boolean {
  if (text.length !== bytes) return false;
  for (let index = 0; index < bytes; index++) {
    if (source[start + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
