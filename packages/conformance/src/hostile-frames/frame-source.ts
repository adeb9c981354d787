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
import { SERVED_API_KEYS } from '@odradek/broker';
import fc from 'fast-check';

const VALUES_PER_VERSION = 5;
/** How often requests that name a topic which there is come among the others. */
const NAMED_REQUESTS_WEIGHT = 20;
const RANDOM_BYTES_MAX = 300;
const NOISE_RATE = 0.25;
const CLIENT_ID = 'hostile';
/** Sizes in front of a frame that no frame has. */
const HOSTILE_SIZES = [-1, -2147483648, 2147483647, 104_857_601, 0, 1, 3];

/** One frame as it is sent, its size in front. */
export interface HostileFrame {
  readonly bytes: Buffer;
  /** Whether its header is that of an API and version that the broker serves. */
  readonly hasServedHeader: boolean;
}

/** A valid request to begin with. */
interface ValidRequest {
  readonly apiKey: number;
  readonly header: Buffer;
  readonly body: Buffer;
}

/**
 * Random and mutated frames that follow from a seed: about two in three have the header of an API
 * that is served, one in ten of one that is refused.
 */
export class FrameSource {
  private readonly random: SeededRandom;
  private readonly served: readonly ValidRequest[];
  private readonly refused: readonly ValidRequest[];

  /** `topic` is a topic that there is, so that some requests get behind the first checks. */
  constructor(seed: number, topic: string) {
    this.random = new SeededRandom(seed);
    const served = new Set(SERVED_API_KEYS);
    const requests = arbitraryRequests(seed);
    this.served = [
      ...requests.filter(({ apiKey }) => served.has(apiKey)),
      ...Array<ValidRequest[]>(NAMED_REQUESTS_WEIGHT).fill(requestsOf(topic)).flat(),
    ];
    this.refused = requests.filter(({ apiKey }) => !served.has(apiKey));
  }

  next(): HostileFrame {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 20) return framed(random.bytes(random.below(RANDOM_BYTES_MAX)), false);
    if (kind < 25) return this.wronglySized();
    const isServed = kind < 90;
    const { header, body } = pick(random, isServed ? this.served : this.refused);
    return framed(Buffer.concat([header, this.bodyLike(body)]), isServed);
  }

  /** The size in front does not fit what follows. */
  private wronglySized(): HostileFrame {
    const { header, body } = pick(this.random, this.served);
    const bytes = Buffer.concat([Buffer.alloc(4), header, body]);
    bytes.writeInt32BE(pick(this.random, HOSTILE_SIZES));
    return { bytes, hasServedHeader: false };
  }

  /** The body changed, or replaced by noise. */
  private bodyLike(body: Buffer): Buffer {
    const { random } = this;
    if (body.byteLength === 0 || random.chance(NOISE_RATE)) {
      return random.bytes(random.below(RANDOM_BYTES_MAX));
    }
    return mutateBytes(random, body, pick(random, this.served).body);
  }
}

function framed(content: Buffer, hasServedHeader: boolean): HostileFrame {
  const bytes = Buffer.concat([Buffer.alloc(4), content]);
  bytes.writeInt32BE(content.byteLength);
  return { bytes, hasServedHeader };
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
  const apiKey = api.key;
  return {
    apiKey,
    header: headerBytes,
    body: whole.toBuffer().subarray(4 + headerBytes.byteLength),
  };
}
