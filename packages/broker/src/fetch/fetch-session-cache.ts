import type { Clock, RandomSource } from '@odradek/base';

import { FetchSession, NO_SESSION_ID } from './fetch-session.ts';
import type { RequestedPartitions } from './requested-partitions.ts';

/** How long a session is safe from others (Kafka's `MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS`). */
const EVICTION_MS = 120_000;
const SESSION_ID_BYTES = 4;

/** What a session that is asked for is like. */
interface SessionWanted {
  readonly isPrivileged: boolean;
  readonly usesTopicIds: boolean;
  readonly partitions: RequestedPartitions;
}

/** How a session cache is set up. */
export interface FetchSessionCacheOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** `max.incremental.fetch.session.cache.slots` */
  readonly slots: number;
  /** How many partitions all sessions may have together: Kafka sets no bound. */
  readonly partitionsMax: number;
}

/**
 * The fetch sessions of a broker (Kafka's `FetchSessionCacheShard`; there is one shard, as there is
 * one thread). A full cache lets a new session in only in the place of another: of one that was not
 * used for two minutes; else of a consumer's if a follower asks; else of a smaller one that is older
 * than two minutes.
 */
export class FetchSessionCache {
  private readonly options: FetchSessionCacheOptions;
  /** In the order in which they were used last. */
  private readonly sessions = new Map<number, FetchSession>();
  private partitions = 0;
  private evicted = 0;

  constructor(options: FetchSessionCacheOptions) {
    this.options = options;
  }

  /** How many sessions there are (Kafka's `NumIncrementalFetchSessions`). */
  get size(): number {
    return this.sessions.size;
  }

  /** How many partitions they have (Kafka's `NumIncrementalFetchPartitionsCached`). */
  get partitionCount(): number {
    return this.partitions;
  }

  /** How many had to make room so far (Kafka's `IncrementalFetchSessionEvictionsPerSec`). */
  get evictions(): number {
    return this.evicted;
  }

  get(sessionId: number): FetchSession | undefined {
    return this.sessions.get(sessionId);
  }

  /** Makes a session if there is room or room can be made. Answers its id, or `NO_SESSION_ID`. */
  maybeCreate(wanted: SessionWanted): number {
    const nowMs = this.options.clock.monotonicMs();
    if (!this.makeRoom(wanted, nowMs)) return NO_SESSION_ID;
    const session = new FetchSession({ id: this.newId(), nowMs, ...wanted });
    this.sessions.set(session.id, session);
    this.countPartitions(session);
    return session.id;
  }

  private makeRoom({ isPrivileged, partitions: { size } }: SessionWanted, nowMs: number): boolean {
    const { slots, partitionsMax } = this.options;
    if (size > partitionsMax) return false;
    this.evictStale(size, nowMs);
    if (this.sessions.size < slots) return this.partitions + size <= partitionsMax;
    const victim = this.stale(nowMs) ?? this.lessValuable(isPrivileged, size);
    if (victim === undefined) return false;
    if (this.partitions - victim.cachedSize + size > partitionsMax) return false;
    this.evict(victim);
    return true;
  }

  /** Sessions that nobody uses any more make room for as many partitions, the oldest first. */
  private evictStale(size: number, nowMs: number): void {
    while (this.partitions + size > this.options.partitionsMax) {
      const stale = this.stale(nowMs);
      if (stale === undefined) return;
      this.evict(stale);
    }
  }

  private evict({ id }: FetchSession): void {
    this.remove(id);
    this.evicted++;
  }

  private stale(nowMs: number): FetchSession | undefined {
    for (const oldest of this.sessions.values()) {
      return nowMs - oldest.usedMs > EVICTION_MS ? oldest : undefined;
    }
    return undefined;
  }

  /**
   * The session that is worth the least, if a new one is worth more: it is looked for only when the
   * cache is full. Sessions become evictable when they are used, as in Kafka.
   */
  private lessValuable(isPrivileged: boolean, size: number): FetchSession | undefined {
    let least: FetchSession | undefined;
    for (const session of this.sessions.values()) {
      const isOld = session.usedMs - session.createdMs > EVICTION_MS;
      const isEvictable = isOld || (isPrivileged && !session.isPrivileged);
      if (isEvictable && (least === undefined || isWorthLess(session, least))) least = session;
    }
    if (least === undefined) return undefined;
    const wanted = { isPrivileged, cachedSize: size };
    return isWorthLess(least, wanted) ? least : undefined;
  }

  /** Session ids are random, as a client that guesses one could take what another is to be told. */
  private newId(): number {
    for (;;) {
      const id = this.options.random.bytes(SESSION_ID_BYTES).readInt32BE() & 0x7fff_ffff;
      if (id !== NO_SESSION_ID && !this.sessions.has(id)) return id;
    }
  }

  /**
   * Notes that a session was used, and how many partitions it has now. Answers whether it may have
   * that many; it is removed if not.
   */
  touch(session: FetchSession): boolean {
    session.usedMs = this.options.clock.monotonicMs();
    this.sessions.delete(session.id);
    this.sessions.set(session.id, session);
    this.countPartitions(session);
    this.evictStale(0, session.usedMs);
    if (this.partitions <= this.options.partitionsMax) return true;
    this.remove(session.id);
    return false;
  }

  private countPartitions(session: FetchSession): void {
    this.partitions += session.partitions.size - session.cachedSize;
    session.cachedSize = session.partitions.size;
  }

  /** Ends a session if there is one with this id. */
  remove(sessionId: number): void {
    const session = this.sessions.get(sessionId);
    if (session === undefined) return;
    this.sessions.delete(sessionId);
    this.partitions -= session.cachedSize;
  }
}

/** What counts when one session has to make room for another (Kafka's `EvictableKey`). */
type Worth = Pick<FetchSession, 'isPrivileged' | 'cachedSize'>;

function isWorthLess(one: Worth, other: Worth): boolean {
  if (one.isPrivileged !== other.isPrivileged) return other.isPrivileged;
  return one.cachedSize < other.cachedSize;
}
