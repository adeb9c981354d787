import { KafkaError } from '@odradek/base';

/** What memory a record takes besides its bytes, roughly. */
const RECORD_OVERHEAD_BYTES = 512;

/**
 * Which records were acknowledged and which were not. It also knows how much is under way, so that
 * input is not read faster than it can be sent.
 */
export class DeliveryReport {
  private acknowledged = 0;
  private failed = 0;
  private pending = 0;
  private bytes = 0;
  private first: { readonly line: number; readonly error: Error } | undefined;

  /** Roughly how much memory the records take that are under way. */
  get pendingBytes(): number {
    return this.bytes;
  }

  /** Whether a record has failed. */
  get hasFailed(): boolean {
    return this.first !== undefined;
  }

  /** What to tell who wants to end; undefined if nothing is under way. */
  waitingNotice(): string | undefined {
    if (this.pending === 0) return undefined;
    const [count, are] =
      this.pending === 1 ? ['1 record', 'is'] : [`${this.pending} records`, 'are'];
    return (
      `${count} sent and not acknowledged yet ${are} waited for; another Ctrl-C ends at once, and ` +
      'whether they are in the log is then not known.'
    );
  }

  /** A record was handed to the producer. */
  sent(recordBytes: number): void {
    this.pending += 1;
    this.bytes += recordBytes + RECORD_OVERHEAD_BYTES;
  }

  /** A record was acknowledged. */
  delivered(recordBytes: number): void {
    this.acknowledged += 1;
    this.settle(recordBytes);
  }

  /** A record was not acknowledged. */
  refused(recordBytes: number, line: number, error: Error): void {
    this.failed += 1;
    if (this.first === undefined || line < this.first.line) this.first = { line, error };
    this.settle(recordBytes);
  }

  /**
   * The failure with the lowest line, with what became of the others; undefined if none failed.
   * What is no `KafkaError` is returned as it is: it is a defect.
   */
  failure(): Error | undefined {
    if (this.first === undefined) return undefined;
    const { line, error } = this.first;
    if (!(error instanceof KafkaError)) return error;
    const others = `${this.acknowledged} records were acknowledged, ${this.failed + this.pending} not.`;
    return new KafkaError(
      error.code,
      `Line ${line} was not acknowledged: ${error.code}: ${error.message} ${others}`,
      { cause: error },
    );
  }

  private settle(recordBytes: number): void {
    this.pending -= 1;
    this.bytes -= recordBytes + RECORD_OVERHEAD_BYTES;
  }
}
