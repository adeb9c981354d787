import { KafkaError } from '@odradek/base';
import { batchesIn, EMPTY_BYTES, ErrorCode, lastOffsetAt } from '@odradek/protocol';
import {
  type AbortedTransaction,
  defaultAbortedTransaction,
  defaultFetchResponse,
  defaultPartitionData,
  type FetchableTopicResponse,
  type FetchRequest,
  type FetchResponse,
  type PartitionData,
  readFetchRequest,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import {
  type FetchTarget,
  type FetchTopicTargets,
  fetchTargets,
  openFetched,
} from '../fetch/fetch-target.ts';
import { errorCodeOf } from '../request/error-code-of.ts';
import { defineHandler, type Exchange, type RequestHandler } from '../request/handler.ts';

const READ_COMMITTED = 1;
/** The epochs of requests that name all their partitions: a new session, or none (KIP-227). */
const FULL_REQUEST_EPOCHS: readonly number[] = [0, -1];

/**
 * Fetch: waits until `minBytes` are there or `maxWaitMs` are over, then reads. No fetch sessions are
 * kept: as Kafka without session slots, every answer says session 0, so clients send full requests;
 * a request that continues a session is refused (KIP-227). Requests of followers are not served yet,
 * and `lastFetchedEpoch` is not looked at: nothing that was read from a log is ever truncated.
 */
export const fetch: RequestHandler = defineHandler<FetchRequest, FetchResponse>({
  apiKey: 1,
  // A response may have 55 MiB: clients that ask for many and read none must not pile them up.
  isExclusive: true,
  read: readFetchRequest,
  write: writeFetchResponse,
  handle(exchange) {
    const { request, context, services } = exchange;
    // It may wait for long, and would keep a whole block of memory for a few names and numbers.
    context.releaseBytes();
    if (!FULL_REQUEST_EPOCHS.includes(request.sessionEpoch)) {
      const errorCode = ErrorCode.FETCH_SESSION_ID_NOT_FOUND;
      exchange.respond({ ...defaultFetchResponse, errorCode });
      return;
    }
    const opening = openFetched(request, context.apiVersion, services.replicaManager);
    if (opening === undefined) fetchOpened(exchange);
    else {
      opening.then(
        () => fetchOpened(exchange),
        (error: unknown) => respondFailed(exchange, error),
      );
    }
  },
});

/** The logs of the partitions that are named are open, as far as they can be. */
function fetchOpened(exchange: FetchExchange): void {
  const { request, context, services } = exchange;
  const topics = fetchTargets(request, context.apiVersion, services.replicaManager);
  const targets = topics.flatMap((topic) => topic.targets);
  const bytesMax = Math.min(request.maxBytes, services.config.fetchMaxBytes);
  // To wait for more than the response may hold would be to wait for nothing.
  const bytesMin = Math.min(request.minBytes, bytesMax);
  const read = (): void => readAndRespond(exchange, topics, bytesMax);
  if (request.maxWaitMs <= 0 || isSatisfied(targets, bytesMin, request.isolationLevel)) {
    read();
    return;
  }
  const drop = services.delayedFetches.add({
    partitions: targets.flatMap((target) => (target.type === 'read' ? [target.partition] : [])),
    waitMsMax: request.maxWaitMs,
    isSatisfied: () => isSatisfied(targets, bytesMin, request.isolationLevel),
    complete: read,
  });
  context.onClose(drop);
}

type FetchExchange = Exchange<FetchRequest, FetchResponse>;

function respondFailed({ services, respond }: FetchExchange, error: unknown): void {
  services.report(`Fetch failed: ${String(error)}`);
  respond({ ...defaultFetchResponse, errorCode: ErrorCode.UNKNOWN_SERVER_ERROR });
}

/**
 * Whether an answer is due: a partition that there is has an error, there is nothing to wait for, or
 * enough to read. Partitions that are unknown do not count (`KafkaApis.handleFetchRequest` sorts them
 * out before): else a consumer of a deleted topic would ask again at once, for ever.
 */
function isSatisfied(
  targets: readonly FetchTarget[],
  bytesMin: number,
  isolationLevel: number,
): boolean {
  const isCommitted = isolationLevel === READ_COMMITTED;
  if (bytesMin <= 0) return true;
  let bytes = 0;
  let isAnyKnown = false;
  for (const target of targets) {
    if (target.type === 'error') {
      if (!target.isUnknown) return true;
      continue;
    }
    isAnyKnown = true;
    const { partition, fetchOffset, partitionMaxBytes } = target;
    const end = isCommitted ? partition.lastStableOffset : partition.highWatermark;
    bytes += partition.log.bytesAvailable(fetchOffset, Math.max(partitionMaxBytes, 1), end);
    if (bytes >= bytesMin) return true;
  }
  return !isAnyKnown;
}

/** The bytes that a response may still take. */
interface ByteBudget {
  left: number;
  /** Whether the response has no records yet, so that the first batch comes whatever its size. */
  isEmpty: boolean;
}

function readAndRespond(
  exchange: FetchExchange,
  topics: readonly FetchTopicTargets[],
  bytesMax: number,
): void {
  const { request } = exchange;
  const budget: ByteBudget = { left: bytesMax, isEmpty: true };
  readTopics(topics, budget, request.isolationLevel).then(
    (responses) => exchange.respond({ ...defaultFetchResponse, responses }),
    (error: unknown) => respondFailed(exchange, error),
  );
}

async function readTopics(
  topics: readonly FetchTopicTargets[],
  budget: ByteBudget,
  isolationLevel: number,
): Promise<FetchableTopicResponse[]> {
  const responses: FetchableTopicResponse[] = [];
  for (const { topic, topicId, targets } of topics) {
    const partitions: PartitionData[] = [];
    for (const target of targets) partitions.push(await readTarget(target, budget, isolationLevel));
    responses.push({ topic, topicId, partitions });
  }
  return responses;
}

async function readTarget(
  target: FetchTarget,
  budget: ByteBudget,
  isolationLevel: number,
): Promise<PartitionData> {
  if (target.type === 'error') return failedPartition(target.partitionIndex, target.errorCode);
  const { partition, fetchOffset, partitionMaxBytes } = target;
  if (partition.isRemoved) {
    return failedPartition(partition.index, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }
  if (partition.isOffline) {
    return failedPartition(partition.index, ErrorCode.KAFKA_STORAGE_ERROR);
  }
  const bytesMax = Math.max(0, Math.min(partitionMaxBytes, budget.left));
  try {
    const isCommitted = isolationLevel === READ_COMMITTED;
    const records = await partition.log.read({
      offset: fetchOffset,
      bytesMax,
      atLeastOneBatch: budget.isEmpty,
      ...(isCommitted ? { maxOffset: partition.lastStableOffset } : {}),
    });
    partition.stats.bytesOut += records.byteLength;
    budget.left -= records.byteLength;
    if (records.byteLength > 0) budget.isEmpty = false;
    return {
      ...defaultPartitionData,
      partitionIndex: partition.index,
      highWatermark: partition.highWatermark,
      lastStableOffset: partition.lastStableOffset,
      logStartOffset: partition.log.logStartOffset,
      abortedTransactions: isCommitted ? await abortedIn(records, target) : null,
      records,
    };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const errorCode = errorCodeOf(error);
    partition.stats.unread(errorCode);
    return failedPartition(partition.index, errorCode);
  }
}

/** The aborted transactions that have records among these, so that a consumer leaves them out. */
async function abortedIn(
  records: Buffer,
  { partition, fetchOffset }: Extract<FetchTarget, { readonly type: 'read' }>,
): Promise<AbortedTransaction[]> {
  const last = batchesIn(records).batches.at(-1);
  if (last === undefined) return [];
  const nextOffset = lastOffsetAt(last, 0) + 1;
  const aborted = await partition.log.abortedTransactions(fetchOffset, nextOffset);
  return aborted.map(({ producerId, firstOffset }) => ({
    ...defaultAbortedTransaction,
    producerId,
    firstOffset,
  }));
}

function failedPartition(partitionIndex: number, errorCode: number): PartitionData {
  return {
    ...defaultPartitionData,
    partitionIndex,
    errorCode,
    highWatermark: -1,
    abortedTransactions: null,
    records: EMPTY_BYTES,
  };
}
