import { ByteWriter } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import { apiKeyInfo, RecordBatchBuilder, writeRequest } from '@odradek/protocol';
import { defaultProduceRequest } from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
} from '@odradek/protocol/messages/01-fetch';
import {
  arbitraryMessage,
  DECLARED_MESSAGES,
  MESSAGE_CODECS,
  type MessageCodec,
  mutateBytes,
  pick,
} from '@odradek/protocol/testing';
import fc from 'fast-check';

const VALUES_PER_VERSION = 3;
const RANDOM_BYTES_MAX = 300;
const CLIENT_ID = 'hostile';
/** Sizes in front of a frame that no frame has. */
const HOSTILE_SIZES = [-1, -2147483648, 2147483647, 104_857_601, 0, 1, 3];

/** One frame as it is sent, its size in front. */
export interface HostileFrame {
  readonly bytes: Buffer;
  /** Whether its header is that of an API and version that the broker lists. */
  readonly hasValidHeader: boolean;
}

/** A valid request to begin with. */
interface ValidRequest {
  readonly header: Buffer;
  readonly body: Buffer;
}

/** Random and mutated frames that follow from a seed: about three in four have a valid header. */
export class FrameSource {
  private readonly random: SeededRandom;
  private readonly requests: readonly ValidRequest[];

  /** `topic` is a topic that there is, so that some requests get behind the first checks. */
  constructor(seed: number, topic: string) {
    this.random = new SeededRandom(seed);
    this.requests = [...arbitraryRequests(seed), ...Array(40).fill(requestsOf(topic)).flat()];
  }

  next(): HostileFrame {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 20) return framed(random.bytes(random.below(RANDOM_BYTES_MAX)), false);
    if (kind < 25) return this.wronglySized();
    const { header, body } = pick(random, this.requests);
    return framed(Buffer.concat([header, this.bodyLike(body)]), true);
  }

  /** The size in front does not fit what follows. */
  private wronglySized(): HostileFrame {
    const { header, body } = pick(this.random, this.requests);
    const bytes = Buffer.concat([Buffer.alloc(4), header, body]);
    bytes.writeInt32BE(pick(this.random, HOSTILE_SIZES));
    return { bytes, hasValidHeader: false };
  }

  /** The body as it is, changed, or replaced by noise. */
  private bodyLike(body: Buffer): Buffer {
    const { random } = this;
    const kind = random.below(10);
    if (kind < 2 || body.byteLength === 0) return body;
    if (kind < 8) return mutateBytes(random, body, pick(random, this.requests).body);
    return random.bytes(random.below(RANDOM_BYTES_MAX));
  }
}

function framed(content: Buffer, hasValidHeader: boolean): HostileFrame {
  const bytes = Buffer.concat([Buffer.alloc(4), content]);
  bytes.writeInt32BE(content.byteLength);
  return { bytes, hasValidHeader };
}

/** Some requests of every version that the broker lists. */
function arbitraryRequests(seed: number): ValidRequest[] {
  return MESSAGE_CODECS.flatMap((codec) => {
    const message = DECLARED_MESSAGES.get(codec.name);
    if (message === undefined || codec.apiKey === undefined) return [];
    if (!codec.name.endsWith('Request')) return [];
    const requests: ValidRequest[] = [];
    const { min, max } = listedVersions(codec);
    for (let version = min; version <= max; version++) {
      const values = fc.sample(arbitraryMessage(message, version), {
        seed,
        numRuns: VALUES_PER_VERSION,
      });
      for (const value of values) requests.push(encode(codec, version, value));
    }
    return requests;
  });
}

function listedVersions({ apiKey = -1, versions }: MessageCodec): { min: number; max: number } {
  const api = apiKeyInfo(apiKey);
  if (api === undefined || !api.listeners.includes('broker')) return { min: 0, max: -1 };
  return {
    min: Math.max(versions.min, api.announced.min),
    max: Math.min(versions.max, api.announced.max),
  };
}

/** Requests that name a topic that there is. */
function requestsOf(topic: string): ValidRequest[] {
  const builder = new RecordBatchBuilder();
  for (const value of ['a', 'b', 'c']) builder.append({ timestamp: -1, key: null, value });
  const batch = builder.build();
  const partitionData = [{ index: 0, records: batch }];
  const produce = { ...defaultProduceRequest, acks: -1, timeoutMs: 1_000 };
  const partitions = [{ ...defaultFetchPartition, partitionMaxBytes: 1_000 }];
  return [3, 7, 9, 12].flatMap((version) => [
    encodeNamed('ProduceRequest', version, {
      ...produce,
      topicData: [{ name: topic, topicId: '', partitionData }],
    }),
    encodeNamed('FetchRequest', Math.max(4, version), {
      ...defaultFetchRequest,
      maxBytes: 10_000,
      topics: [{ ...defaultFetchTopic, topic, partitions }],
    }),
  ]);
}

function encodeNamed(name: string, version: number, value: object): ValidRequest {
  const codec = MESSAGE_CODECS.find((candidate) => candidate.name === name);
  if (codec === undefined) throw new Error(`${name} is not declared.`);
  return encode(codec, version, value);
}

function encode(codec: MessageCodec, version: number, value: object): ValidRequest {
  const api = apiKeyInfo(codec.apiKey ?? -1);
  if (api === undefined) throw new Error(`${codec.name} is of no API.`);
  const header = { api, apiVersion: version, correlationId: 7, clientId: CLIENT_ID };
  const whole = new ByteWriter();
  writeRequest(whole, header, value, (writer, body) => codec.write(writer, body as never, version));
  const empty = new ByteWriter();
  writeRequest(empty, header, value, () => {});
  const headerBytes = empty.toBuffer().subarray(4);
  return { header: headerBytes, body: whole.toBuffer().subarray(4 + headerBytes.byteLength) };
}
