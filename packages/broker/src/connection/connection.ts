import { KafkaError } from '@odradek/base';
import { FrameDecoder } from '@odradek/protocol';

import type { Socket, SocketEvents } from '../ports/network.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { dispatchRequest } from '../request/request-dispatcher.ts';
import { ResponseQueue } from './response-queue.ts';

/** How many requests of one connection may be without a response until we stop reading it. */
const REQUESTS_IN_FLIGHT_MAX = 100;

/** One client connection: bytes in, requests to their handlers, responses out in order. */
export class Connection implements SocketEvents {
  private readonly services: BrokerServices;
  private readonly socket: Socket;
  private readonly decoder: FrameDecoder;
  private readonly responses: ResponseQueue;
  private readonly closeCallbacks = new Set<() => void>();
  private isClosed = false;
  private isPaused = false;

  constructor(services: BrokerServices, socket: Socket) {
    this.services = services;
    this.socket = socket;
    this.decoder = new FrameDecoder({
      bytesMax: services.config.socketRequestMaxBytes,
      setting: 'socket.request.max.bytes',
    });
    this.responses = new ResponseQueue((buffers) => {
      if (!this.isClosed) socket.send(buffers);
    });
  }

  onData(bytes: Buffer): void {
    try {
      this.decoder.push(bytes);
      for (let frame = this.decoder.next(); frame !== undefined; frame = this.decoder.next()) {
        this.receive(frame);
      }
    } catch (error) {
      // A bug of ours stops the process; what the client did wrong ends its connection.
      if (!(error instanceof KafkaError)) throw error;
      this.services.report(`Closing connection of ${this.socket.remoteAddress}: ${error.message}`);
      this.close();
    }
  }

  private receive(frame: Buffer): void {
    if (this.isClosed) return;
    const reply = this.responses.reserve();
    let dropOnClose: (() => void) | undefined;
    this.pauseIfBusy();
    dispatchRequest(this.services, frame, {
      endpoint: this.socket.localEndpoint,
      onClose: (callback) => {
        dropOnClose = callback;
        this.closeCallbacks.add(callback);
      },
      reply: (response) => {
        if (dropOnClose !== undefined) this.closeCallbacks.delete(dropOnClose);
        reply(response);
        this.resumeIfIdle();
      },
    });
  }

  private pauseIfBusy(): void {
    if (this.isPaused || this.responses.length < REQUESTS_IN_FLIGHT_MAX) return;
    this.isPaused = true;
    this.socket.pause();
  }

  private resumeIfIdle(): void {
    if (!this.isPaused || this.responses.length >= REQUESTS_IN_FLIGHT_MAX) return;
    this.isPaused = false;
    this.socket.resume();
  }

  onDrain(): void {
    this.resumeIfIdle();
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
