import { setTimeout as sleep } from 'node:timers/promises';

import type { SeededRandom } from '@odradek/base/testing';
import { ErrorCode, errorOf, RecordBatchBuilder } from '@odradek/protocol';
import {
  defaultProduceRequest,
  type PartitionProduceData,
} from '@odradek/protocol/messages/00-produce';

import { PRODUCE } from '../raw-client/calls.ts';
import type { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import type { PartitionLedger } from './record-ledger.ts';
import type { KnownTopic, TopicLedger } from './topic-ledger.ts';

/** What has been acknowledged to all producers. */
export interface LoadCounts {
  records: number;
  requests: number;
  /** Of the record batches that were sent. */
  bytes: number;
}

const ACKS_ALL = -1;
const TIMEOUT_MS = 30_000;
const PARTITIONS_MAX = 6;
/** Then all batches are small, so that a disk has room for several loads. */
const LARGE_BYTES_MAX = 16 * 1024 * 1024;
const LARGE_CHANCE = 0.03;
const REFERENCE_CHANCE = 0.015;
const REFERENCE_RECORDS = 8;
const MEDIUM_CHANCE = 0.1;
const IDLE_CHANCE = 0.1;
const IDLE_MS_MAX = 10;

/** Sends Produce requests with `acks=all` of every size to many partitions. */
export class LoadProducer {
  private readonly connection: PipelinedConnection;
  private readonly ledger: TopicLedger;
  private readonly random: SeededRandom;
  private readonly counts: LoadCounts;

  constructor(
    connection: PipelinedConnection,
    ledger: TopicLedger,
    random: SeededRandom,
    counts: LoadCounts,
  ) {
    this.connection = connection;
    this.ledger = ledger;
    this.random = random;
    this.counts = counts;
  }

  /** Sends one request and notes what is acknowledged. */
  async produce(): Promise<void> {
    if (this.random.chance(IDLE_CHANCE)) await sleep(this.random.below(IDLE_MS_MAX));
    const topics = this.ledger.there;
    const topic = topics[this.random.below(topics.length)];
    if (topic === undefined) return;
    const keys = new Map<number, readonly string[]>();
    const partitionData = this.partitionsOf(topic).map((index) => {
      const batch = this.batch(topic.partitions[index]!);
      keys.set(index, batch.keys);
      return { index, records: batch.records } satisfies PartitionProduceData;
    });
    const { responses } = await this.connection.call(PRODUCE, {
      ...defaultProduceRequest,
      acks: ACKS_ALL,
      timeoutMs: TIMEOUT_MS,
      topicData: [{ name: '', topicId: topic.id, partitionData }],
    });
    this.counts.requests++;
    for (const { index, errorCode, baseOffset, errorMessage } of responses[0]?.partitionResponses ??
      []) {
      if (errorCode === ErrorCode.NONE) this.acknowledge(topic, index, baseOffset, keys);
      // Producers are not told before that a topic is deleted.
      else if (topic.state === 'there') throw errorOf(errorCode, errorMessage);
    }
  }

  private acknowledge(
    { partitions }: KnownTopic,
    index: number,
    baseOffset: number,
    keysOf: ReadonlyMap<number, readonly string[]>,
  ): void {
    const keys = keysOf.get(index) ?? [];
    partitions[index]?.acknowledge(baseOffset, keys);
    this.counts.records += keys.length;
  }

  private partitionsOf({ partitions }: KnownTopic): readonly number[] {
    const count = this.random.between(1, Math.min(PARTITIONS_MAX, partitions.length));
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(this.random.below(partitions.length));
    return [...chosen];
  }

  private batch(partition: PartitionLedger): { keys: readonly string[]; records: Buffer } {
    const { records, valueBytes } = this.sizes();
    const builder = new RecordBatchBuilder({ bytesInitial: 256 + records * (64 + valueBytes) });
    const value = Buffer.alloc(valueBytes, this.random.uint32());
    const keys = Array.from({ length: records }, () => partition.nextKey());
    for (const key of keys) builder.append({ timestamp: Date.now(), key, value });
    const bytes = builder.build();
    this.counts.bytes += bytes.byteLength;
    return { keys, records: bytes };
  }

  /** Mostly small; medium; large; and from 512 KiB on, which the journal does not take in. */
  private sizes(): { readonly records: number; readonly valueBytes: number } {
    const { random } = this;
    const isFull = this.counts.bytes > LARGE_BYTES_MAX;
    if (isFull) return { records: 1, valueBytes: random.below(64) };
    if (random.chance(REFERENCE_CHANCE))
      return { records: REFERENCE_RECORDS, valueBytes: random.between(66_000, 120_000) };
    if (random.chance(LARGE_CHANCE))
      return { records: random.between(1, 8), valueBytes: random.between(32_768, 65_536) };
    if (random.chance(MEDIUM_CHANCE))
      return { records: random.between(1, 30), valueBytes: random.between(200, 1500) };
    return { records: random.between(1, 5), valueBytes: random.below(300) };
  }
}
