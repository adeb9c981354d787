import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { errorOf } from '@odradek/protocol';

import { AnswerReader } from './answer-reader.ts';
import type { ReadyRequests } from './ready-requests.ts';

const READ_BYTES = 64 * 1024;

/** Takes how long an acknowledged request took, in milliseconds. */
export type OnAcknowledged = (latencyMs: number) => void;

/** The partitions that a connection sends to, in turn: every `step`th of `count`, from `first` on. */
export interface PartitionTurn {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/**
 * A connection that keeps all slots of its requests under way: as answers come, as many requests
 * leave, in one write. An answer out of order or with an error is a failure: a load that is refused
 * measures nothing.
 */
export class ProduceConnection {
  private readonly socket: Socket;
  private readonly requests: ReadyRequests;
  private readonly turn: PartitionTurn;
  private readonly onAcknowledged: OnAcknowledged;
  private readonly onFailed: (error: Error) => void;
  private readonly sentAtMs: Float64Array;
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
          connection.sendFree(connection.readAtMs);
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
    this.sendFree(performance.now());
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

  private sendFree(nowMs: number): void {
    if (!this.isSending) return;
    const { slots } = this.requests;
    let count = slots - (this.sent - this.acknowledged);
    while (count > 0) {
      const slot = this.sent % slots;
      const run = Math.min(count, slots - slot);
      for (let next = slot; next < slot + run; next++) {
        this.requests.setPartition(next, this.partition);
        this.partition = (this.partition + this.turn.step) % this.turn.count;
        this.sentAtMs[next] = nowMs;
      }
      this.socket.write(this.requests.slice(slot, run));
      this.sent += run;
      count -= run;
    }
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
  /** Called once, with the reason why nothing more is sent or acknowledged. */
  readonly onFailed: (error: Error) => void;
}
