import {
  ByteReader,
  ByteWriter,
  type Clock,
  type Network,
  type Socket,
  type SocketEvents,
  type Uuid,
  uuidFromBytes,
  ZERO_UUID,
} from '@odradek/base';
import {
  ApiKey,
  API_KEYS,
  ErrorCode,
  FrameDecoder,
  readRequestHeader,
  type RequestHeader,
  type WriteBody,
  writeResponse,
} from '@odradek/protocol';
import {
  defaultPartitionProduceResponse,
  defaultProduceResponse,
  type ProduceResponse,
  readProduceRequest,
  writeProduceResponse,
} from '@odradek/protocol/messages/00-produce';
import {
  type AbortedTransaction,
  defaultFetchResponse,
  defaultPartitionData,
  type FetchRequest,
  type FetchResponse,
  type PartitionData,
  readFetchRequest,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultListOffsetsPartitionResponse,
  defaultListOffsetsResponse,
  readListOffsetsRequest,
  writeListOffsetsResponse,
} from '@odradek/protocol/messages/02-list-offsets';
import {
  defaultMetadataResponse,
  defaultMetadataResponsePartition,
  defaultMetadataResponseTopic,
  type MetadataResponse,
  readMetadataRequest,
  writeMetadataResponse,
} from '@odradek/protocol/messages/03-metadata';
import {
  defaultApiVersionsResponse,
  writeApiVersionsResponse,
} from '@odradek/protocol/messages/18-api-versions';
import {
  defaultInitProducerIdResponse,
  writeInitProducerIdResponse,
} from '@odradek/protocol/messages/22-init-producer-id';
import {
  defaultOffsetForLeaderEpochResponse,
  readOffsetForLeaderEpochRequest,
  writeOffsetForLeaderEpochResponse,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';

import { ScriptedLog } from './scripted-log.ts';

/** A request that a broker got. */
export interface ScriptedRequest {
  readonly node: number;
  /** Kafka's name of the API. */
  readonly api: string;
  readonly version: number;
  /** How many of the same API came before, at any broker. */
  readonly index: number;
}

/**
 * What a broker does with a request: as it should; closes the connection before or after it is done
 * and does not answer; does it and stays silent; answers with an error and does not do it; or
 * answers some bytes.
 */
export type Reaction =
  | { readonly type: 'answer' }
  | { readonly type: 'lose-request' }
  | { readonly type: 'lose-answer' }
  | { readonly type: 'silence' }
  | { readonly type: 'error'; readonly errorCode: number }
  | { readonly type: 'bytes'; readonly bytes: Buffer };

interface AnswerBody<Body> {
  readonly body: Body;
  readonly write: WriteBody<Body>;
}

/** How an API is answered that the cluster does not know by itself. */
export interface ScriptedApi<Request, Response> {
  readonly read: (reader: ByteReader, version: number) => Request;
  readonly write: WriteBody<Response>;
  readonly answer: (request: Request, asked: ScriptedRequest) => Response;
}

type AnswerBytes = (
  header: RequestHeader,
  reader: ByteReader,
  asked: ScriptedRequest,
) => readonly Buffer[];

interface Topic {
  readonly topicId: Uuid;
  readonly logs: readonly ScriptedLog[];
}

/** A cluster in memory whose brokers can be told to misbehave. Brokers 1 to `brokersCount`. */
export class ScriptedCluster {
  /** Every request, in the order in which they came. */
  readonly requests: ScriptedRequest[] = [];
  /** Says how a request is dealt with; the default is to answer. */
  react: (request: ScriptedRequest) => Reaction = () => ({ type: 'answer' });
  /** Lowers, or takes away, the versions that are announced. */
  versions: Map<string, { readonly min: number; readonly max: number }> = new Map();
  /** What Fetch answers beside records, by topic. */
  readonly abortedTransactions: Map<string, readonly AbortedTransaction[]> = new Map();
  private readonly scripts: Map<number, AnswerBytes> = new Map();
  private readonly topics: Map<string, Topic> = new Map();
  private readonly sockets: Map<number, Set<Socket>> = new Map();
  private readonly onAppend: Set<() => void> = new Set<() => void>();
  private readonly counts: Map<string, number> = new Map();
  private readonly clock: Clock;
  private readonly brokerIds: readonly number[];
  private nextProducerId = 1000n;
  private topicsCreated = 0;

  private constructor(clock: Clock, brokersCount: number) {
    this.clock = clock;
    this.brokerIds = Array.from({ length: brokersCount }, (_, index) => index + 1);
  }

  /** Starts the brokers; broker n listens on port 9090 + n. */
  static async start(network: Network, clock: Clock, brokersCount = 1): Promise<ScriptedCluster> {
    const cluster = new ScriptedCluster(clock, brokersCount);
    for (const node of cluster.brokerIds) {
      await network.listen({ host: 'broker', port: 9090 + node }, (socket) =>
        cluster.accept(node, socket),
      );
    }
    return cluster;
  }

  /** Says how all brokers answer an API. */
  script<Request, Response>(apiKey: number, api: ScriptedApi<Request, Response>): void {
    this.scripts.set(apiKey, (header, reader, asked) => {
      const body = api.answer(api.read(reader, header.apiVersion), asked);
      return framed(header, { body, write: api.write });
    });
  }

  /** Creates a topic; its partitions are led by the brokers in turn. */
  createTopic(name: string, partitions: number): readonly ScriptedLog[] {
    const id = Buffer.alloc(16);
    id.writeUInt32BE(++this.topicsCreated, 12);
    id.writeUInt8(1, 0);
    const logs = Array.from(
      { length: partitions },
      (_, index) => new ScriptedLog(this.leaderOf(index)),
    );
    this.topics.set(name, { topicId: uuidFromBytes(id), logs });
    return logs;
  }

  /** Adds partitions to a topic, up to a count of them. Answers the logs of all. */
  addPartitions(name: string, count: number): readonly ScriptedLog[] {
    const topic = this.topics.get(name);
    if (topic === undefined) throw new Error(`there is no topic ${name}`);
    const logs = Array.from(
      { length: count },
      (_, index) => topic.logs[index] ?? new ScriptedLog(this.leaderOf(index)),
    );
    this.topics.set(name, { ...topic, logs });
    return logs;
  }

  /** Deletes a topic. */
  deleteTopic(name: string): void {
    this.topics.delete(name);
  }

  private leaderOf(partition: number): number {
    return this.brokerIds[partition % this.brokerIds.length] ?? 1;
  }

  /** How many requests of an API there were. */
  count(api: string): number {
    return this.counts.get(api) ?? 0;
  }

  /** Wakes Fetch requests that wait, after a log was changed from outside. */
  wakeFetches(): void {
    for (const wake of this.onAppend) wake();
  }

  /** How many connections to a broker are open. */
  connectionsCount(node: number): number {
    return this.sockets.get(node)?.size ?? 0;
  }

  private accept(node: number, socket: Socket): SocketEvents {
    const decoder = new FrameDecoder();
    const ofNode = this.sockets.get(node) ?? new Set<Socket>();
    this.sockets.set(node, ofNode);
    ofNode.add(socket);
    let last = Promise.resolve();
    return {
      onData: (bytes) => {
        decoder.push(bytes);
        for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) {
          const request = frame;
          last = last.then(() =>
            ofNode.has(socket) ? this.serve(node, socket, request) : undefined,
          );
        }
      },
      onDrain: () => {},
      onClose: () => ofNode.delete(socket),
    };
  }

  private async serve(node: number, socket: Socket, frame: Buffer): Promise<void> {
    const reader = new ByteReader(frame);
    const header = readRequestHeader(reader);
    if (header.type !== 'known-api') throw new Error('the client sent an unknown API');
    const { name: api } = header.api;
    const index = this.count(api);
    this.counts.set(api, index + 1);
    const request = { node, api, version: header.apiVersion, index };
    this.requests.push(request);
    const reaction = this.react(request);
    if (reaction.type === 'lose-request') return this.hangUp(node, socket);
    if (reaction.type === 'bytes') {
      socket.send([reaction.bytes]);
      return;
    }
    const errorCode = reaction.type === 'error' ? reaction.errorCode : ErrorCode.NONE;
    const script = this.scripts.get(header.api.key);
    const answer =
      script === undefined
        ? await this.answer(node, header, reader, errorCode)
        : script(header, reader, request);
    if (reaction.type === 'lose-answer') this.hangUp(node, socket);
    else if (reaction.type !== 'silence' && answer !== undefined) socket.send(answer);
  }

  private hangUp(node: number, socket: Socket): void {
    this.sockets.get(node)?.delete(socket);
    socket.close();
  }

  private async answer(
    node: number,
    header: RequestHeader,
    reader: ByteReader,
    errorCode: number,
  ): Promise<readonly Buffer[] | undefined> {
    const version = header.apiVersion;
    switch (header.api.key) {
      case ApiKey.ApiVersions:
        return this.apiVersions(header, errorCode);
      case ApiKey.Metadata:
        return framed(header, this.metadata(reader, version, errorCode));
      case ApiKey.InitProducerId:
        return framed(header, this.initProducerId(errorCode));
      case ApiKey.Produce:
        return this.produce(node, header, reader, errorCode);
      case ApiKey.Fetch:
        return framed(header, await this.fetch(node, reader, version, errorCode));
      case ApiKey.ListOffsets:
        return framed(header, this.listOffsets(reader, version));
      case ApiKey.OffsetForLeaderEpoch:
        return framed(header, this.offsetForLeaderEpoch(reader, version));
      default:
        throw new Error(`the scripted broker does not know ${header.api.name}`);
    }
  }

  private apiVersions(header: RequestHeader, errorCode: number): readonly Buffer[] {
    const known = API_KEYS.filter(({ announced }) => announced.max >= announced.min);
    const apiKeys = known.map(({ key, name, announced }) => {
      const { min, max } = this.versions.get(name) ?? announced;
      return { apiKey: key, minVersion: min, maxVersion: max };
    });
    const own = apiKeys.find(({ apiKey }) => apiKey === ApiKey.ApiVersions);
    const isKnown = own === undefined || header.apiVersion <= own.maxVersion;
    const body = isKnown
      ? { ...defaultApiVersionsResponse, errorCode, apiKeys }
      : {
          ...defaultApiVersionsResponse,
          errorCode: ErrorCode.UNSUPPORTED_VERSION,
          apiKeys: own === undefined ? [] : [own],
        };
    const answered = isKnown ? header : { ...header, apiVersion: 0 };
    return framed(answered, { body, write: writeApiVersionsResponse });
  }

  private metadata(
    reader: ByteReader,
    version: number,
    refusal: number,
  ): AnswerBody<MetadataResponse> {
    const { topics } = readMetadataRequest(reader, version);
    const names = topics === null ? [...this.topics.keys()] : topics.map(({ name }) => name ?? '');
    const body: MetadataResponse = {
      ...defaultMetadataResponse,
      controllerId: 1,
      brokers: this.brokerIds.map((nodeId) => ({
        nodeId,
        host: 'broker',
        port: 9090 + nodeId,
        rack: null,
      })),
      topics: names.map((name) => {
        const topic = this.topics.get(name);
        if (topic === undefined || refusal !== ErrorCode.NONE) {
          const errorCode = refusal || ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
          return { ...defaultMetadataResponseTopic, name, errorCode };
        }
        const partitions = topic.logs.map(({ leaderId, leaderEpoch }, partitionIndex) => ({
          ...defaultMetadataResponsePartition,
          partitionIndex,
          leaderId,
          leaderEpoch,
        }));
        return { ...defaultMetadataResponseTopic, name, topicId: topic.topicId, partitions };
      }),
    };
    return { body, write: writeMetadataResponse };
  }

  private initProducerId(
    errorCode: number,
  ): AnswerBody<Parameters<typeof writeInitProducerIdResponse>[1]> {
    const producerId = errorCode === ErrorCode.NONE ? this.nextProducerId++ : -1n;
    const body = { ...defaultInitProducerIdResponse, errorCode, producerId, producerEpoch: 0 };
    return { body, write: writeInitProducerIdResponse };
  }

  private produce(
    node: number,
    header: RequestHeader,
    reader: ByteReader,
    errorCode: number,
  ): readonly Buffer[] | undefined {
    const request = readProduceRequest(reader, header.apiVersion);
    const body: ProduceResponse = {
      ...defaultProduceResponse,
      responses: request.topicData.map(({ name, topicId, partitionData }) => ({
        name,
        topicId,
        partitionResponses: partitionData.map(({ index, records }) => {
          const log = this.log(name, topicId, index);
          const answer =
            errorCode !== ErrorCode.NONE
              ? { errorCode, baseOffset: -1 }
              : appendAsLeader(log, node, records);
          return { ...defaultPartitionProduceResponse, index, ...answer };
        }),
      })),
    };
    this.wakeFetches();
    return request.acks === 0 ? undefined : framed(header, { body, write: writeProduceResponse });
  }

  private log(name: string, topicId: Uuid, partition: number): ScriptedLog | undefined {
    for (const [topicName, topic] of this.topics) {
      const isNamed = topicId === ZERO_UUID ? topicName === name : topic.topicId === topicId;
      if (isNamed) return topic.logs[partition];
    }
    return undefined;
  }

  private nameOf(name: string, topicId: Uuid): string {
    const found = [...this.topics].find(([, topic]) => topic.topicId === topicId);
    return found?.[0] ?? name;
  }

  private async fetch(
    node: number,
    reader: ByteReader,
    version: number,
    errorCode: number,
  ): Promise<AnswerBody<FetchResponse>> {
    const request = readFetchRequest(reader, version);
    const read = (): FetchResponse => this.fetchNow(node, request, errorCode);
    let body = read();
    const isEmpty = (response: FetchResponse): boolean =>
      response.responses.every(({ partitions }) =>
        partitions.every((data) => data.errorCode === 0 && data.records?.byteLength === 0),
      );
    if (isEmpty(body) && request.maxWaitMs > 0) {
      await this.appendOrTimeout(request.maxWaitMs);
      body = read();
    }
    return { body, write: writeFetchResponse };
  }

  private appendOrTimeout(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        timer.cancel();
        this.onAppend.delete(end);
        resolve();
      };
      const timer = this.clock.setTimer(waitMs, end);
      this.onAppend.add(end);
    });
  }

  private fetchNow(node: number, request: FetchRequest, errorCode: number): FetchResponse {
    return {
      ...defaultFetchResponse,
      responses: request.topics.map(({ topic, topicId, partitions }) => ({
        topic,
        topicId,
        partitions: partitions.map(({ partition, fetchOffset }) => {
          const log = this.log(topic, topicId, partition);
          const aborted = this.abortedTransactions.get(this.nameOf(topic, topicId)) ?? null;
          const data = fetchAsLeader(log, node, fetchOffset, errorCode);
          return { ...data, partitionIndex: partition, abortedTransactions: aborted };
        }),
      })),
    };
  }

  private listOffsets(
    reader: ByteReader,
    version: number,
  ): AnswerBody<Parameters<typeof writeListOffsetsResponse>[1]> {
    const request = readListOffsetsRequest(reader, version);
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, timestamp }) => {
        const log = this.topics.get(name)?.logs[partitionIndex];
        const offset = (timestamp === -2 ? log?.logStartOffset : log?.endOffset) ?? -1;
        const errorCode = log === undefined ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : 0;
        return { ...defaultListOffsetsPartitionResponse, partitionIndex, offset, errorCode };
      }),
    }));
    return { body: { ...defaultListOffsetsResponse, topics }, write: writeListOffsetsResponse };
  }

  /** Answers that every epoch ends with the log. */
  private offsetForLeaderEpoch(
    reader: ByteReader,
    version: number,
  ): AnswerBody<Parameters<typeof writeOffsetForLeaderEpochResponse>[1]> {
    const request = readOffsetForLeaderEpochRequest(reader, version);
    const topics = request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, leaderEpoch }) => {
        const endOffset = this.topics.get(topic)?.logs[partition]?.endOffset ?? -1;
        return { errorCode: ErrorCode.NONE, partition, leaderEpoch, endOffset };
      }),
    }));
    const body = { ...defaultOffsetForLeaderEpochResponse, topics };
    return { body, write: writeOffsetForLeaderEpochResponse };
  }
}

