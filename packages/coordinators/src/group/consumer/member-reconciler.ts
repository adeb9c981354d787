import type { CoordinatorShardContext } from '../../runtime/coordinator-shard.ts';
import type { MemberAssignment, PartitionAssignor } from '../assignor/partition-assignor.ts';
import { rangeAssignor } from '../assignor/range-assignor.ts';
import { uniformAssignor } from '../assignor/uniform/uniform-assignor.ts';
import type { GroupRecord } from '../record/group-record.ts';
import {
  type ConsumerGroupMember,
  isReconciledTo,
  sameCurrentAssignment,
} from './consumer-group-member.ts';
import {
  currentAssignmentRecord,
  groupEpochRecord,
  partitionMetadataTombstone,
} from './consumer-group-records.ts';
import type { ConsumerGroupSettings } from './consumer-group-settings.ts';
import { reconcile } from './current-assignment.ts';
import { type MemberUpdate, subscriptionsWith } from './member-update.ts';
import type { TopicHashes } from './topic-hashes.ts';
import type { Subscriptions } from './subscriptions.ts';
import { computeTargets, membersWith, subscribedTopicIds } from './target-assignment.ts';

const ASSIGNORS: Readonly<Record<'uniform' | 'range', PartitionAssignor>> = {
  uniform: uniformAssignor,
  range: rangeAssignor,
};
/** Kafka's: a group whose topics did not change is looked at again after that. */
const METADATA_REFRESH_MS = 2_147_483_647;

/** The group epoch after an update. */
export interface UpdatedEpoch {
  readonly epoch: number;
  /** What is subscribed then, where that had to be found out. */
  readonly subscriptions: Subscriptions | undefined;
}

/** Towards what a member is to be reconciled. */
export interface MemberTarget {
  readonly epoch: number;
  readonly partitions: MemberAssignment;
}

/**
 * Works out what follows of the update of a member, step by step: the epoch of the group, the targets
 * of all, and what the member gets or gives up now. An update of nothing costs the same however large
 * the group is.
 */
export class MemberReconciler {
  private readonly context: CoordinatorShardContext<GroupRecord>;
  private readonly settings: ConsumerGroupSettings;
  private readonly hashes: TopicHashes;

  constructor(
    context: CoordinatorShardContext<GroupRecord>,
    settings: ConsumerGroupSettings,
    hashes: TopicHashes,
  ) {
    this.context = context;
    this.settings = settings;
    this.hashes = hashes;
  }

  /** A new group epoch if `mustBump`, or if the topics have changed where that has to be looked at. */
  updateEpoch(update: MemberUpdate, mustBump: boolean): UpdatedEpoch {
    const { group, records } = update;
    const { groupId, groupEpoch, metadataRefresh } = group;
    const now = this.context.now();
    const isExpired = now >= metadataRefresh.deadline || groupEpoch < metadataRefresh.epoch;
    if (!mustBump && !isExpired) return { epoch: groupEpoch, subscriptions: undefined };
    const subscriptions = subscriptionsWith(update);
    const hash = this.hashes.metadataHash(subscriptions.topicNames());
    const isBumped = mustBump || hash !== group.metadataHash;
    const epoch = isBumped ? groupEpoch + 1 : groupEpoch;
    if (isBumped) records.push(groupEpochRecord(groupId, epoch, hash));
    group.metadataRefresh = { deadline: now + METADATA_REFRESH_MS, epoch };
    if (group.hasPartitionMetadataRecord) records.push(partitionMetadataTombstone(groupId));
    return { epoch, subscriptions };
  }

  /** New targets if the epoch is a new one and those of before have held long enough. */
  updateTargets(update: MemberUpdate, { epoch, subscriptions }: UpdatedEpoch): MemberTarget {
    const { group, updated, records } = update;
    const { assignmentEpoch } = group;
    if (assignmentEpoch >= epoch || this.isTooEarly(update)) {
      return { epoch: assignmentEpoch, partitions: group.targetAssignment(updated) };
    }
    const members = membersWith(group, updated);
    const name = group.preferredAssignor(members.values()) ?? this.settings.assignors[0];
    const { targetOf, records: targetRecords } = computeTargets(group, {
      epoch,
      members,
      subscriptionType: (subscriptions ?? subscriptionsWith(update)).type(members.size),
      assignor: name === 'range' ? ASSIGNORS.range : ASSIGNORS.uniform,
      topics: this.context.topics,
      now: this.context.now(),
    });
    for (const record of targetRecords) records.push(record);
    return { epoch, partitions: targetOf(updated.memberId) };
  }

  /** The member with what it gets or gives up now; the same if that is nothing. */
  reconcile(update: MemberUpdate, target: MemberTarget): ConsumerGroupMember {
    const { group, updated, ownedPartitions, records } = update;
    const hasSubscriptionChanged = update.haveNamesChanged || update.hasRegexChanged;
    if (!hasSubscriptionChanged && isReconciledTo(updated, target.epoch)) return updated;
    const reconciled = reconcile(updated, {
      targetEpoch: target.epoch,
      target: target.partitions,
      subscribedTopicIds: subscribedTopicIds(updated, group.regexes, this.context.topics),
      hasSubscriptionChanged,
      isOwned: (topicId, partition) => group.isOwned(topicId, partition),
      ownedPartitions,
    });
    if (sameCurrentAssignment(reconciled, updated)) return updated;
    records.push(currentAssignmentRecord(group.groupId, reconciled));
    return reconciled;
  }

  private isTooEarly({ group }: MemberUpdate): boolean {
    const { assignmentIntervalMs } = this.settings.configOf(group.groupId);
    const { assignmentTimestamp } = group;
    const now = this.context.now();
    // A clock that went back, as that of another broker may have, holds up nobody.
    if (assignmentTimestamp === 0 || now < assignmentTimestamp) return false;
    return now < assignmentTimestamp + assignmentIntervalMs;
  }
}
