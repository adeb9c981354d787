import type { Socket, SocketEvents } from '../network/network.ts';

/** One end of a connection, and all that was heard of it. */
export class RecordedSocket implements SocketEvents {
  readonly socket: Socket;
  /** The chunks in which bytes arrived. */
  readonly chunks: Buffer[] = [];
  /** What happened, in its order: `data` once for each run of chunks. */
  readonly calls: ('data' | 'drain' | 'close')[] = [];
  private readonly react: (recorded: RecordedSocket, bytes: Buffer) => void;

  /** `react` is told of each chunk. */
  constructor(socket: Socket, react: (recorded: RecordedSocket, bytes: Buffer) => void = () => {}) {
    this.socket = socket;
    this.react = react;
  }

  /** Everything that has arrived. */
  get received(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get text(): string {
    return String(this.received);
  }

  get isClosed(): boolean {
    return this.calls.includes('close');
  }

  onData(bytes: Buffer): void {
    this.chunks.push(bytes);
    if (this.calls.at(-1) !== 'data') this.calls.push('data');
    this.react(this, bytes);
  }

  onDrain(): void {
    this.calls.push('drain');
  }

  onClose(): void {
    this.calls.push('close');
  }
}
