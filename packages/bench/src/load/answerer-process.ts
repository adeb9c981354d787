/*
 * A server that reads requests to their ends and answers each with zeros, which is what no error
 * looks like: what a driver reaches with it is the limit of the driver. Prints its address.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';

const SIZE_BYTES = 4;
const CORRELATION_ID_AT = 8;
const HEAD_BYTES = 12;
/** About as many as a broker has for one partition of a topic with a short name. */
const ANSWER_BYTES = 72;

/** Answers the requests of one connection, without looking at what they ask for. */
class Answerer {
  private readonly socket: Socket;
  private readonly head = Buffer.alloc(HEAD_BYTES);
  private headBytes = 0;
  /** How many bytes of the request whose head was read are still to come. */
  private bytesLeft = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.read(bytes));
    socket.on('error', () => socket.destroy());
  }

  private read(bytes: Buffer): void {
    const answers: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      at += this.bytesLeft === 0 ? this.readHead(bytes, at) : this.skip(bytes.length - at);
      if (this.bytesLeft === 0 && this.headBytes === HEAD_BYTES) {
        this.headBytes = 0;
        answers.push(answerTo(this.head.readInt32BE(CORRELATION_ID_AT)));
      }
    }
    if (answers.length > 0) this.socket.write(Buffer.concat(answers));
  }

  private readHead(bytes: Buffer, at: number): number {
    const length = Math.min(HEAD_BYTES - this.headBytes, bytes.length - at);
    bytes.copy(this.head, this.headBytes, at, at + length);
    this.headBytes += length;
    if (this.headBytes === HEAD_BYTES) {
      this.bytesLeft = this.head.readInt32BE(0) + SIZE_BYTES - HEAD_BYTES;
    }
    return length;
  }

  private skip(length: number): number {
    const skipped = Math.min(this.bytesLeft, length);
    this.bytesLeft -= skipped;
    return skipped;
  }
}

function answerTo(correlationId: number): Buffer {
  const answer = Buffer.alloc(ANSWER_BYTES);
  answer.writeInt32BE(ANSWER_BYTES - SIZE_BYTES, 0);
  answer.writeInt32BE(correlationId, SIZE_BYTES);
  return answer;
}

const server = createServer((socket) => new Answerer(socket));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`ready on 127.0.0.1:${port}, answers with zeros`);
});
process.stdin.resume().on('end', () => process.exit());
