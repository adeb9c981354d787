/** How many headers of a record are remembered; those after them are read each time. */
const REMEMBERED_MAX = 16;

/**
 * Reads the keys of headers. Records that follow each other mostly have the same headers, so a key
 * that has the same bytes as the one at the same place before is the same string, which saves
 * making one. All keys must lie in the same source until `forget`.
 */
export class RecordHeaderKeys {
  private readonly keys: string[] = [];
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];

  /** To be called before the source changes. */
  forget(): void {
    if (this.keys.length === 0) return;
    this.keys.length = 0;
    this.starts.length = 0;
    this.lengths.length = 0;
  }

  /** The key of the header with this index, which must be within the source. */
  read(source: Buffer, start: number, length: number, index: number): string {
    if (index < this.keys.length && this.lengths[index] === length) {
      if (areEqual(source, this.starts[index]!, start, length)) return this.keys[index]!;
    }
    const key = source.toString('utf8', start, start + length);
    if (index < REMEMBERED_MAX && index <= this.keys.length) {
      this.keys[index] = key;
      this.starts[index] = start;
      this.lengths[index] = length;
    }
    return key;
  }
}

function areEqual(source: Buffer, a: number, b: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (source[a + index] !== source[b + index]) return false;
  }
  return true;
}
