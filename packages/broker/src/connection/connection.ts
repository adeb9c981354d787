import { KafkaError } from '@odradek/base';
import { FrameDecoder } from '@odradek/protocol';

import type { Socket, SocketEvents } from '../ports/network.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { dispatchRequest } from '../request/request-dispatcher.ts';
import { ResponseQueue } from './response-queue.ts';

/** How many requests of one connection may be without a response until we stop reading it. */
const REQUESTS_IN_FLIGHT_MAX = 100;
/** How many bytes they may have together; one request of any size is always let in. */
const REQUEST_BYTES_IN_FLIGHT_MAX = 16_777_216;

/** One client connection: bytes in, requests to their handlers, responses out in order. */
export class Connection implements SocketEvents {
  private readonly services: BrokerServices;
  private readonly socket: Socket;
  private readonly decoder: FrameDecoder;
  private readonly responses: ResponseQueue;
  private readonly closeCallbacks = new Set<() => void>();
  private isClosed = false;
  /** Whether responses pile up because the client does not read them. */
  private isBlocked = false;
  private isPaused = false;
  private requestBytesInFlight = 0;

  constructor(services: BrokerServices, socket: Socket) {
    this.services = services;
    this.socket = socket;
    this.decoder = new FrameDecoder({
      bytesMax: services.config.socketRequestMaxBytes,
      setting: 'socket.request.max.bytes',
    });
    this.responses = new ResponseQueue((buffers) => {
      if (!this.isClosed) this.isBlocked = !socket.send(buffers);
    });
  }

  onData(bytes: Buffer): void {
    if (this.isClosed) return;
    this.decoder.push(bytes);
    this.receiveFrames();
  }

  /** Handles the frames that have arrived, as long as there is room for more requests. */
  private receiveFrames(): void {
    try {
      while (!this.isClosed && !this.isPaused) {
        const frame = this.decoder.next();
        if (frame === undefined) break;
        this.receive(frame);
      }
    } catch (error) {
      // A bug of ours stops the process; what the client did wrong ends its connection.
      if (!(error instanceof KafkaError)) throw error;
      this.closeFor(error.message);
    }
  }

  private receive(frame: Buffer): void {
    const reply = this.responses.reserve();
    const { byteLength } = frame;
    this.requestBytesInFlight += byteLength;
    let dropOnClose: (() => void) | undefined;
    dispatchRequest(this.services, frame, {
      endpoint: this.socket.localEndpoint,
      onClose: (callback) => {
        dropOnClose = callback;
        this.closeCallbacks.add(callback);
      },
      closeConnection: (reason) => this.closeFor(reason),
      reply: (response) => {
        if (dropOnClose !== undefined) this.closeCallbacks.delete(dropOnClose);
        this.requestBytesInFlight -= byteLength;
        reply(response);
        this.resumeIfReady();
      },
    });
    this.pauseIfBusy();
  }

  /** Whether another request would have to wait, so that it had better stay with the client. */
  private get isBusy(): boolean {
    return (
      this.isBlocked ||
      this.responses.length >= REQUESTS_IN_FLIGHT_MAX ||
      this.requestBytesInFlight >= REQUEST_BYTES_IN_FLIGHT_MAX
    );
  }

  private pauseIfBusy(): void {
    if (this.isClosed || this.isPaused || !this.isBusy) return;
    this.isPaused = true;
    this.socket.pause();
  }

  private resumeIfReady(): void {
    if (this.isClosed || !this.isPaused || this.isBusy) return;
    this.isPaused = false;
    this.receiveFrames();
    if (!this.isPaused && !this.isClosed) this.socket.resume();
  }

  onDrain(): void {
    this.isBlocked = false;
    this.resumeIfReady();
  }

  /** Closes the connection and tells the operator why. */
  private closeFor(reason: string): void {
    if (this.isClosed) return;
    this.services.report(`Closing connection of ${this.socket.remoteAddress}: ${reason}`);
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
    for (const callback of this.closeCallbacks) callback();
    this.closeCallbacks.clear();
  }
}
