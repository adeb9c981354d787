import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetDeleteResponse,
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
} from '@odradek/protocol/messages/47-offset-delete';

import type { CoordinatorResult } from '../../runtime/coordinator-result.ts';
import { respondWhenCommitted } from '../../runtime/coordinator-result.ts';
import type { DeletedTopic } from '../../runtime/coordinator-shard.ts';
import type { Group } from '../group.ts';
import type { GroupRecord } from '../record/group-record.ts';
import { type CommittedPartition, offsetCommitTombstone } from './committed-offset.ts';
import type { GroupOffsets } from './group-offsets.ts';
import type { OffsetsState } from './offsets-state.ts';
import type { TopicOffsets } from './topic-offsets.ts';
import { ZERO_UUID } from '@odradek/base';

/** Offsets of a group to be deleted by hand. */
export interface OffsetDelete {
  readonly request: OffsetDeleteRequest;
  readonly respond: (response: OffsetDeleteResponse) => void;
}

/**
 * Deletes offsets of topics that no member reads (KIP-496, Kafka's
 * `OffsetMetadataManager.deleteOffsets`).
 */
export function deleteOffsets(
  { request, respond }: OffsetDelete,
  group: Group | undefined,
  state: OffsetsState,
): CoordinatorResult<GroupRecord> {
  const fail = (errorCode: number): OffsetDeleteResponse => ({
    ...defaultOffsetDeleteResponse,
    errorCode,
  });
  const errorCode = group?.checkOffsetDelete() ?? ErrorCode.GROUP_ID_NOT_FOUND;
  if (group === undefined || errorCode !== ErrorCode.NONE) {
    return respondWhenCommitted({ records: [], response: fail(errorCode), respond, fail });
  }
  const { groupId, topics } = request;
  const records: GroupRecord[] = [];
  const answers = topics.map(({ name, partitions }) => {
    const isRead = group.isSubscribedTo(name);
    if (!isRead) {
      for (const { partitionIndex } of partitions) {
        const key = { group: groupId, topic: name, partition: partitionIndex };
        if (isKnown(state, key)) records.push(offsetCommitTombstone(key));
      }
    }
    const ofPartition = isRead ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE;
    return {
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: ofPartition,
      })),
    };
  });
  const response = { ...defaultOffsetDeleteResponse, topics: answers };
  return respondWhenCommitted({ records, response, respond, fail });
}

function isKnown({ committed, pending }: OffsetsState, key: CommittedPartition): boolean {
  return committed.get(key) !== undefined || pending.has(key);
}

/** The records after which a group has no offsets, nor any that a transaction has written. */
export function tombstonesOfGroup(
  groupId: string,
  { committed, pending }: OffsetsState,
): GroupRecord[] {
  const records: GroupRecord[] = [];
  for (const [topic, partitions] of committed.ofGroup(groupId) ?? []) {
    for (const partition of partitions.partitions()) {
      records.push(offsetCommitTombstone({ group: groupId, topic, partition }));
    }
  }
  for (const key of pending.partitionsOf(groupId)) {
    if (committed.get(key) === undefined) records.push(offsetCommitTombstone(key));
  }
  return records;
}

/** How many offsets of a topic are looked at in one step. */
const OFFSETS_PER_STEP = 512;

/**
 * Finds the offsets that groups have of topics that are gone; `found` is given the records that delete
 * them. What was committed for a new topic of the same name stays. See `Walk`.
 */
export function* findOffsetsOfTopics(
  topics: readonly DeletedTopic[],
  { committed, pending }: OffsetsState,
  found: (record: GroupRecord) => void,
): Generator<number, void> {
  yield* findIn(committed, topics, found);
  for (const offsets of pending.transactions()) yield* findIn(offsets, topics, found);
}

function* findIn(
  offsets: GroupOffsets,
  topics: readonly DeletedTopic[],
  found: (record: GroupRecord) => void,
): Generator<number, void> {
  for (const [group, byTopic] of offsets.groups) {
    for (const deleted of topics) {
      const ofTopic = byTopic.get(deleted.name);
      if (ofTopic !== undefined) yield* findInTopic(group, ofTopic, { deleted, found });
    }
    yield topics.length;
  }
}

function* findInTopic(
  group: string,
  offsets: TopicOffsets,
  looked: { readonly deleted: DeletedTopic; readonly found: (record: GroupRecord) => void },
): Generator<number, void> {
  const { topic } = offsets;
  const { deleted, found } = looked;
  let lookedAt = 0;
  for (const partition of offsets.partitions()) {
    const topicId = offsets.get(partition)?.topicId;
    if (topicId === ZERO_UUID || topicId === deleted.topicId) {
      found(offsetCommitTombstone({ group, topic, partition }));
    }
    lookedAt++;
    if (lookedAt % OFFSETS_PER_STEP === 0) yield OFFSETS_PER_STEP;
  }
  yield lookedAt % OFFSETS_PER_STEP;
}
