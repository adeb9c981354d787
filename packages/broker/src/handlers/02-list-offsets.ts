import { isOutOfRangeInt64, KafkaError, type Offset, type Timestamp } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultListOffsetsPartitionResponse,
  type ListOffsetsPartition,
  type ListOffsetsPartitionResponse,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
  type ListOffsetsTopicResponse,
  readListOffsetsRequest,
  writeListOffsetsResponse,
} from '@odradek/protocol/messages/02-list-offsets';
import type { PartitionLog } from '@odradek/storage';

import { checkLeaderEpoch, type Partition } from '../partition/partition.ts';
import type { PartitionLookup } from '../replication/hosted-partition.ts';
import type { ReplicaManager } from '../replication/replica-manager.ts';
import { errorCodeOf } from '../request/error-code-of.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';
import { whenOpened } from '../request/open-partitions.ts';

const LATEST = -1;
const READ_COMMITTED = 1;
const EARLIEST = -2;
const MAX_TIMESTAMP = -3;
const EARLIEST_LOCAL = -4;
const LATEST_TIERED = -5;
const EARLIEST_PENDING_UPLOAD = -6;

/** The first version in which a sentinel may stand for a timestamp. */
const SENTINEL_VERSIONS: ReadonlyMap<Timestamp, number> = new Map([
  [LATEST, 1],
  [EARLIEST, 1],
  [MAX_TIMESTAMP, 7],
  [EARLIEST_LOCAL, 8],
  [LATEST_TIERED, 9],
  [EARLIEST_PENDING_UPLOAD, 11],
]);

/** What stands for where a log begins or ends, or for what there is not. */
const ENDS: ReadonlySet<Timestamp> = new Set([
  LATEST,
  EARLIEST,
  EARLIEST_LOCAL,
  LATEST_TIERED,
  EARLIEST_PENDING_UPLOAD,
]);

/** ListOffsets: the offset at the start, at the end, or of the first record from a time on. */
export const listOffsets: RequestHandler = defineHandler<ListOffsetsRequest, ListOffsetsResponse>({
  apiKey: 2,
  read: readListOffsetsRequest,
  write: writeListOffsetsResponse,
  handle({ request, context, services, respond }) {
    listTopics(request, context.apiVersion, services.replicaManager).then(
      (topics) => respond({ throttleTimeMs: 0, topics }),
      (error: unknown) => {
        services.report(`ListOffsets failed: ${String(error)}`);
        respond({ throttleTimeMs: 0, topics: failedTopics(request) });
      },
    );
  },
});

async function listTopics(
  request: ListOffsetsRequest,
  apiVersion: number,
  replicaManager: ReplicaManager,
): Promise<ListOffsetsTopicResponse[]> {
  const { isolationLevel } = request;
  const duplicates = duplicatePartitions(request);
  await whenOpened(openings(request, replicaManager));
  const topics: ListOffsetsTopicResponse[] = [];
  for (const { name, partitions } of request.topics) {
    const responses: ListOffsetsPartitionResponse[] = [];
    for (const asked of partitions) {
      const found = findPartition(name, asked, replicaManager);
      if (duplicates.has(partitionKey(name, asked))) {
        responses.push(failed(asked, ErrorCode.INVALID_REQUEST));
      } else if (found.type === 'error') responses.push(failed(asked, found.errorCode));
      else {
        const { partition } = found;
        responses.push(await listPartition(asked, { apiVersion, partition, isolationLevel }));
      }
    }
    topics.push({ name, partitions: responses });
  }
  return topics;
}

/** Opens the logs of which it has to be known more than is known without. */
function* openings({ topics }: ListOffsetsRequest, replicaManager: ReplicaManager) {
  for (const { name, partitions } of topics) {
    for (const asked of partitions) {
      if (findSummary(name, asked, replicaManager) !== undefined) continue;
      yield replicaManager.open(name, asked.partitionIndex);
    }
  }
}

/** A partition, or what is known of it if its log is not open and that says it all. */
type ListedPartition = Pick<
  Partition,
  'leaderEpoch' | 'highWatermark' | 'lastStableOffset' | 'logStartOffset' | 'startEpoch'
> & { readonly log?: PartitionLog };

function findPartition(
  topic: string,
  asked: ListOffsetsPartition,
  replicaManager: ReplicaManager,
): { readonly type: 'found'; readonly partition: ListedPartition } | FailedLookup {
  const partition = findSummary(topic, asked, replicaManager);
  if (partition !== undefined) return { type: 'found', partition };
  return replicaManager.find(topic, asked.partitionIndex);
}

type FailedLookup = Extract<PartitionLookup, { readonly type: 'error' }>;

