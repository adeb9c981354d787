import {
  type Clock,
  type Endpoint,
  KafkaError,
  type Socket,
  type SocketEvents,
  type Timer,
} from '@odradek/base';
import { FrameDecoder } from '@odradek/protocol';

import type { BrokerServices } from '../request/broker-services.ts';
import { dispatchRequest } from '../request/request-dispatcher.ts';
import {
  type ReceivedBytes,
  type RequestConnection,
  RequestInFlight,
} from '../request/request-in-flight.ts';
import type { WatchedConnection } from './connection-resources.ts';
import type { LastUse } from './idle-connections.ts';
import type { RoomSeeker } from './room-seekers.ts';
import { RequestOrder } from './request-order.ts';
import type { UnreadConnection } from './response-memory.ts';
import { ResponseQueue } from './response-queue.ts';

/** How many requests of one connection may be without a response until we stop reading it. */
const REQUESTS_IN_FLIGHT_MAX = 100;
/** How many bytes they may have together; one request of any size is always let in. */
const REQUEST_BYTES_IN_FLIGHT_MAX = 16_777_216;

/** How many bytes of responses may wait for those of requests that came earlier. */
const RESPONSE_BYTES_HELD_MAX = 1_048_576;

/** How many bytes of requests that have to wait are read ahead. */
const BYTES_AHEAD_MAX = 65_536;
/** In how many pieces: each takes memory besides its bytes. */
const CHUNKS_AHEAD_MAX = 1_000;

/** Who accepted a connection, and is told of its end. */
export interface ConnectionOwner {
  /** The name of the listener. */
  readonly listener: string;
  /** The address to name to clients, if it is not the one that they dialled. */
  readonly advertised: Endpoint | undefined;
  /** Called once when the connection is gone. */
  readonly onGone: (connection: Connection) => void;
}

