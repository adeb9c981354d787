import { type Offset, type Uuid, ZERO_UUID } from '@odradek/base';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  type FetchRequest,
  type FetchResponse,
  type PartitionData,
} from '@odradek/protocol/messages/01-fetch';

import type { AssignedPartition } from './assigned-partition.ts';
import type { ConsumerSettings } from './consumer-settings.ts';

/** A partition in a Fetch request. */
export interface FetchTarget {
  readonly assigned: AssignedPartition;
  /** What `assigned.generation` was: if it has changed, the answer is of no use. */
  readonly generation: number;
  readonly topicId: Uuid;
  readonly fetchOffset: Offset;
  /** Of the leader, -1 if unknown (KIP-320). */
  readonly leaderEpoch: number;
}

/** A target and what the broker said of it. */
export interface FetchAnswer {
  readonly target: FetchTarget;
  /** `undefined` if the broker passed over it. */
  readonly data: PartitionData | undefined;
}

/** The session epoch of a fetch without a session (KIP-227). */
const NO_SESSION_EPOCH = -1;
const READ_COMMITTED = 1;
const READ_UNCOMMITTED = 0;

/** A request outside of any fetch session, for partitions of one leader. */
export function fetchRequest(
  targets: readonly FetchTarget[],
  settings: ConsumerSettings,
): FetchRequest {
  const topics = new Map<string, FetchTarget[]>();
  for (const target of targets) {
    const ofTopic = topics.get(target.assigned.topic);
    if (ofTopic === undefined) topics.set(target.assigned.topic, [target]);
    else ofTopic.push(target);
  }
  return {
    ...defaultFetchRequest,
    maxWaitMs: settings.fetchMaxWaitMs,
    minBytes: settings.fetchMinBytes,
    maxBytes: settings.fetchMaxBytes,
    isolationLevel: settings.isReadCommitted ? READ_COMMITTED : READ_UNCOMMITTED,
    sessionEpoch: NO_SESSION_EPOCH,
    topics: [...topics].map(([topic, ofTopic]) => ({
      topic,
      topicId: ofTopic[0]?.topicId ?? ZERO_UUID,
      partitions: ofTopic.map((target) => fetchPartition(target, settings)),
    })),
  };
}

function fetchPartition(
  { assigned, fetchOffset, leaderEpoch }: FetchTarget,
  settings: ConsumerSettings,
): FetchRequest['topics'][number]['partitions'][number] {
  return {
    ...defaultFetchPartition,
    partition: assigned.partition,
    currentLeaderEpoch: leaderEpoch,
    fetchOffset,
    partitionMaxBytes: settings.maxPartitionFetchBytes,
  };
}

/** Finds for each partition of a request what the response says of it. */
export function fetchAnswersOf(
  targets: readonly FetchTarget[],
  response: FetchResponse,
): readonly FetchAnswer[] {
  const answers = new Map<string, PartitionData>();
  for (const topic of response.responses) {
    for (const data of topic.partitions) {
      // Newer versions name topics by id, older ones by name.
      const topicKey = topic.topicId === ZERO_UUID ? topic.topic : topic.topicId;
      answers.set(`${topicKey}:${data.partitionIndex}`, data);
    }
  }
  return targets.map((target) => {
    const { topic, partition } = target.assigned;
    const byId = answers.get(`${target.topicId}:${partition}`);
    return { target, data: byId ?? answers.get(`${topic}:${partition}`) };
  });
}
