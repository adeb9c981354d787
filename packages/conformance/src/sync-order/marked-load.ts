import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode, errorOf, RecordBatchBuilder } from '@odradek/protocol';
import { defaultProduceRequest } from '@odradek/protocol/messages/00-produce';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';

import { CREATE_TOPICS, PRODUCE } from '../raw-client/calls.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import { marker } from './marker.ts';

const CONNECTIONS = 4;
const IN_FLIGHT = 4;
const PARTITIONS = 12;
const PARTITIONS_OF_A_REQUEST_MAX = 3;
/** Correlation ids of different connections are different. */
const CORRELATION_IDS = 1_000_000;
const MEDIUM_CHANCE = 0.02;
const LARGE_CHANCE = 0.012;
/** From 512 KiB on, which the journal does not take in but names, to what a batch may have. */
const LARGE_BYTES_MIN = 540_000;
const LARGE_BYTES_MAX = 1_000_000;
const ACKS_ALL = -1;
const TIMEOUT_MS = 30_000;

/** Produces records with markers over several connections. */
export class MarkedLoad {
  /** The markers of the records of each acknowledged request, by its correlation id. */
  readonly acknowledged: Map<number, readonly string[]> = new Map();
  private readonly random: SeededRandom;
  private readonly requests: number;
  private sent = 0;
  private markers = 0;
  private topicId = '';

  /** @param requests how many Produce requests are sent */
  constructor(requests: number, seed: number) {
    this.requests = requests;
    this.random = new SeededRandom(seed);
  }

  /** Creates its topic and produces to it until all requests are acknowledged. */
  async run(address: string): Promise<void> {
    const work: Promise<void>[] = [];
    using first = await PipelinedConnection.connect(address, CORRELATION_IDS);
    this.topicId = await createTopic(first);
    const connections = [first];
    while (connections.length < CONNECTIONS) {
      const ids = CORRELATION_IDS * (connections.length + 1);
      connections.push(await PipelinedConnection.connect(address, ids));
    }
    for (const connection of connections)
      for (let lane = 0; lane < IN_FLIGHT; lane++) work.push(this.produceOver(connection));
    try {
      await Promise.all(work);
    } finally {
      for (const connection of connections) connection[Symbol.dispose]();
    }
  }

  private async produceOver(connection: PipelinedConnection): Promise<void> {
    while (this.sent < this.requests) {
      this.sent++;
      await this.produce(connection);
    }
  }

  private async produce(connection: PipelinedConnection): Promise<void> {
    const { random } = this;
    const markers: string[] = [];
    const first = random.below(PARTITIONS);
    const partitionData = Array.from(
      { length: random.between(1, PARTITIONS_OF_A_REQUEST_MAX) },
      (_, index) => ({ index: (first + index) % PARTITIONS, records: this.batch(markers) }),
    );
    const correlationId = connection.correlationIdOfNext;
    const { responses } = await connection.call(PRODUCE, {
      ...defaultProduceRequest,
      acks: ACKS_ALL,
      timeoutMs: TIMEOUT_MS,
      topicData: [{ name: '', topicId: this.topicId, partitionData }],
    });
    for (const { errorCode, errorMessage } of responses[0]?.partitionResponses ?? [])
      if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode, errorMessage);
    this.acknowledged.set(correlationId, markers);
  }

  private batch(markers: string[]): Buffer {
    const records = this.random.between(2, 5);
    const padding = 'x'.repeat(Math.ceil(this.bytes() / records));
    const builder = new RecordBatchBuilder();
    for (let record = 0; record < records; record++) {
      const each = marker(this.markers++);
      markers.push(each);
      builder.append({ timestamp: Date.now(), key: null, value: `${each}${padding}` });
    }
    return builder.build();
  }

  /** Of a batch, without its markers. */
  private bytes(): number {
    const { random } = this;
    if (random.chance(LARGE_CHANCE)) return random.between(LARGE_BYTES_MIN, LARGE_BYTES_MAX);
    if (random.chance(MEDIUM_CHANCE)) return random.below(LARGE_BYTES_MIN);
    return random.below(800);
  }
}

async function createTopic(connection: PipelinedConnection): Promise<string> {
  const topic = { name: 'marked', numPartitions: PARTITIONS, replicationFactor: 1 };
  const topics = [{ ...defaultCreatableTopic, ...topic }];
  const answer = await connection.call(CREATE_TOPICS, { ...defaultCreateTopicsRequest, topics });
  const [outcome] = answer.topics;
  if (outcome?.errorCode !== ErrorCode.NONE)
    throw errorOf(outcome?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR, outcome?.errorMessage);
  return outcome.topicId;
}
