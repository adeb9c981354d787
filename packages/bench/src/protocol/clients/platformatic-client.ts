import type { SampleMetadata } from '../contents/sample-metadata.ts';
import type { SampleRecord } from '../contents/sample-records.ts';
import {
  CLIENT_ID,
  type ConsumedRecord,
  type Handover,
  type MeasuredVersions,
  type RivalClient,
  TOPIC,
} from './client.ts';

interface Writer {
  readonly buffer: Buffer;
  appendInt16(value: number): Writer;
  appendInt32(value: number): Writer;
  appendString(value: string, compact: boolean): Writer;
  appendTaggedFields(): Writer;
  appendFrom(other: Writer): Writer;
  prependLength(): Writer;
}

interface Reader {
  readonly buffer: { subarray(start: number, end: number): unknown };
  readonly position: number;
  readInt32(): number;
  skip(length: number): Reader;
}

interface Message {
  readonly key: Buffer | undefined;
  readonly value: Buffer;
  readonly headers: ReadonlyMap<Buffer, Buffer>;
  readonly topic: string;
  readonly partition: number;
}

type ParseResponse = (
  correlationId: number,
  apiKey: number,
  apiVersion: number,
  reader: Reader,
) => unknown;

/** What is used of the package's public exports. */
export interface PlatformaticKafka {
  readonly Writer: { create(): Writer };
  readonly Reader: (new (bytes: unknown) => Reader) & { from(bytes: Buffer): Reader };
  readonly produceV11: {
    createRequest(acks: number, timeoutMs: number, messages: Message[], options: object): Writer;
  };
  readonly fetchV17: { readonly parseResponse: ParseResponse };
  readonly metadataV12: { readonly parseResponse: ParseResponse };
}

interface FetchData {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly records: readonly Batch[];
    }[];
  }[];
}

interface Batch {
  readonly firstOffset: bigint;
  readonly firstTimestamp: bigint;
  readonly records: readonly BatchRecord[];
}

interface BatchRecord {
  readonly offsetDelta: number;
  readonly timestampDelta: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [key: Buffer, value: Buffer])[];
}

interface ConsumerMessage {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: ReadonlyMap<Buffer, Buffer>;
  readonly topic: string;
  readonly partition: number;
  readonly timestamp: bigint;
  readonly offset: bigint;
  readonly commit: () => void;
  readonly metadata: object;
}

interface MetadataData {
  readonly brokers: SampleMetadata['brokers'];
  readonly controllerId: number;
  readonly topics: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly isInternal: boolean;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
      readonly replicaNodes: readonly number[];
      readonly isrNodes: readonly number[];
      readonly offlineReplicas: readonly number[];
    }[];
  }[];
}

const FETCH_KEY = 1;
const METADATA_KEY = 3;
const NO_METADATA: object = {};

/** `@platformatic/kafka`, with the functions that its `Connection` calls, as it calls them. */
export class PlatformaticClient implements RivalClient {
  readonly name: string;
  readonly versions: MeasuredVersions = { produce: 11, fetch: 17, metadata: 12 };
  private readonly kafka: PlatformaticKafka;

  constructor(version: string, kafka: PlatformaticKafka) {
    this.name = `@platformatic/kafka ${version}`;
    this.kafka = kafka;
  }

  encodeProduce(records: readonly SampleRecord[], handover: Handover): () => Buffer {
    const messages = records.map(serialize);
    if (handover === 'buffers') return () => this.produceFrame(messages);
    return () => this.produceFrame(records.map(serialize));
  }

  /** As `Connection.send` makes it. */
  private produceFrame(messages: Message[]): Buffer {
    const writer = this.kafka.Writer.create();
    writer.appendInt16(0).appendInt16(this.versions.produce).appendInt32(7);
    writer.appendString(CLIENT_ID, false).appendTaggedFields();
    const payload = this.kafka.produceV11.createRequest(-1, 30_000, messages, {});
    writer.appendFrom(payload).prependLength();
    return writer.buffer;
  }

  decodeFetch(frame: Buffer): () => number {
    return () => {
      let bytes = 0;
      for (const { partitions } of this.fetchData(frame).responses) {
        for (const { records } of partitions) for (const batch of records) bytes += bytesOf(batch);
      }
      return bytes;
    };
  }

  decodeFetchToMessages(frame: Buffer): () => number {
    return () => {
      let bytes = 0;
      for (const { partitions } of this.fetchData(frame).responses) {
        for (const { partitionIndex, records } of partitions) {
          for (const batch of records) bytes += messageBytesOf(batch, partitionIndex);
        }
      }
      return bytes;
    };
  }

