import { KafkaError } from '@odradek/base';

const LINE_FEED = 10;

/** A line of input without its line feed. */
export interface InputLine {
  /** Counted from 1. */
  readonly number: number;
  /** A view of the input where the line came in one piece. */
  readonly bytes: Buffer;
}

/**
 * Cuts input into lines. Only the line feed ends a line: a carriage return before it belongs to the
 * line, like every other byte. A line that is longer than the limit raises `MESSAGE_TOO_LARGE` as
 * soon as that is certain, so that input without line feeds does not fill the memory.
 */
export class LineSplitter {
  private readonly lineBytesMax: number;
  private readonly begun: Buffer[] = [];
  private begunBytes = 0;
  private lines = 0;

  constructor(lineBytesMax: number) {
    this.lineBytesMax = lineBytesMax;
  }

  /** The lines that end in `chunk`, which must not change as long as one of them is used. */
  *push(chunk: Buffer): Generator<InputLine, void, undefined> {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield this.endLine(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from < chunk.length) this.begin(chunk.subarray(from));
  }

  /** The last line, if it has no line feed. */
  end(): InputLine | undefined {
    return this.begunBytes === 0 ? undefined : this.endLine(Buffer.alloc(0));
  }

  private endLine(rest: Buffer): InputLine {
    this.checkLength(rest.length);
    const bytes = this.begunBytes === 0 ? rest : Buffer.concat([...this.begun, rest]);
    this.begun.length = 0;
    this.begunBytes = 0;
    this.lines += 1;
    return { number: this.lines, bytes };
  }

  private begin(piece: Buffer): void {
    this.checkLength(piece.length);
    this.begun.push(piece);
    this.begunBytes += piece.length;
  }

  private checkLength(moreBytes: number): void {
    if (this.begunBytes + moreBytes <= this.lineBytesMax) return;
    throw new KafkaError(
      'MESSAGE_TOO_LARGE',
      `Line ${this.lines + 1} is longer than ${this.lineBytesMax} bytes; give --max-request-size ` +
        'more, and max.message.bytes of the topic if the broker refuses it then.',
    );
  }
}
