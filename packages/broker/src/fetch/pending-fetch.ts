import type { Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type {
  FetchRequest,
  FetchResponse,
  NodeEndpoint,
} from '@odradek/protocol/messages/01-fetch';
import { ReadLease } from '@odradek/storage';

import type { Partition } from '../partition/partition.ts';
import type { RoomSeeker } from '../connection/room-seekers.ts';
import type { DelayedFetch } from '../purgatory/delayed-fetch.ts';
import type { Exchange } from '../request/handler.ts';
import type { FetchContext } from './fetch-context.ts';
import { type AnsweredPartition, isFollower, type SessionAnswer } from './fetch-manager.ts';
import { obstacleTo } from './fetch-obstacle.ts';
import { FetchRead, type FetchReader } from './fetch-read.ts';
import {
  failedResponse,
  fetchResponse,
  fetchResponseBytes,
  nameLeaders,
  unreadData,
} from './fetch-response.ts';
import { isUnknown, locate, openRequested } from './locate-partition.ts';
import type { RequestedPartition } from './requested-partition.ts';

const READ_UNCOMMITTED = 0;
const READ_COMMITTED = 1;

/** An answer has as many bytes whatever it says of the session. */
const NOTHING_OF_SESSION: SessionAnswer = { errorCode: ErrorCode.NONE, sessionId: 0 };

/** What a request asks for, as far as it has partitions. */
type ReadableContext = Exclude<FetchContext, { readonly type: 'session-error' }>;

/**
 * One Fetch from its partitions to its answer: it waits until enough bytes are there or its time is
 * over, then reads (`ReplicaManager.fetchMessages`, `DelayedFetch`).
 */
export class PendingFetch implements DelayedFetch, FetchReader, RoomSeeker {
  private readonly exchange: Exchange<FetchRequest, FetchResponse>;
  private readonly context: ReadableContext;
  private readonly isFromFollower: boolean;
  private readonly isCommitted: boolean;
  private readonly bytesMax: number;
  private readonly bytesMin: number;
  /** The partitions that there are, in the order in which they are read. */
  private readonly wanted: RequestedPartition[] = [];
  /** Those that there are not: they are answered behind the others. */
  private readonly unknown: RequestedPartition[] = [];
  /** What was read lies there until it was sent. */
  private readonly memory: ReadLease;
  /** How many bytes of `odradek.queued.max.response.bytes` it has taken. */
  private responseBytes = 0;
  /** Whether what is read now is answered only if it is enough. */
  private isTrial = false;

  constructor(exchange: Exchange<FetchRequest, FetchResponse>, context: ReadableContext) {
    const { request, context: requestContext, services } = exchange;
    this.exchange = exchange;
    this.context = context;
    this.memory = new ReadLease(services.readMemory);
    this.isFromFollower = isFollower(request, requestContext.apiVersion);
    this.isCommitted = request.isolationLevel === READ_COMMITTED;
    const { requestQuotas, config } = services;
    const quota = requestQuotas.isEnabled ? requestQuotas.fetchBytesMax(requestContext) : Infinity;
    this.bytesMax = Math.min(request.maxBytes, config.fetchMaxBytes, Math.floor(quota));
    // To wait for more than the response may hold would be to wait for nothing.
    this.bytesMin = Math.min(request.minBytes, this.bytesMax);
  }

  /** Opens what has to be opened, and goes on from there. */
  begin(): void {
    const opening = openRequested(this.context.partitions, this.exchange.services);
    if (opening === undefined) this.readOrWait();
    else {
      opening.then(
        () => this.readOrWait(),
        (error: unknown) => this.onReadFailed(error),
      );
    }
  }

  /** The logs of the partitions are open, as far as they can be. */
  private readOrWait(): void {
    const { request } = this.exchange;
    this.locateAll();
    if (this.wanted.length > 0 && !isIsolationLevel(request.isolationLevel)) {
      this.respondFailed();
      return;
    }
    if (request.maxWaitMs <= 0 || this.wanted.length === 0) this.complete();
    else if (this.isTrialNeeded()) {
      this.isTrial = true;
      this.complete();
    } else this.completeOrWait();
  }

  private completeOrWait(): void {
    if (this.isSatisfied()) {
      this.complete();
      return;
    }
    const { context, services } = this.exchange;
    context.onClose(services.delayedFetches.add(this));
  }

  /**
   * Whether the first batch may be larger than its partition may have, and enough thereby. That is
   * known once it was read; while a fetch waits it does not count, as in Kafka.
   */
  private isTrialNeeded(): boolean {
    for (const { located, fetchOffset, partitionMaxBytes } of this.wanted) {
      if (partitionMaxBytes >= this.bytesMin) continue;
      const bytes =
        located?.log.bytesAvailable(fetchOffset, this.bytesMin, this.endOf(located)) ?? 0;
      if (bytes > 0) return bytes > partitionMaxBytes;
    }
    return false;
  }

  /** Where what may be answered ends. */
  private endOf(partition: Partition): Offset {
    return this.isCommitted ? partition.lastStableOffset : partition.highWatermark;
  }

  private locateAll(): void {
    const { services } = this.exchange;
    const unknownIds: RequestedPartition[] = [];
    for (const requested of this.context.partitions) {
      locate(requested, services);
      if (requested.located !== undefined) requested.located.stats.totalFetchRequests++;
      if (!isUnknown(requested)) this.wanted.push(requested);
      else if (requested.topic === null) unknownIds.push(requested);
      else this.unknown.push(requested);
    }
    if (unknownIds.length > 0) this.unknown.unshift(...unknownIds);
  }

  /** The partitions of which more may be there to be read later. */
  get partitions(): readonly Partition[] {
    return this.wanted.flatMap(({ located }) => located ?? []);
  }

  get waitMsMax(): number {
    return this.exchange.request.maxWaitMs;
  }

  /**
   * Whether an answer is due: a partition cannot be read, or there is enough. As much of a partition
   * counts as it may have in the answer.
   */
  isSatisfied(): boolean {
    if (this.bytesMin <= 0) return true;
    let bytes = 0;
    for (const requested of this.wanted) {
      const { located, fetchOffset, partitionMaxBytes } = requested;
      if (located === undefined || located.isRemoved || located.isOffline) return true;
      if (obstacleTo(requested, located, this.isFromFollower) !== undefined) return true;
      const limit = Math.max(partitionMaxBytes, 1);
      bytes += located.log.bytesAvailable(fetchOffset, limit, this.endOf(located));
      if (bytes >= this.bytesMin) return true;
    }
    return false;
  }

  complete(): void {
    const { context, services } = this.exchange;
    const { responseMemory } = services.connectionResources;
    const bytes = this.bytesExpected();
    if (bytes === 0 || responseMemory.hasRoom) {
      this.read(bytes);
      return;
    }
    responseMemory.waitForRoom(this);
    context.onClose(() => responseMemory.forget(this));
  }

  onRoom(): void {
    this.read(this.bytesExpected());
  }

  private read(bytesExpected: number): void {
    this.takeResponseBytes(bytesExpected);
    const { context, bytesMax, isCommitted, isFromFollower, memory, wanted: partitions } = this;
    const options = { context, partitions, bytesMax, isCommitted, isFromFollower, memory };
    new FetchRead(options, this).run();
  }

  /** About as many as will be read. */
  private bytesExpected(): number {
    let bytes = 0;
    for (const { located, fetchOffset, partitionMaxBytes } of this.wanted) {
      if (located === undefined) continue;
      const limit = Math.max(partitionMaxBytes, 1);
      bytes += located.log.bytesAvailable(fetchOffset, limit, this.endOf(located));
      if (bytes >= this.bytesMax) return Math.max(this.bytesMax, 0);
    }
    return bytes;
  }

  /** It needs so many bytes from now on, and not those of before. */
  private takeResponseBytes(bytes: number): void {
    const { responseMemory } = this.exchange.services.connectionResources;
    const more = bytes - this.responseBytes;
    this.responseBytes = bytes;
    if (more > 0) responseMemory.take(more);
    else if (more < 0) responseMemory.giveBack(-more);
  }

  /** Nobody needs what was read any more. */
  private releaseRead(): void {
    this.memory.release();
    this.takeResponseBytes(0);
  }

  onRead(answered: AnsweredPartition[]): void {
    if (this.isTrial) {
      this.isTrial = false;
      if (!this.isEnough(answered)) {
        this.releaseRead();
        this.completeOrWait();
        return;
      }
    }
    const { services, context: requestContext, respond } = this.exchange;
    const leaders = nameLeaders(answered, services, requestContext);
    // Followers know the addresses of brokers from the metadata.
    const endpoints = this.isFromFollower ? [] : leaders;
    for (const requested of this.unknown) {
      answered.push({ requested, data: unreadData(requested.index, requested.errorCode) });
    }
    const throttleTimeMs = services.requestQuotas.isEnabled
      ? this.throttle(answered, endpoints)
      : 0;
    if (throttleTimeMs > 0) {
      this.releaseRead();
      const session = services.fetchManager.answerThrottled(this.context);
      respond({ ...fetchResponse(session, []), throttleTimeMs });
      return;
    }
    const session = services.fetchManager.answer(this.context, answered);
    if (session.errorCode === ErrorCode.NONE) countBytesOut(answered);
    // Blocks are lent whole, of which little may have been answered.
    this.takeResponseBytes(Math.max(recordBytesOf(answered), this.memory.byteLength));
    if (!this.memory.isEmpty || this.responseBytes > 0) {
      requestContext.whenSent(() => this.releaseRead());
    }
    respond(fetchResponse(session, answered, endpoints));
  }

  /** How long the fetcher has to wait because of its quotas; then it is told nothing. */
  private throttle(
    answered: readonly AnsweredPartition[],
    endpoints: readonly NodeEndpoint[],
  ): number {
    const { services, context } = this.exchange;
    const response = fetchResponse(NOTHING_OF_SESSION, answered, endpoints);
    const bytes = fetchResponseBytes(response, context.apiVersion);
    return services.requestQuotas.throttleFetch(context, bytes);
  }

  private isEnough(answered: readonly AnsweredPartition[]): boolean {
    if (answered.some(({ data }) => data.errorCode !== ErrorCode.NONE)) return true;
    return recordBytesOf(answered) >= this.bytesMin;
  }

  onReadFailed(error: unknown): void {
    this.releaseRead();
    this.exchange.services.report(`Fetch failed: ${String(error)}`);
    this.respondFailed();
  }

  private respondFailed(): void {
    const { request, context, respond } = this.exchange;
    respond(failedResponse(request, context.apiVersion, ErrorCode.UNKNOWN_SERVER_ERROR));
  }
}

function recordBytesOf(answered: readonly AnsweredPartition[]): number {
  let bytes = 0;
  for (const { data } of answered) bytes += data.records?.byteLength ?? 0;
  return bytes;
}

/** What is answered leaves the broker; what was read in vain does not. */
function countBytesOut(answered: readonly AnsweredPartition[]): void {
  for (const { requested, data } of answered) {
    const bytes = data.records?.byteLength ?? 0;
    if (bytes > 0 && requested.located !== undefined) requested.located.stats.bytesOut += bytes;
  }
}

function isIsolationLevel(level: number): boolean {
  return level === READ_UNCOMMITTED || level === READ_COMMITTED;
}
