import { ByteWriter } from '@odradek/base';
import { ApiKey, apiKeyInfo, writeRequest } from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  type FetchRequest,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';

/** The last version in which fields have fixed places. */
const FETCH_VERSION = 11;
/** Of a consumer by default. */
const PARTITION_BYTES_MAX = 1024 * 1024;
const WAIT_MS_MAX = 500;
/** Behind the offset: where the log of a follower begins, a limit, no forgotten topics, no rack. */
const BYTES_BEHIND_OFFSET = 8 + 8 + 4 + 4 + 2;
/** Behind the number of the partition: that, the epoch of its leader, and the offset. */
const BYTES_BEHIND_PARTITION = 4 + 4 + BYTES_BEHIND_OFFSET;
/** Of an answer, in front of the name of its topic: sizes, correlation id, throttle, error, session. */
const NAME_AT = 4 + 4 + 4 + 2 + 4 + 4 + 2;
const ERROR_CODE_AT = 12;
/** From the end of the name to the error of the partition, and to its records. */
const [PARTITION_ERROR_BEHIND, RECORDS_BEHIND] = [4 + 4, 4 + 4 + 2 + 8 + 8 + 8 + 4 + 4 + 4];

/** A Fetch request of one partition, which lies ready but for the partition and the offset. */
export class ReadyFetch {
  /** In an answer, with its size, where the error of its partition is, and where its records begin. */
  readonly errorCodesAt: readonly [number, number];
  readonly recordsAt: number;
  private readonly request: Buffer;

  constructor(topic: string) {
    this.request = fetchRequest(topic);
    const behindName = NAME_AT + Buffer.byteLength(topic);
    this.errorCodesAt = [ERROR_CODE_AT, behindName + PARTITION_ERROR_BEHIND];
    this.recordsAt = behindName + RECORDS_BEHIND;
  }

  /** The request to read there. It must not change before it was sent, so before its answer. */
  at(partition: number, offset: number): Buffer {
    const { length } = this.request;
    this.request.writeInt32BE(partition, length - BYTES_BEHIND_PARTITION);
    this.request.writeBigInt64BE(BigInt(offset), length - BYTES_BEHIND_OFFSET);
    return this.request;
  }
}

function fetchRequest(topic: string): Buffer {
  const api = apiKeyInfo(ApiKey.Fetch);
  if (api === undefined) throw new Error('Fetch is not declared.');
  const wanted = { ...defaultFetchPartition, partitionMaxBytes: PARTITION_BYTES_MAX };
  const body: FetchRequest = {
    ...defaultFetchRequest,
    maxWaitMs: WAIT_MS_MAX,
    minBytes: 1,
    maxBytes: PARTITION_BYTES_MAX,
    sessionEpoch: -1,
    topics: [{ ...defaultFetchTopic, topic, partitions: [wanted] }],
  };
  const writer = new ByteWriter();
  const header = { api, apiVersion: FETCH_VERSION, correlationId: 0, clientId: 'bench' };
  writeRequest(writer, header, body, writeFetchRequest);
  return writer.toBuffer();
}