  decodeMetadata(frame: Buffer): () => unknown {
    return () => this.metadataData(frame);
  }

  async consumedRecords(frame: Buffer): Promise<ConsumedRecord[]> {
    const partitions = this.fetchData(frame).responses.flatMap((response) => response.partitions);
    return partitions.flatMap(({ records }) => records.flatMap(consumedRecords));
  }

  async metadata(frame: Buffer): Promise<SampleMetadata> {
    const { brokers, controllerId, topics } = this.metadataData(frame);
    return {
      brokers,
      controllerId,
      topics: topics.map(({ name, topicId, isInternal, partitions }) => ({
        name,
        topicId: Buffer.from(topicId.replaceAll('-', ''), 'hex').toString('base64url'),
        isInternal,
        partitions: partitions.map((partition) => ({
          index: partition.partitionIndex,
          leaderId: partition.leaderId,
          leaderEpoch: partition.leaderEpoch,
          replicas: partition.replicaNodes,
          inSyncReplicas: partition.isrNodes,
          offlineReplicas: partition.offlineReplicas,
        })),
      })),
    };
  }

  private fetchData(frame: Buffer): FetchData {
    const { parseResponse } = this.kafka.fetchV17;
    return this.parse(frame, FETCH_KEY, this.versions.fetch, parseResponse) as FetchData;
  }

  private metadataData(frame: Buffer): MetadataData {
    const { parseResponse } = this.kafka.metadataV12;
    return this.parse(frame, METADATA_KEY, this.versions.metadata, parseResponse) as MetadataData;
  }

  /** As `Connection` does with a response that lies in one chunk. */
  private parse(frame: Buffer, apiKey: number, version: number, parser: ParseResponse): unknown {
    const reader = this.kafka.Reader.from(frame);
    const size = reader.readInt32();
    const correlationId = reader.readInt32();
    reader.skip(1);
    const body = new this.kafka.Reader(reader.buffer.subarray(reader.position, size + 4));
    return parser(correlationId, apiKey, version, body);
  }
}

/** As `Producer` makes of a message before it goes to the encoder, with serializers of strings. */
function serialize({ key, value, headers }: SampleRecord): Message {
  const serializedHeaders = new Map<Buffer, Buffer>();
  for (const [name, text] of headers) serializedHeaders.set(Buffer.from(name), Buffer.from(text));
  return {
    key: key === null ? undefined : Buffer.from(key),
    value: Buffer.from(value),
    headers: serializedHeaders,
    topic: TOPIC,
    partition: 0,
  };
}

function bytesOf(batch: Batch): number {
  let bytes = 0;
  for (const { key, value, headers } of batch.records) {
    bytes += (key?.length ?? 0) + (value?.length ?? 0);
    for (const [name, header] of headers) bytes += name.length + header.length;
  }
  return bytes;
}

/** As `bytesOf`, of the messages that `MessagesStream` makes where nothing deserializes them. */
function messageBytesOf(batch: Batch, partition: number): number {
  let bytes = 0;
  for (const record of batch.records) {
    const { key, value, headers } = consumerMessage(batch, record, partition);
    bytes += (key?.length ?? 0) + (value?.length ?? 0);
    for (const [name, header] of headers) bytes += name.length + header.length;
  }
  return bytes;
}

function consumerMessage(batch: Batch, record: BatchRecord, partition: number): ConsumerMessage {
  const headers = new Map<Buffer, Buffer>();
  for (const [name, header] of record.headers) headers.set(name, header);
  return {
    key: record.key,
    value: record.value,
    headers,
    topic: TOPIC,
    partition,
    timestamp: batch.firstTimestamp + record.timestampDelta,
    offset: batch.firstOffset + BigInt(record.offsetDelta),
    commit: noCommit,
    metadata: NO_METADATA,
  };
}

function noCommit(): void {
  // Where the client commits by itself, the message's own function does nothing.
}

function consumedRecords({ firstOffset, firstTimestamp, records }: Batch): ConsumedRecord[] {
  return records.map((record) => ({
    offset: Number(firstOffset) + record.offsetDelta,
    timestamp: Number(firstTimestamp + record.timestampDelta),
    key: record.key === null ? null : record.key.toString(),
    value: String(record.value),
    headers: record.headers.map(([name, header]) => [name.toString(), header.toString()]),
  }));
}
