import { KafkaError } from '@odradek/base';

const CHUNK_BYTES = 65_536;

/**
 * Standard output for much of it: small pieces are written together, and no more is taken than the
 * reader takes. When the reader is gone (`| head`) it is closed, which is no error.
 */
export class StandardOutput {
  private pieces: Buffer[] = [];
  private bytes = 0;
  private error: NodeJS.ErrnoException | undefined;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.error ??= error;
    });
  }

  /** Whether nobody reads any more. */
  get isClosed(): boolean {
    return this.error?.code === 'EPIPE';
  }

  /** Whether all pieces were handed over. */
  get hasPrintedAll(): boolean {
    return this.bytes === 0 && this.error === undefined;
  }

  /** Takes pieces, which must not change until `flush` has resolved. */
  async write(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      this.pieces.push(piece);
      this.bytes += piece.length;
    }
    if (this.bytes >= CHUNK_BYTES) await this.flush();
  }

  /** Resolves when all pieces were handed over. Rejects if they cannot be written. */
  async flush(): Promise<void> {
    const chunk = Buffer.concat(this.pieces, this.bytes);
    this.pieces = [];
    this.bytes = 0;
    if (chunk.length > 0 && this.error === undefined) {
      const error = await writeChunk(chunk);
      this.error ??= error;
    }
    if (this.error !== undefined && !this.isClosed) throw outputError(this.error);
  }
}

/** Answers why it was not written. The error comes as an event, too. */
function writeChunk(chunk: Buffer): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    process.stdout.write(chunk, (error) => resolve(error ?? undefined));
  });
}

function outputError(error: NodeJS.ErrnoException): KafkaError {
  return new KafkaError(
    'ODRADEK_OUTPUT_FAILED',
    `Standard output cannot be written (${error.message}); make room where it goes to.`,
    { cause: error },
  );
}
