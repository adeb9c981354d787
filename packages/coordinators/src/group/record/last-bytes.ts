/** What is longer is not worth to be compared. */
const BYTES_MAX = 256;

/** A few bytes that were read last, to see whether the same come again. */
export class LastBytes {
  private readonly bytes: Buffer = Buffer.alloc(BYTES_MAX);
  private length = -1;

  /** Whether they stand there; the bytes must be in `source` unless `length` is negative. */
  isAt(source: Buffer, start: number, length: number): boolean {
    if (length !== this.length || length < 0) return false;
    const { bytes } = this;
    // Names differ in their ends.
    for (let index = length - 1; index >= 0; index--) {
      if (source[start + index] !== bytes[index]) return false;
    }
    return true;
  }

  /** They stand there. */
  set(source: Buffer, start: number, length: number): void {
    if (length > BYTES_MAX) {
      this.length = -1;
      return;
    }
    // A call into native code takes longer than a few bytes do.
    for (let index = 0; index < length; index++) this.bytes[index] = source[start + index]!;
    this.length = length;
  }
}
