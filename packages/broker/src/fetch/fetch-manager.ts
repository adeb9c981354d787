import { ErrorCode } from '@odradek/protocol';
import type { FetchRequest, PartitionData } from '@odradek/protocol/messages/01-fetch';

import type { FetchContext } from './fetch-context.ts';
import {
  FINAL_EPOCH,
  INITIAL_EPOCH,
  type FetchSession,
  nextEpoch,
  NO_SESSION_ID,
} from './fetch-session.ts';
import type { FetchSessionCache } from './fetch-session-cache.ts';
import type { RequestedPartition } from './requested-partition.ts';
import { RequestedPartitions } from './requested-partitions.ts';

const FIRST_VERSION_WITH_TOPIC_IDS = 13;
const FIRST_VERSION_WITH_REPLICA_STATE = 15;

/** A partition that is to be answered, and its answer. */
export interface AnsweredPartition {
  readonly requested: RequestedPartition;
  readonly data: PartitionData;
}

/** What the answer to a Fetch says of its session. */
export interface SessionAnswer {
  readonly errorCode: number;
  readonly sessionId: number;
}

/** Leads the sessions of fetchers from request to request (Kafka's `FetchManager`). */
export class FetchManager {
  /** The sessions that there are. */
  readonly sessions: FetchSessionCache;

  constructor(sessions: FetchSessionCache) {
    this.sessions = sessions;
  }

  /** Takes what a request says to its session, if it has one, and answers what is to be read for it. */
  newContext(request: FetchRequest, version: number): FetchContext {
    const { sessionEpoch } = request;
    const isFull = sessionEpoch === INITIAL_EPOCH || sessionEpoch === FINAL_EPOCH;
    return isFull ? this.fullContext(request, version) : this.nextContext(request, version);
  }

  /** Whatever session a full request names ends, be it the fetcher's own or not. */
  private fullContext(request: FetchRequest, version: number): FetchContext {
    const { sessionId, sessionEpoch, topics } = request;
    if (sessionId !== NO_SESSION_ID) this.sessions.remove(sessionId);
    const usesTopicIds = version >= FIRST_VERSION_WITH_TOPIC_IDS;
    const partitions = new RequestedPartitions(usesTopicIds);
    partitions.update(topics);
    if (sessionEpoch === FINAL_EPOCH) return { type: 'sessionless', partitions };
    const isFromFollower = isFollower(request, version);
    return { type: 'full', partitions, usesTopicIds, isFromFollower };
  }

  private nextContext(request: FetchRequest, version: number): FetchContext {
    const session = this.sessions.get(request.sessionId);
    if (session === undefined) return sessionError(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    if (session.epoch !== request.sessionEpoch) {
      return sessionError(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
    }
    if (session.usesTopicIds !== version >= FIRST_VERSION_WITH_TOPIC_IDS) {
      return sessionError(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
    }
    session.partitions.update(request.topics);
    session.partitions.forget(request.forgottenTopicsData);
    return session.partitions.size === 0
      ? this.lastContext(session, request)
      : this.touchedContext(session);
  }

  /** A session without partitions ends; what the request names is answered, though forgotten again. */
  private lastContext({ id, usesTopicIds }: FetchSession, { topics }: FetchRequest): FetchContext {
    this.sessions.remove(id);
    const partitions = new RequestedPartitions(usesTopicIds);
    partitions.update(topics);
    return { type: 'sessionless', partitions };
  }

  private touchedContext(session: FetchSession): FetchContext {
    if (!this.sessions.touch(session)) return sessionError(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    session.epoch = nextEpoch(session.epoch);
    const { partitions, epoch } = session;
    return { type: 'incremental', partitions, session, nextEpoch: epoch };
  }

  /**
   * Takes note of what a fetcher is going to be told, and answers what is to be said of its session:
   * a full request gets one if there is room, a request of a session that was not the last one when
   * its turn came is refused with `INVALID_FETCH_SESSION_EPOCH`, and nothing of it is told. Called
   * once for each context, when all partitions were read.
   */
  answer(context: FetchContext, answered: readonly AnsweredPartition[]): SessionAnswer {
    switch (context.type) {
      case 'session-error':
        return { errorCode: context.errorCode, sessionId: NO_SESSION_ID };
      case 'sessionless':
        return { errorCode: ErrorCode.NONE, sessionId: NO_SESSION_ID };
      case 'full': {
        noteTold(answered);
        const { usesTopicIds, partitions, isFromFollower: isPrivileged } = context;
        const sessionId = this.sessions.maybeCreate({ isPrivileged, usesTopicIds, partitions });
        return { errorCode: ErrorCode.NONE, sessionId };
      }
      case 'incremental':
        return answerNext(context, answered);
    }
  }

  /**
   * What is said of the session of a fetcher that is told nothing, because it is throttled: the
   * session stays as it was, and a full request gets none.
   */
  answerThrottled(context: FetchContext): SessionAnswer {
    return context.type === 'incremental'
      ? { errorCode: sessionErrorOf(context), sessionId: context.session.id }
      : { errorCode: ErrorCode.NONE, sessionId: NO_SESSION_ID };
  }
}

type IncrementalFetch = Extract<FetchContext, { readonly type: 'incremental' }>;

function answerNext(
  context: IncrementalFetch,
  answered: readonly AnsweredPartition[],
): SessionAnswer {
  const { session } = context;
  const errorCode = sessionErrorOf(context);
  if (errorCode === ErrorCode.NONE) {
    noteTold(answered);
    takeTurns(session, answered);
  }
  return { errorCode, sessionId: session.id };
}

function sessionErrorOf({ session, nextEpoch: expected }: IncrementalFetch): number {
  return session.epoch === expected ? ErrorCode.NONE : ErrorCode.INVALID_FETCH_SESSION_EPOCH;
}

function noteTold(answered: readonly AnsweredPartition[]): void {
  for (const { requested, data } of answered) {
    // Whatever comes after an error is news. With it both offsets are -1.
    requested.highWatermark = data.errorCode === ErrorCode.NONE ? data.highWatermark : -1;
    requested.logStartOffset = data.logStartOffset;
  }
}

/** Who has got records is read last the next time, so that nobody starves behind a full answer. */
function takeTurns(session: FetchSession, answered: readonly AnsweredPartition[]): void {
  for (const { requested, data } of answered) {
    if ((data.records?.byteLength ?? 0) > 0) session.partitions.moveToEnd(requested);
  }
}

function sessionError(errorCode: number): FetchContext {
  return { type: 'session-error', errorCode };
}

/** Whether a broker that follows a partition asks, not a consumer. */
export function isFollower({ replicaId, replicaState }: FetchRequest, version: number): boolean {
  const id = version >= FIRST_VERSION_WITH_REPLICA_STATE ? replicaState.replicaId : replicaId;
  return id >= 0;
}
