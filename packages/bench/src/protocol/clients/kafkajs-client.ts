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

/** Loads a module of the package by its path. */
export type LoadModule = (path: string) => unknown;

interface Encoder {
  readonly buffer: Buffer;
}

interface Decoder {
  readInt32(): number;
  readBytes(length: number): Buffer;
  readAll(): Buffer;
}

interface Response {
  decode(payload: Buffer): Promise<unknown>;
  parse(decoded: unknown): Promise<unknown>;
}

interface Requests {
  protocol(of: { version: number }): (fields: object) => { request: object; response: Response };
}

interface Message {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, Buffer>>;
}

interface FetchData {
  readonly responses: readonly {
    readonly partitions: readonly { readonly messages: readonly Message[] }[];
  }[];
}

interface MetadataData {
  readonly brokers: SampleMetadata['brokers'];
  readonly controllerId: number;
  readonly topicMetadata: readonly {
    readonly topic: string;
    readonly isInternal: boolean;
    readonly partitionMetadata: readonly {
      readonly partitionId: number;
      readonly leader: number;
      readonly replicas: readonly number[];
      readonly isr: readonly number[];
      readonly offlineReplicas: readonly number[];
    }[];
  }[];
}

/** `kafkajs`, with the functions that its `Connection` calls, in the order in which it does. */
export class KafkajsClient implements RivalClient {
  readonly name: string;
  readonly versions: MeasuredVersions = { produce: 7, fetch: 11, metadata: 6 };
  private readonly createRequest: (fields: object) => Promise<Encoder>;
  private readonly Decoder: new (bytes: Buffer) => Decoder;
  private readonly produce: (fields: object) => { request: object };
  private readonly fetchResponse: Response;
  private readonly metadataResponse: Response;

  constructor(version: string, load: LoadModule) {
    this.name = `kafkajs ${version}`;
    this.createRequest = load('src/protocol/request') as typeof this.createRequest;
    this.Decoder = load('src/protocol/decoder') as typeof this.Decoder;
    const requestsOf = (api: string): Requests => load(`src/protocol/requests/${api}`) as Requests;
    const { produce, fetch, metadata } = this.versions;
    this.produce = requestsOf('produce').protocol({ version: produce });
    this.fetchResponse = requestsOf('fetch').protocol({ version: fetch })({ topics: [] }).response;
    this.metadataResponse = requestsOf('metadata').protocol({ version: metadata })({}).response;
  }

  encodeProduce(records: readonly SampleRecord[], handover: Handover): () => Promise<Buffer> {
    const messages = records.map((record) => messageOf(record, handover));
    const topicData = [{ topic: TOPIC, partitions: [{ partition: 0, messages }] }];
    return async () => {
      const { request } = this.produce({ acks: -1, timeout: 30_000, topicData });
      return (await this.createRequest({ request, correlationId: 7, clientId: CLIENT_ID })).buffer;
    };
  }

  decodeFetch(frame: Buffer): () => Promise<number> {
    return async () => {
      const { responses } = (await this.decode(frame, this.fetchResponse)) as FetchData;
      let bytes = 0;
      for (const { partitions } of responses) {
        for (const { messages } of partitions) bytes += bytesOf(messages);
      }
      return bytes;
    };
  }

  decodeMetadata(frame: Buffer): () => Promise<unknown> {
    return () => this.decode(frame, this.metadataResponse);
  }

  async consumedRecords(frame: Buffer): Promise<ConsumedRecord[]> {
    const { responses } = (await this.decode(frame, this.fetchResponse)) as FetchData;
    const partitions = responses.flatMap((response) => response.partitions);
    return partitions.flatMap(({ messages }) => messages.map(consumedRecord));
  }

  async metadata(frame: Buffer, sent: SampleMetadata): Promise<SampleMetadata> {
    const data = (await this.decode(frame, this.metadataResponse)) as MetadataData;
    return {
      brokers: data.brokers,
      controllerId: data.controllerId,
      topics: data.topicMetadata.map(({ topic, isInternal, partitionMetadata }, topicIndex) => ({
        name: topic,
        topicId: sent.topics[topicIndex]?.topicId ?? '',
        isInternal,
        partitions: partitionMetadata.map((partition, index) => ({
          index: partition.partitionId,
          leaderId: partition.leader,
          leaderEpoch: sent.topics[topicIndex]?.partitions[index]?.leaderEpoch ?? -1,
          replicas: partition.replicas,
          inSyncReplicas: partition.isr,
          offlineReplicas: partition.offlineReplicas,
        })),
      })),
    };
  }

  /** As `Connection.processData` and `Connection.send` do with one response. */
  private async decode(frame: Buffer, response: Response): Promise<unknown> {
    const decoder = new this.Decoder(frame);
    const size = decoder.readInt32();
    const answer = new this.Decoder(decoder.readBytes(size));
    answer.readInt32();
    return response.parse(await response.decode(answer.readAll()));
  }
}

function messageOf({ key, value, headers }: SampleRecord, handover: Handover): object {
  const form = (text: string): Buffer | string =>
    handover === 'buffers' ? Buffer.from(text) : text;
  return {
    key: key === null ? null : form(key),
    value: form(value),
    headers: Object.fromEntries(headers.map(([name, text]) => [name, form(text)])),
  };
}

function bytesOf(messages: readonly Message[]): number {
  let bytes = 0;
  for (const { key, value, headers } of messages) {
    bytes += (key?.length ?? 0) + value.length;
    for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  }
  return bytes;
}

function consumedRecord({ offset, timestamp, key, value, headers }: Message): ConsumedRecord {
  return {
    offset: Number(offset),
    timestamp: Number(timestamp),
    key: key === null ? null : key.toString(),
    value: value.toString(),
    headers: Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()]),
  };
}
