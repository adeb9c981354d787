import { type Uuid, ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultOffsetFetchResponseGroup,
  type OffsetFetchRequestGroup,
  type OffsetFetchResponseGroup,
  type OffsetFetchResponsePartitions,
  type OffsetFetchResponseTopics,
} from '@odradek/protocol/messages/09-offset-fetch';

import type { Group } from '../group.ts';
import type { CommittedOffset } from './committed-offset.ts';
import type { OffsetsByTopic } from './group-offsets.ts';
import type { OffsetsState } from './offsets-state.ts';

/** What is asked of the offsets of one group, whose topics have names. */
export interface OffsetFetch {
  readonly request: OffsetFetchRequestGroup;
  /** Whether offsets that an open transaction may change are answered with an error (KIP-447). */
  readonly requireStable: boolean;
}

const NO_OFFSET: Omit<OffsetFetchResponsePartitions, 'partitionIndex'> = {
  committedOffset: -1,
  committedLeaderEpoch: -1,
  metadata: '',
  errorCode: ErrorCode.NONE,
};
const NO_OFFSETS: OffsetsByTopic = new Map();

/**
 * The committed offsets of a group (Kafka's `OffsetMetadataManager.fetchOffsets` and
 * `fetchAllOffsets`). A group that is not there has none, and that is no error.
 */
export function fetchOffsets(
  fetch: OffsetFetch,
  group: Group | undefined,
  state: OffsetsState,
): OffsetFetchResponseGroup {
  const { groupId, memberId, memberEpoch, topics } = fetch.request;
  const errorCode = group?.checkOffsetFetch(memberId, memberEpoch) ?? ErrorCode.GROUP_ID_NOT_FOUND;
  const isThere = errorCode !== ErrorCode.GROUP_ID_NOT_FOUND;
  if (isThere && errorCode !== ErrorCode.NONE) {
    return { ...defaultOffsetFetchResponseGroup, groupId, errorCode };
  }
  const reader = new OffsetsReader(fetch, isThere ? state : undefined);
  return {
    groupId,
    errorCode: ErrorCode.NONE,
    topics:
      topics === null
        ? reader.all()
        : topics.map(({ name, topicId, partitionIndexes }) =>
            reader.topic(name, topicId, partitionIndexes),
          ),
  };
}

/** Reads the offsets of one group. */
class OffsetsReader {
  private readonly groupId: string;
  private readonly requireStable: boolean;
  private readonly state: OffsetsState | undefined;
  private readonly offsets: OffsetsByTopic;

  constructor({ request, requireStable }: OffsetFetch, state: OffsetsState | undefined) {
    this.groupId = request.groupId;
    this.requireStable = requireStable;
    this.state = state;
    this.offsets = state?.committed.ofGroup(request.groupId) ?? NO_OFFSETS;
  }

  /** What was committed, for all partitions. */
  all(): OffsetFetchResponseTopics[] {
    return [...this.offsets].map(([name, partitions]) =>
      this.topic(name, ZERO_UUID, partitions.partitions()),
    );
  }

  topic(name: string, topicId: Uuid, partitions: readonly number[]): OffsetFetchResponseTopics {
    const ofTopic = this.offsets.get(name);
    return {
      name,
      topicId,
      partitions: partitions.map((partitionIndex) => {
        if (this.isUnstable(name, partitionIndex)) {
          const errorCode = ErrorCode.UNSTABLE_OFFSET_COMMIT;
          return { ...NO_OFFSET, partitionIndex, errorCode };
        }
        return answered(partitionIndex, ofTopic?.get(partitionIndex), topicId);
      }),
    };
  }

  private isUnstable(topic: string, partition: number): boolean {
    if (!this.requireStable || this.state === undefined) return false;
    return this.state.pending.has({ group: this.groupId, topic, partition });
  }
}

/** What was committed for another topic of the same name is not what is asked for. */
function answered(
  partitionIndex: number,
  committed: CommittedOffset | undefined,
  topicId: Uuid,
): OffsetFetchResponsePartitions {
  if (committed === undefined || isOtherTopic(committed.topicId, topicId)) {
    return { ...NO_OFFSET, partitionIndex };
  }
  return {
    partitionIndex,
    committedOffset: committed.offset,
    committedLeaderEpoch: committed.leaderEpoch,
    metadata: committed.metadata,
    errorCode: ErrorCode.NONE,
  };
}

function isOtherTopic(committed: Uuid, requested: Uuid): boolean {
  return committed !== ZERO_UUID && requested !== ZERO_UUID && committed !== requested;
}