/** Only for the ends of a log that is not open. */
function findSummary(
  topic: string,
  { partitionIndex, timestamp }: ListOffsetsPartition,
  replicaManager: ReplicaManager,
): ListedPartition | undefined {
  if (!ENDS.has(timestamp)) return undefined;
  const unopened = replicaManager.unopened(topic, partitionIndex);
  const summary = unopened?.lazyLog.summary;
  if (unopened === undefined || summary === undefined) return undefined;
  const { leaderEpoch } = unopened.image;
  const { startOffset, endOffset, lastStableOffset } = summary;
  return {
    leaderEpoch,
    logStartOffset: startOffset,
    highWatermark: endOffset,
    lastStableOffset,
    // The epoch of the leader begins at the end of the log.
    startEpoch: startOffset === endOffset ? leaderEpoch : summary.startEpoch,
  };
}

/** The partitions that stand more than once in the request, which answers each of them wrong. */
function duplicatePartitions({ topics }: ListOffsetsRequest): ReadonlySet<string> {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const { name, partitions } of topics) {
    for (const asked of partitions) {
      const key = partitionKey(name, asked);
      if (seen.has(key)) duplicates.add(key);
      seen.add(key);
    }
  }
  return duplicates;
}

function partitionKey(topic: string, { partitionIndex }: ListOffsetsPartition): string {
  return `${topic}-${partitionIndex}`;
}

function failedTopics(request: ListOffsetsRequest): ListOffsetsTopicResponse[] {
  return request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map((asked) => failed(asked, ErrorCode.UNKNOWN_SERVER_ERROR)),
  }));
}

/** What is common to the partitions of a request, and one of them. */
interface Asking {
  readonly apiVersion: number;
  readonly partition: ListedPartition;
  readonly isolationLevel: number;
}

async function listPartition(
  asked: ListOffsetsPartition,
  { apiVersion, partition, isolationLevel }: Asking,
): Promise<ListOffsetsPartitionResponse> {
  if (!isTimestampServed(asked.timestamp, apiVersion)) {
    return failed(asked, ErrorCode.UNSUPPORTED_VERSION);
  }
  const epochError = checkLeaderEpoch(asked.currentLeaderEpoch, partition.leaderEpoch);
  if (epochError !== ErrorCode.NONE) return failed(asked, epochError);
  try {
    const found = await findOffset(asked.timestamp, partition, isolationLevel);
    return typeof found === 'number'
      ? failed(asked, found)
      : {
          ...defaultListOffsetsPartitionResponse,
          partitionIndex: asked.partitionIndex,
          leaderEpoch: found.offset === -1 ? -1 : partition.leaderEpoch,
          ...found,
        };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return failed(asked, errorCodeOf(error));
  }
}

function isTimestampServed(timestamp: Timestamp, apiVersion: number): boolean {
  if (timestamp >= 0 || isOutOfRangeInt64(timestamp)) return true;
  const versionMin = SENTINEL_VERSIONS.get(timestamp);
  return versionMin !== undefined && apiVersion >= versionMin;
}

function failed(asked: ListOffsetsPartition, errorCode: number): ListOffsetsPartitionResponse {
  const { partitionIndex } = asked;
  return { ...defaultListOffsetsPartitionResponse, partitionIndex, errorCode };
}

interface FoundOffset {
  readonly offset: Offset;
  readonly timestamp: Timestamp;
  /** Of the record; the default is the epoch of the leader. */
  readonly leaderEpoch?: number;
}

const NOTHING_FOUND: FoundOffset = { offset: -1, timestamp: -1 };

/** What was found if a consumer may read it: nothing at or behind `end`. */
function before(end: Offset, found: FoundOffset | undefined): FoundOffset {
  return found === undefined || found.offset >= end ? NOTHING_FOUND : found;
}

/** The offset that a timestamp or one of Kafka's sentinels stands for, or an error code. */
async function findOffset(
  timestamp: Timestamp,
  { log, highWatermark, lastStableOffset, logStartOffset, startEpoch }: ListedPartition,
  isolationLevel: number,
): Promise<FoundOffset | number> {
  if (isOutOfRangeInt64(timestamp)) return ErrorCode.INVALID_TIMESTAMP;
  const end = isolationLevel === READ_COMMITTED ? lastStableOffset : highWatermark;
  if (timestamp >= 0) return before(end, await log?.offsetForTimestamp(timestamp));
  switch (timestamp) {
    case LATEST:
      return { offset: end, timestamp: -1 };
    case EARLIEST:
    // Without tiered storage the local log is all there is, and nothing waits to be uploaded.
    case EARLIEST_LOCAL:
      return { offset: logStartOffset, timestamp: -1, leaderEpoch: startEpoch };
    case MAX_TIMESTAMP:
      return before(end, await log?.offsetOfMaxTimestamp());
    case LATEST_TIERED:
    case EARLIEST_PENDING_UPLOAD:
      return NOTHING_FOUND;
    default:
      return ErrorCode.UNSUPPORTED_VERSION;
  }
}
