const SIZE_BYTES = 4;
const CARRIED_BYTES_MAX = 4096;

/** Takes the correlation id of an answer, and the 16 bits where its error code is. */
export type OnAnswer = (correlationId: number, errorCode: number) => void;

/**
 * Finds answers in what a connection reads, in place: nothing is decoded but the size, the
 * correlation id and one error code. Only an answer that two reads share is copied.
 */
export class AnswerReader {
  private readonly errorCodeAt: number;
  private readonly onAnswer: OnAnswer;
  private readonly carried = Buffer.alloc(CARRIED_BYTES_MAX);
  private carriedBytes = 0;

  /** The error code is behind so many bytes of each answer, its size not counted. */
  constructor(errorCodeAt: number, onAnswer: OnAnswer) {
    this.errorCodeAt = errorCodeAt;
    this.onAnswer = onAnswer;
  }

  /** Takes the first `length` bytes, which may change afterwards. */
  push(bytes: Buffer, length: number): void {
    let at = this.carriedBytes > 0 ? this.completeCarried(bytes, length) : 0;
    while (length - at >= SIZE_BYTES) {
      const end = at + SIZE_BYTES + bytes.readInt32BE(at);
      if (end > length) break;
      this.answer(bytes, at);
      at = end;
    }
    if (at < length) this.carry(bytes, at, length);
  }

  /** Returns how many of the bytes belong to the answer that was begun. */
  private completeCarried(bytes: Buffer, length: number): number {
    let at = this.carry(bytes, 0, Math.min(length, SIZE_BYTES - this.carriedBytes));
    if (this.carriedBytes < SIZE_BYTES) return at;
    const frameBytes = SIZE_BYTES + this.carried.readInt32BE(0);
    at = this.carry(bytes, at, Math.min(length, at + frameBytes - this.carriedBytes));
    if (this.carriedBytes < frameBytes) return at;
    this.carriedBytes = 0;
    this.answer(this.carried, 0);
    return at;
  }

  private carry(bytes: Buffer, from: number, to: number): number {
    if (to <= from) return from;
    if (this.carriedBytes + to - from > CARRIED_BYTES_MAX) {
      throw new Error(`An answer has more than ${CARRIED_BYTES_MAX} bytes.`);
    }
    bytes.copy(this.carried, this.carriedBytes, from, to);
    this.carriedBytes += to - from;
    return to;
  }

  private answer(bytes: Buffer, at: number): void {
    const begin = at + SIZE_BYTES;
    this.onAnswer(bytes.readInt32BE(begin), bytes.readInt16BE(begin + this.errorCodeAt));
  }
}
