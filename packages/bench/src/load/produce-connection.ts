import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { errorOf } from '@odradek/protocol';

import { AnswerReader } from './answer-reader.ts';
import type { ReadyRequests } from './ready-requests.ts';

const READ_BYTES = 64 * 1024;

/** Takes how long an acknowledged request took, in milliseconds. */
export type OnAcknowledged = (latencyMs: number) => void;

/** Takes how much later than it was due a request leaves, and when it was due, in milliseconds. */
export type OnSent = (latenessMs: number, dueMs: number) => void;

/** The partitions that a connection sends to, in turn: every `step`th of `count`, from `first` on. */
export interface PartitionTurn {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** When requests are to leave, whatever became of those before: an open loop. */
export interface Pace {
  /** From one request of the connection to the next. */
  readonly intervalMs: number;
  /** From `start` to the first. */
  readonly offsetMs: number;
}

/**
 * A connection that keeps all slots of its requests under way: as answers come, as many requests
 * leave, in one write. With a pace it sends what is due, and counts latencies from when it was due: a
 * broker that makes requests wait is not forgiven, even where no slot was free. An answer out of
 * order or with an error is a failure: a load that is refused measures nothing.
 */
export class ProduceConnection {
  private readonly socket: Socket;
  private readonly requests: ReadyRequests;
  private readonly turn: PartitionTurn;
  private readonly onAcknowledged: OnAcknowledged;
  private readonly onFailed: (error: Error) => void;
  private readonly onSent: OnSent | undefined;
  private readonly pace: Pace | undefined;
  /** For each slot when its latency begins. */
  private readonly sentAtMs: Float64Array;
  private firstDueMs = 0;
  private partition: number;
  private sent = 0;
  private acknowledged = 0;
  private readAtMs = 0;
  private isSending = false;
  private hasEnded = false;
  private onDrained: (() => void) | undefined;

  private constructor(socket: Socket, options: ProduceConnectionOptions) {
    this.socket = socket;
    this.requests = options.requests;
    this.turn = options.turn;
    this.onAcknowledged = options.onAcknowledged;
    this.onFailed = options.onFailed;
    this.onSent = options.onSent;
    this.pace = options.pace;
    this.partition = options.turn.first;
    this.sentAtMs = new Float64Array(options.requests.slots);
  }

  /** Connects to `host:port`; nothing is sent before `start`. */
  static async connect(
    address: string,
    options: ProduceConnectionOptions,
  ): Promise<ProduceConnection> {
    const [host = '', port = ''] = address.split(':');
    const { errorCodeAt } = options.requests;
    const reader = new AnswerReader(errorCodeAt, (slot, code) => connection.onAnswer(slot, code));
    const socket = connect({
      host,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafeSlow(READ_BYTES),
        callback: (length, bytes) => {
          connection.readAtMs = performance.now();
          reader.push(bytes as Buffer, length);
          connection.send(connection.readAtMs);
          return true;
        },
      },
    });
    const connection = new ProduceConnection(socket, options);
    await once(socket, 'connect');
    socket.on('error', (error) => connection.fail(error));
    socket.on('close', () => connection.onClose());
    return connection;
  }

  /** Begins to send. */
  start(): void {
    this.isSending = true;
    const nowMs = performance.now();
    this.firstDueMs = nowMs + (this.pace?.offsetMs ?? 0);
    this.send(nowMs);
  }

  /** Sends nothing more. Resolves when everything is acknowledged and the connection closed. */
  async stop(): Promise<void> {
    this.isSending = false;
    if (this.acknowledged < this.sent) {
      await new Promise<void>((resolve) => {
        this.onDrained = resolve;
      });
    }
    this.hasEnded = true;
    this.socket.destroy();
  }

  /** Sends what may be sent. With a pace somebody calls this when time has passed. */
  send(nowMs: number): void {
    if (!this.isSending) return;
    const { slots } = this.requests;
    let count = Math.min(slots - (this.sent - this.acknowledged), this.dueBy(nowMs));
    while (count > 0) {
      const slot = this.sent % slots;
      const run = Math.min(count, slots - slot);
      for (let next = slot; next < slot + run; next++) this.prepare(next, nowMs);
      this.socket.write(this.requests.slice(slot, run));
      count -= run;
    }
  }

  /** How many requests are due that were not sent. */
  private dueBy(nowMs: number): number {
    if (this.pace === undefined) return Infinity;
    return Math.floor((nowMs - this.firstDueMs) / this.pace.intervalMs) + 1 - this.sent;
  }

  private prepare(slot: number, nowMs: number): void {
    this.requests.setPartition(slot, this.partition);
    this.partition = (this.partition + this.turn.step) % this.turn.count;
    const due =
      this.pace === undefined ? nowMs : this.firstDueMs + this.sent * this.pace.intervalMs;
    this.sentAtMs[slot] = due;
    this.onSent?.(nowMs - due, due);
    this.sent++;
  }

  private onAnswer(slot: number, errorCode: number): void {
    const expected = this.acknowledged % this.requests.slots;
    if (errorCode !== 0)
      this.fail(errorOf(errorCode, 'The broker refused a request of the bench.'));
    else if (slot !== expected) this.fail(new Error(`Answer ${slot} came instead of ${expected}.`));
    else this.acknowledge(slot);
  }

  private acknowledge(slot: number): void {
    this.acknowledged++;
    this.onAcknowledged(this.readAtMs - (this.sentAtMs[slot] ?? Number.NaN));
    if (this.acknowledged === this.sent) this.onDrained?.();
  }

  private onClose(): void {
    if (this.hasEnded) return;
    this.fail(new Error('The broker closed a connection of the bench.'));
  }

  private fail(error: Error): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.isSending = false;
    this.socket.destroy();
    this.onFailed(error);
  }
}

/** What a connection sends, and who hears of the answers. */
export interface ProduceConnectionOptions {
  readonly requests: ReadyRequests;
  readonly turn: PartitionTurn;
  readonly onAcknowledged: OnAcknowledged;
  readonly onSent?: OnSent;
  /** Without one requests leave as soon as slots are free. */
  readonly pace?: Pace;
  /** Called once, with the reason why nothing more is sent or acknowledged. */
  readonly onFailed: (error: Error) => void;
}
