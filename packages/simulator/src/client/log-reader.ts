import type { Offset } from '@odradek/base';
import {
  type BatchRecord,
  batchesIn,
  checkBatch,
  ErrorCode,
  errorByCode,
  readRecordBatchHeader,
  type RecordBatchHeader,
  recordsOf,
} from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  type FetchRequest,
  type FetchResponse,
  type PartitionData,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';

import type { ReadRecord, TopicPartition } from '../history/history.ts';
import { must, Violation } from '../history/violation.ts';
import type { ClientApi, RawClient } from './raw-client.ts';

/** The newest version that names topics. */
const FETCH: ClientApi<FetchRequest, FetchResponse> = {
  apiKey: 1,
  version: 12,
  writeRequest: writeFetchRequest,
  readResponse: readFetchResponse,
};

/** How much is asked for. */
export interface FetchLimits {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly partitionMaxBytes: number;
  readonly timeoutMs: number;
}

/** A batch that was fetched. */
export interface FetchedBatch {
  readonly header: RecordBatchHeader;
  readonly records: readonly ReadRecord[];
}

/** Where to read on. */
export interface Position {
  readonly topicPartition: TopicPartition;
  readonly offset: Offset;
}

/** Fetches from one partition. Rejects with `NETWORK_EXCEPTION` if no answer comes. */
export async function fetchFrom(
  client: RawClient,
  { topicPartition, offset }: Position,
  limits: FetchLimits,
): Promise<PartitionData> {
  const { topic, partition } = topicPartition;
  const asked = {
    ...defaultFetchPartition,
    partition,
    fetchOffset: offset,
    partitionMaxBytes: limits.partitionMaxBytes,
  };
  const request = {
    ...defaultFetchRequest,
    maxWaitMs: limits.maxWaitMs,
    minBytes: limits.minBytes,
    topics: [{ topic, topicId: '', partitions: [asked] }],
  };
  const response: FetchResponse = await client.request(FETCH, request, limits.timeoutMs);
  const data = response.responses[0]?.partitions[0];
  must(
    data !== undefined,
    'every partition that is asked for is answered',
    () => `${topic}-${partition} is missing in a Fetch response.`,
  );
  return data;
}

/**
 * The batches in a Fetch response, from the first record at or behind `position` on. Raises a
 * `Violation` if a checksum is wrong or offsets do not follow each other.
 */
export function fetchedBatches(
  reader: string,
  position: Position,
  bytes: Buffer | null,
): readonly FetchedBatch[] {
  return soundBatches(reader, position, bytes).map(({ header, records }) => {
    return { header, records: records.map(readable) };
  });
}

/** A batch as it is in a Fetch response. */
export interface SoundBatch {
  readonly header: RecordBatchHeader;
  readonly records: readonly BatchRecord[];
}

/** What is asked of the batches of a Fetch response. */
export interface BatchExpectations {
  /** Offsets may be missing, as in a log that is compacted; they ascend nevertheless. */
  readonly mayHaveGaps?: boolean;
}

/** As `fetchedBatches`, with keys and values as they are. */
export function soundBatches(
  reader: string,
  { topicPartition: { topic, partition }, offset }: Position,
  bytes: Buffer | null,
  { mayHaveGaps = false }: BatchExpectations = {},
): readonly SoundBatch[] {
  const { batches, tail } = batchesIn(bytes ?? Buffer.alloc(0));
  const where = `${topic}-${partition}`;
  must(
    tail !== 'corrupt',
    'a broker never serves garbage',
    () => `${reader} got bytes that are no batch from offset ${offset} of ${where}.`,
  );
  let expected: Offset | undefined;
  return batches.map((batch) => {
    try {
      checkBatch(batch);
    } catch (error) {
      throw new Violation(
        'a broker never serves garbage',
        `${reader} got a corrupt batch from ${where}: ${String(error)}`,
        error,
      );
    }
    const header = readRecordBatchHeader(batch);
    const { baseOffset } = header;
    const follows = expected === undefined ? baseOffset <= offset : baseOffset === expected;
    const isBehind = expected === undefined || baseOffset > expected;
    must(
      follows || (mayHaveGaps && isBehind),
      'offsets have no gaps',
      () =>
        `${reader} asked for ${expected ?? offset} of ${where} and got a batch from ${baseOffset} on.`,
    );
    expected = baseOffset + header.lastOffsetDelta + 1;
    return { header, records: recordsOf(batch) };
  });
}

function readable({ offset, timestamp, key, value, headers }: BatchRecord): ReadRecord {
  return {
    offset,
    timestamp,
    key: key === null ? null : String(key),
    value: String(value),
    headers: headers.map((header) => [header.key, String(header.value)]),
  };
}

/** The name of an error code, for people. */
export function errorName(code: number): string {
  return code === ErrorCode.NONE ? 'NONE' : (errorByCode(code)?.name ?? String(code));
}
