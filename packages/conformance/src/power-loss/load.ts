import { setTimeout as sleep } from 'node:timers/promises';

import type { SeededRandom } from '@odradek/base/testing';
import { ErrorCode, errorOf } from '@odradek/protocol';
import { defaultFetchPartition, defaultFetchRequest } from '@odradek/protocol/messages/01-fetch';

import { FETCH } from '../raw-client/calls.ts';
import { ConnectionLost, PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import { Administration } from './administration.ts';
import { LoadProducer, type LoadCounts } from './load-producer.ts';
import type { TopicLedger } from './topic-ledger.ts';

const PRODUCERS = 5;
const READ_MS = 5;
const READ_BYTES_MAX = 4096;
const QUIET_MS = 15;
const PROGRESS_MS = 5;
const PROGRESS_MS_MAX = 20_000;

/** Producers, a consumer and an administrator that work on a broker until it stops. */
export class Load implements Disposable {
  /** What has been acknowledged. */
  readonly counts: LoadCounts = { records: 0, requests: 0, bytes: 0 };
  private readonly ledger: TopicLedger;
  private readonly random: SeededRandom;
  private readonly connections: PipelinedConnection[] = [];
  private readonly work: Promise<void>[] = [];
  private isStopped = false;

  private constructor(ledger: TopicLedger, random: SeededRandom) {
    this.ledger = ledger;
    this.random = random;
  }

  /** Connects and begins; topics must be there. */
  static async start(address: string, ledger: TopicLedger, random: SeededRandom): Promise<Load> {
    const load = new Load(ledger, random);
    for (let index = 0; index < PRODUCERS; index++) {
      const fork = random.fork(`producer ${index}`);
      const connection = await load.connect(address);
      const producer = new LoadProducer(connection, ledger, fork, load.counts);
      for (let lane = fork.between(1, 3); lane > 0; lane--) load.run(() => producer.produce());
    }
    const reader = await load.connect(address);
    load.run(() => load.read(reader));
    const administration = new Administration(
      await load.connect(address),
      ledger,
      random.fork('administration'),
    );
    load.run(() => administration.change());
    return load;
  }

  private async connect(address: string): Promise<PipelinedConnection> {
    const connection = await PipelinedConnection.connect(address);
    this.connections.push(connection);
    return connection;
  }

  /** Does something over and over. */
  private run(step: () => Promise<void>): void {
    const steps = async () => {
      while (!this.isStopped) await step();
    };
    this.work.push(steps().catch((error: unknown) => this.fail(error)));
  }

  private fail(error: unknown): void {
    if (this.isStopped && error instanceof ConnectionLost) return;
    this.isStopped = true;
    throw error;
  }

  /** Waits until so many requests were acknowledged. */
  async untilAcknowledged(requests: number): Promise<void> {
    const deadline = performance.now() + PROGRESS_MS_MAX;
    while (this.counts.requests < requests && !this.isStopped) {
      if (performance.now() > deadline) throw new Error(`No progress in ${PROGRESS_MS_MAX} ms.`);
      await sleep(PROGRESS_MS);
    }
  }

  /** A consumer at the end of a topic: what it is told must survive too. */
  private async read(connection: PipelinedConnection): Promise<void> {
    await sleep(READ_MS);
    const topic = this.ledger.there[this.random.below(this.ledger.there.length)];
    if (topic === undefined) return;
    const partitions = topic.partitions.map(({ endSeen }, partition) => ({
      ...defaultFetchPartition,
      partition,
      fetchOffset: endSeen,
      partitionMaxBytes: READ_BYTES_MAX,
    }));
    const topics = [{ topic: '', topicId: topic.id, partitions }];
    const request = { ...defaultFetchRequest, maxBytes: READ_BYTES_MAX, topics };
    const { responses } = await connection.call(FETCH, request);
    for (const { partitionIndex, errorCode, highWatermark } of responses[0]?.partitions ?? []) {
      const partition = topic.partitions[partitionIndex];
      if (errorCode === ErrorCode.NONE && partition !== undefined)
        partition.endSeen = Math.max(partition.endSeen, highWatermark);
      else if (topic.state === 'there' && errorCode !== ErrorCode.OFFSET_OUT_OF_RANGE)
        throw errorOf(errorCode, `Fetch of ${topic.name}`);
    }
  }

  /**
   * Takes in what the broker had sent before it was stopped, then ends. Rejects with what went wrong
   * before.
   */
  async end(): Promise<void> {
    for (let before = -1, now = this.received(); now !== before; now = this.received()) {
      before = now;
      await sleep(QUIET_MS);
    }
    this[Symbol.dispose]();
    await Promise.all(this.work);
  }

  private received(): number {
    return this.connections.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
  }

  [Symbol.dispose](): void {
    this.isStopped = true;
    for (const connection of this.connections) connection[Symbol.dispose]();
  }
}
