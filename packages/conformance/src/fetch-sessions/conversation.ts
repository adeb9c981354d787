import { setTimeout as sleep } from 'node:timers/promises';

import { type Uuid, ZERO_UUID } from '@odradek/base';
import {
  ApiKey,
  batchesIn,
  crcAt,
  ErrorCode,
  lastOffsetAt,
  partitionLeaderEpochAt,
  RecordBatchBuilder,
} from '@odradek/protocol';
import { defaultProduceRequest } from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  type FetchPartition,
  type FetchRequest,
  type FetchResponse,
  type PartitionData,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultListOffsetsPartition,
  defaultListOffsetsRequest,
  type ListOffsetsPartition,
  type ListOffsetsRequest,
} from '@odradek/protocol/messages/02-list-offsets';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';
import { defaultDeleteTopicsRequest } from '@odradek/protocol/messages/20-delete-topics';
import {
  defaultDeleteRecordsPartition,
  defaultDeleteRecordsRequest,
} from '@odradek/protocol/messages/21-delete-records';
import {
  type OffsetForLeaderPartition,
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  readOffsetForLeaderEpochResponse,
  writeOffsetForLeaderEpochRequest,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';

import {
  CREATE_TOPICS,
  DELETE_RECORDS,
  DELETE_TOPICS,
  LIST_OFFSETS,
  PRODUCE,
} from '../raw-client/calls.ts';
import { type Call, PipelinedConnection } from '../raw-client/pipelined-connection.ts';

/** What happened at one step, with what the brokers draw at random replaced by names. */
export interface Step {
  readonly what: string;
  readonly answer: unknown;
}

/** A topic of a conversation. */
export interface ConversationTopic {
  readonly name: string;
  readonly topicId: Uuid;
}

/** A partition that a Fetch asks for, or forgets. */
export interface AskedPartition extends Partial<FetchPartition> {
  readonly topic: ConversationTopic;
}

/** A Fetch of a conversation: what is left out is the default of the request. */
export interface AskedFetch extends Partial<Omit<FetchRequest, 'topics' | 'forgottenTopicsData'>> {
  /** 13 unless given: the first with topic ids. */
  readonly version?: number;
  /** How many batches of each partition are compared; all of them unless given. */
  readonly batchesCompared?: number;
  readonly partitions?: readonly AskedPartition[];
  readonly forgotten?: readonly AskedPartition[];
}

const FIRST_VERSION_WITH_TOPIC_IDS = 13;
const TOPIC_MS_MAX = 10_000;
const RETRY_MS = 20;
const PAUSE_MS = 200;
const TIMESTAMP = 1_767_225_600_000;
const BYTES_MAX = 1_000_000;
/** An answer that took this part of its `maxWaitMs` has waited. */
const WAITED_SHARE = 0.8;

/** Requests to one broker, one after the other, and what it answered to each. */
export class Conversation implements Disposable {
  readonly steps: Step[] = [];
  private readonly address: string;
  private readonly connection: PipelinedConnection;
  private readonly others: PipelinedConnection[] = [];
  private readonly sessionNames = new Map<number, string>([[0, 'none']]);
  private readonly topicNames = new Map<Uuid, string>([[ZERO_UUID, 'zero']]);

  private constructor(address: string, connection: PipelinedConnection) {
    this.address = address;
    this.connection = connection;
  }

  /** Begins a conversation with the broker at `host:port`. */
  static async begin(address: string): Promise<Conversation> {
    return new Conversation(address, await PipelinedConnection.connect(address));
  }

  /** Opens one more connection: a broker serves one Fetch of a connection at a time. */
  async connect(): Promise<PipelinedConnection> {
    const connection = await PipelinedConnection.connect(this.address);
    this.others.push(connection);
    return connection;
  }

  /** Creates a topic and waits until it can be used. */
  async createTopic(
    name: string,
    numPartitions = 1,
    configs: Readonly<Record<string, string>> = {},
  ): Promise<ConversationTopic> {
    const values = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
    const topic = { ...defaultCreatableTopic, name, numPartitions, replicationFactor: 1 };
    const request = { ...defaultCreateTopicsRequest, topics: [{ ...topic, configs: values }] };
    const { topics } = await this.connection.call(CREATE_TOPICS, request);
    const created = topics[0];
    if (created?.errorCode !== ErrorCode.NONE) throw new Error(`${name} was not created.`);
    for (let partition = 0; partition < numPartitions; partition++) {
      await this.untilAnswered(name, partition, ErrorCode.NONE);
    }
    const generation = [...this.topicNames.values()].filter((other) => other.startsWith(name));
    this.topicNames.set(created.topicId, `${name}#${generation.length + 1}`);
    return { name, topicId: created.topicId };
  }

  /** Talks of a topic that is there already by its name. */
  know({ name, topicId }: ConversationTopic): void {
    this.topicNames.set(topicId, name);
  }

  /** Deletes a topic and waits until it is gone. */
  async deleteTopic({ name }: ConversationTopic): Promise<void> {
    const topics = [{ name, topicId: ZERO_UUID }];
    const request = { ...defaultDeleteTopicsRequest, topics, timeoutMs: 30_000 };
    const { responses } = await this.connection.call(DELETE_TOPICS, request);
    if (responses[0]?.errorCode !== ErrorCode.NONE) throw new Error(`${name} was not deleted.`);
    await this.untilAnswered(name, 0, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  /** Kafka answers changes of topics a moment before its partitions know of them. */
  private async untilAnswered(topic: string, partition: number, errorCode: number): Promise<void> {
    const deadline = performance.now() + TOPIC_MS_MAX;
    const request = listOffsetsRequestOf(topic, { partitionIndex: partition, timestamp: -1 });
    for (;;) {
      const { topics } = await this.connection.call(LIST_OFFSETS, request);
      if (topics[0]?.partitions[0]?.errorCode === errorCode) return;
      if (performance.now() > deadline) throw new Error(`${topic} does not answer ${errorCode}.`);
      await sleep(RETRY_MS);
    }
  }

  /** Deletes the records of a partition before an offset. */
  async deleteRecords({ name }: ConversationTopic, offset: number, partition = 0): Promise<void> {
    const asked = { ...defaultDeleteRecordsPartition, partitionIndex: partition, offset };
    const topics = [{ name, partitions: [asked] }];
    const request = { ...defaultDeleteRecordsRequest, topics, timeoutMs: 30_000 };
    const { topics: answered } = await this.connection.call(DELETE_RECORDS, request);
    const errorCode = answered[0]?.partitions[0]?.errorCode;
    if (errorCode !== ErrorCode.NONE) throw new Error(`DeleteRecords: error ${errorCode}.`);
  }

  /** Produces one batch, of a record for each value. */
  async produce(
    { topicId }: ConversationTopic,
    values: readonly string[],
    partition = 0,
  ): Promise<void> {
    const builder = new RecordBatchBuilder();
    for (const value of values) builder.append({ timestamp: TIMESTAMP, key: null, value });
    const partitionData = [{ index: partition, records: builder.build() }];
    const topicData = [{ name: '', topicId, partitionData }];
    const request = { ...defaultProduceRequest, acks: -1, timeoutMs: 30_000, topicData };
    const { responses } = await this.connection.call(PRODUCE, request);
    const errorCode = responses[0]?.partitionResponses[0]?.errorCode;
    if (errorCode !== ErrorCode.NONE) throw new Error(`Produce: error ${errorCode}.`);
  }

  /** Sends a Fetch and notes its answer. */
  async fetch(
    what: string,
    asked: AskedFetch,
    connection: PipelinedConnection = this.connection,
  ): Promise<FetchResponse> {
    const startedMs = performance.now();
    const { version = FIRST_VERSION_WITH_TOPIC_IDS, maxWaitMs = 0, batchesCompared } = asked;
    const request = fetchRequestOf({ ...asked, maxWaitMs, version });
    const response = await connection.call(fetchCall(version), request);
    const hasWaited = maxWaitMs > 0 && performance.now() - startedMs >= maxWaitMs * WAITED_SHARE;
    this.steps.push({ what, answer: this.comparableFetch(response, hasWaited, batchesCompared) });
    return response;
  }

  /** Asks where leader epochs end, and notes the answer. */
  async offsetForLeaderEpoch(
    what: string,
    topic: string,
    partitions: readonly OffsetForLeaderPartition[],
    {
      version = 4,
      replicaId = -1,
    }: { readonly version?: number; readonly replicaId?: number } = {},
  ): Promise<void> {
    const request = { replicaId, topics: [{ topic, partitions }] };
    const answer = await this.connection.call(offsetForLeaderEpochCall(version), request);
    this.steps.push({ what, answer });
  }

  /** Asks for an offset by a timestamp or sentinel, and notes the answer. */
  async listOffsets(
    what: string,
    name: string,
    partition: Partial<ListOffsetsPartition>,
  ): Promise<void> {
    const request = listOffsetsRequestOf(name, partition);
    this.steps.push({ what, answer: await this.connection.call(LIST_OFFSETS, request) });
  }

  /** Lets a request that was sent on another connection come and wait. */
  async pause(): Promise<void> {
    await sleep(PAUSE_MS);
  }

  private comparableFetch(
    response: FetchResponse,
    hasWaited: boolean,
    batchesCompared: number | undefined,
  ): unknown {
    const { errorCode, sessionId, responses, nodeEndpoints, throttleTimeMs } = response;
    return {
      errorCode,
      throttleTimeMs,
      session: this.sessionName(sessionId),
      hasWaited,
      topics: responses.map(({ topic, topicId, partitions }) => ({
        topic,
        topicId: this.topicNames.get(topicId) ?? 'unknown',
        partitions: partitions.map((partition) => comparablePartition(partition, batchesCompared)),
      })),
      nodeEndpoints: nodeEndpoints.map(({ nodeId, host, rack }) => ({ nodeId, host, rack })),
    };
  }

  /** Sessions are called after the order in which they were seen first. */
  private sessionName(sessionId: number): string {
    let name = this.sessionNames.get(sessionId);
    if (name === undefined) {
      name = `session ${this.sessionNames.size}${sessionId > 0 ? '' : ', which is not positive'}`;
      this.sessionNames.set(sessionId, name);
    }
    return name;
  }

  /** Ends all of its connections. */
  [Symbol.dispose](): void {
    for (const connection of [this.connection, ...this.others]) connection[Symbol.dispose]();
  }
}

/**
 * Records by their whole batches: Kafka cuts the last one off where its bytes end. It also lists
 * aborted transactions that begin behind the records, up to where its index knows the next position.
 */
function comparablePartition(
  { records, ...partition }: PartitionData,
  batchesCompared: number | undefined,
): unknown {
  const batches = batchesIn(records ?? Buffer.alloc(0)).batches.slice(0, batchesCompared);
  const last = batches.at(-1);
  const lastOffset = last === undefined ? -1 : lastOffsetAt(last, 0);
  const { abortedTransactions } = partition;
  const begun = abortedTransactions?.filter(({ firstOffset }) => firstOffset <= lastOffset);
  return {
    ...partition,
    abortedTransactions: begun ?? null,
    records: records === null ? null : batches.map(comparableBatch),
  };
}

function comparableBatch(batch: Buffer): string {
  const offsets = `${batch.readBigInt64BE(0)}-${lastOffsetAt(batch, 0)}`;
  return `${offsets}, epoch ${partitionLeaderEpochAt(batch, 0)}, crc ${crcAt(batch, 0)}`;
}

function fetchRequestOf(asked: AskedFetch & { readonly version: number }): FetchRequest {
  const { version, partitions = [], forgotten = [], batchesCompared: _, ...options } = asked;
  const byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
  const nameOf = ({ name, topicId }: ConversationTopic) =>
    byId ? { topic: '', topicId } : { topic: name, topicId: ZERO_UUID };
  return {
    ...defaultFetchRequest,
    minBytes: 1,
    maxBytes: BYTES_MAX,
    ...options,
    topics: partitions.map(({ topic, ...partition }) => ({
      ...defaultFetchTopic,
      ...nameOf(topic),
      partitions: [{ ...defaultFetchPartition, partitionMaxBytes: BYTES_MAX, ...partition }],
    })),
    forgottenTopicsData: forgotten.map(({ topic, partition = 0 }) => ({
      ...nameOf(topic),
      partitions: [partition],
    })),
  };
}

function listOffsetsRequestOf(
  name: string,
  partition: Partial<ListOffsetsPartition>,
): ListOffsetsRequest {
  const topics = [{ name, partitions: [{ ...defaultListOffsetsPartition, ...partition }] }];
  return { ...defaultListOffsetsRequest, replicaId: -1, topics };
}

function fetchCall(version: number): Call<FetchRequest, FetchResponse> {
  return { apiKey: ApiKey.Fetch, version, write: writeFetchRequest, read: readFetchResponse };
}

function offsetForLeaderEpochCall(
  version: number,
): Call<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> {
  return {
    apiKey: ApiKey.OffsetForLeaderEpoch,
    version,
    write: writeOffsetForLeaderEpochRequest,
    read: readOffsetForLeaderEpochResponse,
  };
}