/** One client connection: bytes in, requests to their handlers, responses out in order. */
export class Connection
  implements SocketEvents, RequestConnection, RoomSeeker, WatchedConnection, UnreadConnection
{
  readonly endpoint: Endpoint;
  /** The address it comes from, without the port. */
  readonly ip: string;
  private readonly owner: ConnectionOwner;
  readonly order: RequestOrder = new RequestOrder();
  private readonly services: BrokerServices;
  private readonly socket: Socket;
  private readonly decoder: FrameDecoder;
  private readonly responses = new ResponseQueue<RequestInFlight>();
  /** Those whose responses the socket has not taken yet. */
  private unsent: RequestInFlight[] = [];
  private isClosed = false;
  /** Whether responses pile up because the client does not read them. */
  private isBlocked = false;
  private isPaused = false;
  private isReceiving = false;
  private requestBytesInFlight = 0;
  /** Of responses that wait for those of requests that came earlier. */
  private responseBytesHeld = 0;
  /** What became of the bytes that arrived last. */
  private received: ReceivedBytes = { atMs: 0, framesInUse: 0 };
  /** Whether a request is being served that tolerates no other beside it. */
  private isOccupied = false;
  /** Until when nothing is read, on the monotonic clock. */
  private mutedUntilMs = 0;
  private muteTimer: Timer | undefined;
  private readonly lastUse: LastUse<WatchedConnection>;
  /** How many responses take memory that they give back when they were sent. */
  private heldResponses = 0;
  /** Since when one of them waits and none was sent, on the monotonic clock. */
  private heldSinceMs = 0;
  /** What had not left when this was looked at last. */
  private unsentBytes = 0;
  /** Of a frame that has begun to arrive: what of the memory for requests was taken for it. */
  private reservedBytes = 0;
  /** Whether it waits for memory for its next request. */
  private awaitsMemory = false;

  constructor(services: BrokerServices, socket: Socket, owner: ConnectionOwner, ip: string) {
    this.services = services;
    this.socket = socket;
    this.owner = owner;
    this.ip = ip;
    this.endpoint = owner.advertised ?? socket.localEndpoint;
    this.lastUse = services.connectionResources.idle.add(this, services.clock.monotonicMs());
    this.decoder = new FrameDecoder(
      {
        bytesMax: services.config.socketRequestMaxBytes,
        setting: 'socket.request.max.bytes',
      },
      services.frameMemory,
    );
  }

  get clock(): Clock {
    return this.services.clock;
  }

  get listener(): string {
    return this.owner.listener;
  }

  get remoteAddress(): string {
    return this.socket.remoteAddress;
  }

  onData(bytes: Buffer): boolean {
    if (this.isClosed) return true;
    const received = { atMs: this.clock.monotonicMs(), framesInUse: 0 };
    this.services.connectionResources.idle.touch(this.lastUse, received.atMs);
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
      while (!this.isClosed && !this.isBusy && this.mayTakeMemory()) {
        const frame = this.decoder.next();
        if (frame === undefined) {
          this.reserveBegunFrame();
          break;
        }
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

  /** Whether the next request may be taken into memory; if not, the connection waits for that. */
  private mayTakeMemory(): boolean {
    const { requestMemory } = this.services.connectionResources;
    // What was let in as a whole when it began must end, or nothing would ever be given back.
    this.awaitsMemory = this.reservedBytes === 0 && !requestMemory.hasRoom;
    if (this.awaitsMemory) requestMemory.waitForRoom(this);
    return !this.awaitsMemory;
  }

  /** Lets in a frame of which more has to come. */
  private reserveBegunFrame(): void {
    const { begunFrameBytes } = this.decoder;
    if (begunFrameBytes === 0 || this.reservedBytes > 0 || !this.mayTakeMemory()) return;
    this.reservedBytes = begunFrameBytes;
    this.services.connectionResources.requestMemory.takeBytes(begunFrameBytes);
  }

  onRoom(): void {
    this.receiveFrames();
  }

  onQueued(): void {
    this.services.connectionResources.requestMemory.takeRequest();
  }

  onUnqueued(): void {
    this.services.connectionResources.requestMemory.giveBackRequest();
  }

  private receive(frame: Buffer): void {
    const { received } = this;
    const request = new RequestInFlight(this, frame, received);
    if (this.reservedBytes > 0) this.reservedBytes = 0;
    else this.services.connectionResources.requestMemory.takeBytes(frame.byteLength);
    this.responses.add(request);
    this.requestBytesInFlight += request.byteLength;
    received.framesInUse++;
    dispatchRequest(this.services, request, frame);
  }

  onReleased(frame: Buffer, received: ReceivedBytes): void {
    received.framesInUse--;
    this.decoder.release(frame);
  }

  onForgotten(byteLength: number): void {
    this.services.connectionResources.requestMemory.giveBackBytes(byteLength);
  }

  onOccupied(): void {
    this.isOccupied = true;
  }

  onVacated(): void {
    this.isOccupied = false;
    this.receiveFrames();
  }

  onAnswered(request: RequestInFlight, wasOccupying: boolean): void {
    this.requestBytesInFlight -= request.byteLength;
    if (wasOccupying) this.isOccupied = false;
    this.responseBytesHeld += request.responseBytes;
    if (this.isClosed) request.discardResponse();
    this.sendAnswers(request.answeredMs);
    this.receiveFrames();
  }

  /** Sends what may be sent, now that it is `nowMs`. */
  private sendAnswers(nowMs: number): void {
    for (let next = this.responses.next(); next !== undefined; next = this.responses.next()) {
      this.responseBytesHeld -= next.responseBytes;
      if (this.isClosed) continue;
      next.sendingMs = nowMs;
      const { response, onSent } = next;
      if (response.length > 0) this.isBlocked = !this.socket.send(response, onSent);
      else next.discardResponse();
      if (this.isBlocked) this.noteUnsent(next);
      else this.complete(next);
    }
  }

  private noteUnsent(request: RequestInFlight): void {
    this.unsent.push(request);
    this.unsentBytes = this.socket.unsentBytes;
  }

  private complete(request: RequestInFlight): void {
    request.sentMs = this.clock.monotonicMs();
    this.services.connectionResources.idle.touch(this.lastUse, request.sentMs);
    this.services.requestObserver?.completed(request);
  }

  mute(ms: number): void {
    const untilMs = this.clock.monotonicMs() + ms;
    if (this.isClosed || untilMs <= this.mutedUntilMs) return;
    this.mutedUntilMs = untilMs;
    this.muteTimer?.cancel();
    this.muteTimer = this.clock.setTimer(ms, () => {
      this.muteTimer = undefined;
      this.receiveFrames();
    });
  }

  /** Whether another request would have to wait, so that it had better stay with the client. */
  private get isBusy(): boolean {
    return (
      this.isBlocked ||
      this.isOccupied ||
      this.muteTimer !== undefined ||
      this.responses.length >= REQUESTS_IN_FLIGHT_MAX ||
      this.requestBytesInFlight >= REQUEST_BYTES_IN_FLIGHT_MAX ||
      this.responseBytesHeld >= RESPONSE_BYTES_HELD_MAX
    );
  }

  /**
   * Stops reading the socket while requests wait for others. Some bytes are read ahead all the same:
   * without reading nobody learns that the client has gone.
   */
  private pauseOrResume(): void {
    const { bufferedBytes, waitingChunks } = this.decoder;
    const isMuch = bufferedBytes >= BYTES_AHEAD_MAX || waitingChunks >= CHUNKS_AHEAD_MAX;
    const isAhead = this.isBusy && isMuch;
    // What is read ahead takes memory too.
    const isFull = isAhead || this.awaitsMemory;
    if (this.isClosed || isFull === this.isPaused) return;
    this.isPaused = isFull;
    if (isFull) this.socket.pause();
    else this.socket.resume();
  }

  onDrain(): void {
    this.isBlocked = false;
    const { unsent } = this;
    this.unsent = [];
    for (const request of unsent) this.complete(request);
    this.receiveFrames();
  }

  /** Bytes that leave little by little are told by nobody, but are use all the same. */
  closeIdle(idleMs: number): boolean {
    const { config, connectionResources, closingReports } = this.services;
    if (this.isSending()) return false;
    const { unsentBytes } = this;
    connectionResources.counters.expired++;
    if (unsentBytes > 0) {
      closingReports.tell(
        `Closing connection of ${this.remoteAddress}, which has not read ${unsentBytes} bytes of ` +
          `responses for ${Math.floor(idleMs)} ms (connections.max.idle.ms is ` +
          `${config.connectionsMaxIdleMs}).`,
      );
    }
    this.close();
    return true;
  }

  /** Whether some of what is unsent has left since this was asked last. */
  private isSending(): boolean {
    const { unsentBytes } = this.socket;
    const isSending = unsentBytes > 0 && unsentBytes !== this.unsentBytes;
    this.unsentBytes = unsentBytes;
    return isSending;
  }

  onHeld(): void {
    this.heldResponses++;
    if (this.isClosed || this.heldResponses > 1) return;
    this.heldSinceMs = this.clock.monotonicMs();
    this.services.connectionResources.responseMemory.noteUnread(this);
  }

  onUnheld(): void {
    this.heldResponses--;
    if (this.heldResponses > 0) this.heldSinceMs = this.clock.monotonicMs();
    else this.services.connectionResources.responseMemory.noteRead(this);
  }

  closeStalled(stalledMs: number): void {
    if (this.isSending() || this.clock.monotonicMs() - this.heldSinceMs < stalledMs) return;
    const { config, connectionResources } = this.services;
    connectionResources.counters.stalled++;
    this.closeFor(
      `for ${stalledMs} ms it has taken nothing of ${this.heldResponses} responses, of which ` +
        `${this.unsentBytes} bytes are unsent and others wait for the memory ` +
        `(odradek.queued.max.response.bytes is ${config.queuedMaxResponseBytes}).`,
    );
  }

  closeExcess(): void {
    const { connectionResources, closingReports } = this.services;
    connectionResources.counters.excess++;
    closingReports.tell(
      `Closing connection of ${this.remoteAddress}: there are more than max.connections allows, and ` +
        'it was not used for longest.',
    );
    this.close();
  }

  /** Closes the connection and tells the operator why. */
  closeFor(reason: string): void {
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
    const { idle, requestMemory, responseMemory } = this.services.connectionResources;
    idle.remove(this.lastUse);
    responseMemory.noteRead(this);
    requestMemory.forget(this);
    this.decoder.close();
    this.muteTimer?.cancel();
    for (const request of this.responses.all()) request.drop();
    this.unsent = [];
    requestMemory.giveBackBytes(this.reservedBytes);
    this.reservedBytes = 0;
    this.owner.onGone(this);
  }
}
