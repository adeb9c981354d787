import { setTimeout as sleep } from 'node:timers/promises';

import type { SeededRandom } from '@odradek/base/testing';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';

import { CREATE_TOPICS, DELETE_RECORDS, DELETE_TOPICS } from '../raw-client/calls.ts';
import type { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import type { KnownTopic, TopicLedger } from './topic-ledger.ts';

const TIMEOUT_MS = 30_000;
const PAUSE_MS_MAX = 60;
const SHORT_LIVED = ['sessions', 'carts', 'alerts'];
const SHORT_LIVED_PARTITIONS_MAX = 4;
/** Kafka's least, so that segments are rolled. */
const SMALL_SEGMENT_BYTES = String(1024 * 1024);

/** Topics that stay: some with many partitions, some whose segments are small. */
const LASTING: readonly (readonly [string, number, Readonly<Record<string, string>>])[] = [
  ['orders', 16, {}],
  ['payments', 3, { 'segment.bytes': SMALL_SEGMENT_BYTES }],
  ['clicks', 8, {}],
];

/** Creates and deletes topics, and deletes records, one request after the other. */
export class Administration {
  private readonly connection: PipelinedConnection;
  private readonly ledger: TopicLedger;
  private readonly random: SeededRandom;

  constructor(connection: PipelinedConnection, ledger: TopicLedger, random: SeededRandom) {
    this.connection = connection;
    this.ledger = ledger;
    this.random = random;
  }

  /** Creates the topics that stay. */
  async prepare(): Promise<void> {
    for (const [name, partitions, configs] of LASTING) await this.create(name, partitions, configs);
  }

  /** Waits a little and makes one change. */
  async change(): Promise<void> {
    const { random } = this;
    await sleep(random.below(PAUSE_MS_MAX));
    const name = SHORT_LIVED[random.below(SHORT_LIVED.length)]!;
    const topic = this.ledger.ofName(name);
    if (random.chance(0.3)) await this.deleteRecords();
    else if (topic?.state === 'there') await this.delete(topic);
    else await this.create(name, random.between(1, SHORT_LIVED_PARTITIONS_MAX), {});
  }

  private async create(
    name: string,
    numPartitions: number,
    configs: Readonly<Record<string, string>>,
  ): Promise<void> {
    const topic = this.ledger.add(name, numPartitions);
    const values = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
    const creatable = { ...defaultCreatableTopic, name, numPartitions, replicationFactor: 1 };
    const topics = [{ ...creatable, configs: values }];
    const request = { ...defaultCreateTopicsRequest, topics };
    const [answer] = (await this.connection.call(CREATE_TOPICS, request)).topics;
    throwUnlessNone(answer, `creation of ${name}`);
    topic.id = answer?.topicId ?? '';
    topic.state = 'there';
  }

  private async delete(topic: KnownTopic): Promise<void> {
    topic.state = 'deleting';
    const topics = [{ name: null, topicId: topic.id }];
    const request = { topics, topicNames: [], timeoutMs: TIMEOUT_MS };
    const [answer] = (await this.connection.call(DELETE_TOPICS, request)).responses;
    throwUnlessNone(answer, `deletion of ${topic.name}`);
    topic.state = 'deleted';
  }

  private async deleteRecords(): Promise<void> {
    const { there } = this.ledger;
    const { name, partitions } = there[this.random.below(there.length)]!;
    const partitionIndex = this.random.below(partitions.length);
    const partition = partitions[partitionIndex]!;
    const [from, end] = [partition.startAcknowledged, partition.endSeen];
    const offset = this.random.between(from, end);
    partition.deletedBefore = Math.max(partition.deletedBefore, offset);
    const topics = [{ name, partitions: [{ partitionIndex, offset }] }];
    const answer = await this.connection.call(DELETE_RECORDS, { topics, timeoutMs: TIMEOUT_MS });
    const result = answer.topics[0]?.partitions[0];
    throwUnlessNone(result, `DeleteRecords before ${offset} of ${name}-${partitionIndex}`);
    partition.startAcknowledged = result?.lowWatermark ?? offset;
  }
}

function throwUnlessNone(answer: { readonly errorCode: number } | undefined, what: string): void {
  const errorCode = answer?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode, what);
}