function appendAsLeader(
  log: ScriptedLog | undefined,
  node: number,
  records: Buffer | null,
): { readonly errorCode: number; readonly baseOffset: number } {
  if (log === undefined || records === null) {
    return { errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, baseOffset: -1 };
  }
  if (log.leaderId !== node) {
    return { errorCode: ErrorCode.NOT_LEADER_OR_FOLLOWER, baseOffset: -1 };
  }
  return log.append(records);
}

function fetchAsLeader(
  log: ScriptedLog | undefined,
  node: number,
  offset: number,
  errorCode: number,
): PartitionData {
  const refused = (code: number): PartitionData => ({ ...defaultPartitionData, errorCode: code });
  if (errorCode !== ErrorCode.NONE) return refused(errorCode);
  if (log === undefined) return refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  if (log.leaderId !== node) return refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
  if (offset < log.logStartOffset || offset > log.endOffset) {
    return refused(ErrorCode.OFFSET_OUT_OF_RANGE);
  }
  return { ...defaultPartitionData, highWatermark: log.endOffset, records: log.read(offset) };
}

function framed<Body>(header: RequestHeader, answer: AnswerBody<Body>): readonly Buffer[] {
  const writer = new ByteWriter();
  writeResponse(writer, header, answer.body, answer.write);
  return writer.toBuffers();
}
