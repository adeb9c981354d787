import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { ByteReader, ByteWriter } from '@odradek/base';
import {
  ApiKey,
  apiKeyInfo,
  ErrorCode,
  errorOf,
  FrameDecoder,
  readResponseHeader,
  writeRequest,
} from '@odradek/protocol';
import {
  defaultProduceRequest,
  type ProduceRequest,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultMetadataRequest,
  defaultMetadataRequestTopic,
  type MetadataResponse,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
  readCreateTopicsResponse,
  writeCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';
import {
  defaultInitProducerIdRequest,
  readInitProducerIdResponse,
  writeInitProducerIdRequest,
} from '@odradek/protocol/messages/22-init-producer-id';
import {
  type ApiVersionsResponse,
  defaultApiVersionsRequest,
  readApiVersionsResponse,
  writeApiVersionsRequest,
} from '@odradek/protocol/messages/18-api-versions';

const PRODUCE_VERSION = 9;
const FETCH_VERSION = 12;
const FETCH_BYTES_MAX = 8 * 1024 * 1024;
const METADATA_VERSION = 9;
const CREATE_TOPICS_VERSION = 5;
const INIT_PRODUCER_ID_VERSION = 4;
const TOPIC_MS_MAX = 10_000;
const RETRY_MS = 20;

type WriteBody<Body> = (writer: ByteWriter, body: Body, version: number) => void;

/** A connection that sends single requests, to put bytes into a broker as they are. */
export class RawClient implements Disposable {
  private readonly socket: Socket;
  private readonly decoder = new FrameDecoder();
  private correlationId = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  /** Connects to `host:port`. */
  static async connect(address: string): Promise<RawClient> {
    const [host, port] = address.split(':');
    const socket = connect({ host: host ?? '', port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** What ApiVersions answers at a version. */
  async apiVersions(version: number): Promise<ApiVersionsResponse> {
    const request = {
      ...defaultApiVersionsRequest,
      clientSoftwareName: 'raw',
      clientSoftwareVersion: '1',
    };
    const body = await this.request(ApiKey.ApiVersions, version, request, writeApiVersionsRequest);
    return readApiVersionsResponse(body, version);
  }

  /** What Metadata answers about these topics, creating those that are missing. */
  async metadata(names: readonly string[]): Promise<MetadataResponse> {
    const topics = names.map((name) => ({ ...defaultMetadataRequestTopic, name }));
    const request = { ...defaultMetadataRequest, topics };
    const body = await this.request(
      ApiKey.Metadata,
      METADATA_VERSION,
      request,
      writeMetadataRequest,
    );
    return readMetadataResponse(body, METADATA_VERSION);
  }

  /** Creates a topic of one replica, and waits until its partitions have leaders. */
  async createTopic(
    name: string,
    numPartitions: number = 1,
    configs: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const topic = { ...defaultCreatableTopic, name, numPartitions, replicationFactor: 1 };
    const values = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
    const topics = [{ ...topic, configs: values }];
    const body = await this.request(
      ApiKey.CreateTopics,
      CREATE_TOPICS_VERSION,
      { ...defaultCreateTopicsRequest, topics },
      writeCreateTopicsRequest,
    );
    const outcome = readCreateTopicsResponse(body, CREATE_TOPICS_VERSION).topics[0];
    if (outcome?.errorCode !== ErrorCode.NONE) throw failureOf(outcome);
    await this.untilTopic(name);
  }

  /** Asks for a topic, which creates it if it is missing, until its partitions have leaders. */
  async untilTopic(name: string): Promise<void> {
    const deadline = performance.now() + TOPIC_MS_MAX;
    for (;;) {
      const [topic] = (await this.metadata([name])).topics;
      const outcomes = [topic, ...(topic?.partitions ?? [])];
      const failed = outcomes.find((outcome) => outcome?.errorCode !== ErrorCode.NONE);
      if (failed === undefined && outcomes.length > 1) return;
      if (performance.now() > deadline) throw failureOf(failed);
      await sleep(RETRY_MS);
    }
  }

  /** The error code with which InitProducerId answers a producer that is only idempotent. */
  async initProducerId(): Promise<number> {
    const body = await this.request(
      ApiKey.InitProducerId,
      INIT_PRODUCER_ID_VERSION,
      { ...defaultInitProducerIdRequest, transactionalId: null, transactionTimeoutMs: 60_000 },
      writeInitProducerIdRequest,
    );
    return readInitProducerIdResponse(body, INIT_PRODUCER_ID_VERSION).errorCode;
  }

  /** Produces a record batch to partition 0 as it is. Resolves to its base offset. */
  async produce(name: string, batch: Buffer): Promise<number> {
    const partitionData = [{ index: 0, records: batch }];
    const request: ProduceRequest = {
      ...defaultProduceRequest,
      acks: -1,
      timeoutMs: 30_000,
      topicData: [{ name, topicId: '', partitionData }],
    };
    const body = await this.request(ApiKey.Produce, PRODUCE_VERSION, request, writeProduceRequest);
    const response = readProduceResponse(body, PRODUCE_VERSION);
    const outcome = response.responses[0]?.partitionResponses[0];
    if (outcome?.errorCode === ErrorCode.NONE) return outcome.baseOffset;
    throw failureOf(outcome);
  }

  /** What Fetch answers of partition 0 from `offset` on, at once. */
  async fetch(name: string, offset: number): Promise<FetchedRecords> {
    const partition = { fetchOffset: offset, partitionMaxBytes: FETCH_BYTES_MAX };
    const partitions = [{ ...defaultFetchPartition, ...partition }];
    const topics = [{ ...defaultFetchTopic, topic: name, partitions }];
    const request = { ...defaultFetchRequest, maxBytes: FETCH_BYTES_MAX, topics };
    const body = await this.request(ApiKey.Fetch, FETCH_VERSION, request, writeFetchRequest);
    const outcome = readFetchResponse(body, FETCH_VERSION).responses[0]?.partitions[0];
    if (outcome?.errorCode !== ErrorCode.NONE) throw failureOf(outcome);
    return { records: outcome.records ?? Buffer.alloc(0), highWatermark: outcome.highWatermark };
  }

  private async request<Body>(
    apiKey: number,
    apiVersion: number,
    body: Body,
    writeBody: WriteBody<Body>,
  ): Promise<ByteReader> {
    const api = apiKeyInfo(apiKey);
    if (api === undefined) throw new Error(`API key ${apiKey} is not declared.`);
    const writer = new ByteWriter();
    const correlationId = this.correlationId++;
    writeRequest(writer, { api, apiVersion, correlationId, clientId: 'raw' }, body, writeBody);
    this.socket.write(writer.toBuffer());
    const reader = new ByteReader(await this.nextFrame());
    readResponseHeader(reader, api, apiVersion);
    return reader;
  }

  private async nextFrame(): Promise<Buffer> {
    for (;;) {
      const frame = this.decoder.next();
      if (frame !== undefined) return frame;
      const [bytes] = (await once(this.socket, 'data')) as [Buffer];
      this.decoder.push(bytes);
    }
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** Batches from an offset on, and where the partition ends. */
interface FetchedRecords {
  readonly records: Buffer;
  readonly highWatermark: number;
}

/** What a part of a response says of its failure. */
interface Outcome {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

function failureOf(outcome: Outcome | undefined): Error {
  return errorOf(outcome?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR, outcome?.errorMessage);
}
