import { type Endpoint, KafkaError, type Socket, type SocketEvents } from '@odradek/base';
import { FrameDecoder } from '@odradek/protocol';

import type { BrokerServices } from '../request/broker-services.ts';
import { dispatchRequest } from '../request/request-dispatcher.ts';
import { ResponseQueue } from './response-queue.ts';

/** How many requests of one connection may be without a response until we stop reading it. */
const REQUESTS_IN_FLIGHT_MAX = 100;
/** How many bytes they may have together; one request of any size is always let in. */
const REQUEST_BYTES_IN_FLIGHT_MAX = 16_777_216;

/** How many bytes of requests that have to wait are read ahead. */
const BYTES_AHEAD_MAX = 65_536;

/** What is known of the bytes that arrived at once. */
interface Received {
  /** How many requests in them still need their bytes. */
  framesInUse: number;
}

/** One client connection: bytes in, requests to their handlers, responses out in order. */
export class Connection implements SocketEvents {
  private readonly services: BrokerServices;
  private readonly socket: Socket;
  private readonly endpoint: Endpoint;
  private readonly decoder: FrameDecoder;
  private readonly responses: ResponseQueue;
  private readonly closeCallbacks = new Set<() => void>();
  private isClosed = false;
  /** Whether responses pile up because the client does not read them. */
  private isBlocked = false;
  private isPaused = false;
  private isReceiving = false;
  private requestBytesInFlight = 0;
  /** What became of the bytes that arrived last. */
  private received: Received = { framesInUse: 0 };
  /** Whether a request is being served that tolerates no other beside it. */
  private isOccupied = false;

  /** `advertised` is the address to name to the client, if it is not the one that it dialled. */
  constructor(services: BrokerServices, socket: Socket, advertised?: Endpoint) {
    this.services = services;
    this.socket = socket;
    this.endpoint = advertised ?? socket.localEndpoint;
    this.decoder = new FrameDecoder(
      {
        bytesMax: services.config.socketRequestMaxBytes,
        setting: 'socket.request.max.bytes',
      },
      services.frameMemory,
    );
    this.responses = new ResponseQueue((buffers) => {
      if (!this.isClosed) this.isBlocked = !socket.send(buffers);
    });
  }

  onData(bytes: Buffer): boolean {
    if (this.isClosed) return true;
    const received = { framesInUse: 0 };
    // Frames that were waiting lie in other memory than these bytes, or keep them too.
    this.received = received;
    this.decoder.push(bytes);
    this.receiveFrames();
    return received.framesInUse === 0 && !this.decoder.keepsChunks;
  }

  /**
   * Handles the frames that have arrived, as long as there is room for more requests. A response that
   * is there at once calls this again from within, which only the outer call goes on for.
   */
  private receiveFrames(): void {
    if (this.isReceiving) return;
    this.isReceiving = true;
    try {
      while (!this.isClosed && !this.isBusy) {
        const frame = this.decoder.next();
        if (frame === undefined) break;
        this.receive(frame);
      }
    } catch (error) {
      // A bug of ours stops the process; what the client did wrong ends its connection.
      if (!(error instanceof KafkaError)) throw error;
      this.closeFor(error.message);
    } finally {
      this.isReceiving = false;
    }
    this.pauseOrResume();
  }

  private receive(frame: Buffer): void {
    const reply = this.responses.reserve();
    const { byteLength } = frame;
    const { received } = this;
    this.requestBytesInFlight += byteLength;
    received.framesInUse++;
    // Not named below: who waits for the answer would keep the memory of all that is around it.
    let needed: Buffer | undefined = frame;
    let dropOnClose: (() => void) | undefined;
    let occupies = false;
    const release = (): void => {
      if (occupies) this.isOccupied = false;
      occupies = false;
    };
    dispatchRequest(this.services, frame, {
      endpoint: this.endpoint,
      onClose: (callback) => {
        dropOnClose = callback;
        this.closeCallbacks.add(callback);
      },
      releaseBytes: () => {
        if (needed === undefined) return;
        received.framesInUse--;
        this.decoder.release(needed);
        needed = undefined;
      },
      closeConnection: (reason) => this.closeFor(reason),
      occupy: () => {
        occupies = true;
        this.isOccupied = true;
        return () => {
          release();
          this.receiveFrames();
        };
      },
      reply: (response) => {
        if (dropOnClose !== undefined) this.closeCallbacks.delete(dropOnClose);
        this.requestBytesInFlight -= byteLength;
        release();
        reply(response);
        this.receiveFrames();
      },
    });
  }

  /** Whether another request would have to wait, so that it had better stay with the client. */
  private get isBusy(): boolean {
    return (
      this.isBlocked ||
      this.isOccupied ||
      this.responses.length >= REQUESTS_IN_FLIGHT_MAX ||
      this.requestBytesInFlight >= REQUEST_BYTES_IN_FLIGHT_MAX
    );
  }

  /**
   * Stops reading the socket while requests wait for others. Some bytes are read ahead all the same:
   * without reading nobody learns that the client has gone.
   */
  private pauseOrResume(): void {
    const isFull = this.isBusy && this.decoder.bufferedBytes >= BYTES_AHEAD_MAX;
    if (this.isClosed || isFull === this.isPaused) return;
    this.isPaused = isFull;
    if (isFull) this.socket.pause();
    else this.socket.resume();
  }

  onDrain(): void {
    this.isBlocked = false;
    this.receiveFrames();
  }

  /** Closes the connection and tells the operator why. */
  private closeFor(reason: string): void {
    if (this.isClosed) return;
    const message = `Closing connection of ${this.socket.remoteAddress}: ${reason}`;
    this.services.closingReports.tell(message);
    this.close();
  }

  /** Closes the connection and drops what waits for it. */
  close(): void {
    this.socket.close();
    this.onClose();
  }

  onClose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.decoder.close();
    for (const callback of this.closeCallbacks) callback();
    this.closeCallbacks.clear();
  }
}
