import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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
  defaultMetadataRequest,
  defaultMetadataRequestTopic,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';

const PRODUCE_VERSION = 9;
const METADATA_VERSION = 9;

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

  /** Creates a topic by asking for its metadata. */
  async createTopic(name: string): Promise<void> {
    const topics = [{ ...defaultMetadataRequestTopic, name }];
    const request = { ...defaultMetadataRequest, topics };
    const body = await this.request(
      ApiKey.Metadata,
      METADATA_VERSION,
      request,
      writeMetadataRequest,
    );
    const errorCode = readMetadataResponse(body, METADATA_VERSION).topics[0]?.errorCode;
    if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR);
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
    throw errorOf(outcome?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR, outcome?.errorMessage);
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
