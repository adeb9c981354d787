import type { InEnvironment } from '../client-options.ts';
import type { TopicPartition } from '../consumer/consumer-options.ts';
import { AdminCalls } from './admin-calls.ts';
import type {
  AdminOptions,
  AlteredConfigs,
  CallOptions,
  ChangeOptions,
  ClusterDescription,
  ConfigDescription,
  ConfigsToAlter,
  ConfigsToDescribe,
  DeletedRecords,
  ListedOffset,
  NewPartitions,
  NewTopic,
  OffsetToList,
  RecordsToDelete,
  TopicDescription,
  TopicListing,
  TopicResult,
} from './admin-options.ts';
import { adminSettings } from './admin-settings.ts';
import { describeConfigs, incrementalAlterConfigs } from './configs.ts';
import { describeCluster } from './describe-cluster.ts';
import { alterGroupOffsets, deleteGroupOffsets } from './group/change-group-offsets.ts';
import { deleteGroups } from './group/delete-groups.ts';
import { describeGroups } from './group/describe-groups.ts';
import type {
  GroupDescription,
  GroupListing,
  GroupOffsets,
  GroupOffsetsToList,
  GroupPartitionResult,
  GroupResult,
  ListGroupOffsetsOptions,
  ListGroupsOptions,
  MemberToRemove,
  OffsetToCommit,
  RemovedMember,
  RemoveMembersOptions,
} from './group/group-options.ts';
import { listGroupOffsets } from './group/list-group-offsets.ts';
import { listGroups } from './group/list-groups.ts';
import { removeMembers } from './group/remove-members.ts';
import { deleteRecords, listOffsets } from './records.ts';
import {
  createPartitions,
  createTopics,
  deleteTopics,
  describeTopics,
  listTopics,
} from './topics.ts';

/**
 * Looks after topics, records, configs and groups of a cluster. Connects with the first call.
 *
 * What a broker says of each topic, partition or resource is data: results are in the order of the
 * arguments, each with an `error` if it did not go well. A call rejects only if it failed as a
 * whole: with the last error if no broker could be reached in time, with `UNSUPPORTED_VERSION` if
 * the brokers do not know it, with `ODRADEK_CLIENT_CLOSED` after `close`. What may pass is repeated
 * within `timeoutMs`.
 */
export class Admin implements AsyncDisposable {
  private readonly calls: AdminCalls;

  /** Raises `INVALID_CONFIG` if an option is not valid. */
  constructor(options: InEnvironment<AdminOptions>) {
    this.calls = new AdminCalls(adminSettings(options));
  }

  /** Creates topics, or only checks whether it could. */
  createTopics(
    topics: readonly NewTopic[],
    options: ChangeOptions = {},
  ): Promise<readonly TopicResult[]> {
    return createTopics(this.calls, topics, options);
  }

  /** Deletes topics with all their records. */
  deleteTopics(
    names: readonly string[],
    options: CallOptions = {},
  ): Promise<readonly TopicResult[]> {
    return deleteTopics(this.calls, names, options);
  }

  /** The topics of the cluster that the client may see, without internal ones unless asked for. */
  listTopics(
    options: CallOptions & { readonly includeInternal?: boolean } = {},
  ): Promise<readonly TopicListing[]> {
    return listTopics(this.calls, options);
  }

  /** Partitions, leaders and replicas of topics. */
  describeTopics(
    names: readonly string[],
    options: CallOptions = {},
  ): Promise<readonly TopicDescription[]> {
    return describeTopics(this.calls, names, options);
  }

  /** Gives topics more partitions; records with a key may go to others from then on. */
  createPartitions(
    topics: readonly NewPartitions[],
    options: ChangeOptions = {},
  ): Promise<readonly TopicResult[]> {
    return createPartitions(this.calls, topics, options);
  }

  /** Deletes the records of partitions below an offset. */
  deleteRecords(
    partitions: readonly RecordsToDelete[],
    options: CallOptions = {},
  ): Promise<readonly DeletedRecords[]> {
    return deleteRecords(this.calls, partitions, options);
  }

  /**
   * Looks up offsets: ends of logs, or by timestamp. Latest is the high watermark, or with
   * `read_committed` the last stable offset.
   */
  listOffsets(
    partitions: readonly OffsetToList[],
    options: CallOptions & {
      readonly isolationLevel?: 'read_committed' | 'read_uncommitted';
    } = {},
  ): Promise<readonly ListedOffset[]> {
    return listOffsets(this.calls, partitions, options);
  }

  /** The configs of resources, with where their values come from. */
  describeConfigs(
    resources: readonly ConfigsToDescribe[],
    options: CallOptions = {},
  ): Promise<readonly ConfigDescription[]> {
    return describeConfigs(this.calls, resources, options);
  }

  /** Changes single configs of resources and leaves the others as they are. */
  incrementalAlterConfigs(
    resources: readonly ConfigsToAlter[],
    options: ChangeOptions = {},
  ): Promise<readonly AlteredConfigs[]> {
    return incrementalAlterConfigs(this.calls, resources, options);
  }

  /**
   * The groups of all brokers, in no order. Rejects if one of the brokers does not answer in time, or
   * does not know a filter.
   */
  listGroups(options: ListGroupsOptions = {}): Promise<readonly GroupListing[]> {
    return listGroups(this.calls, options);
  }

  /** States, assignors and members of groups of either protocol. */
  describeGroups(
    groupIds: readonly string[],
    options: CallOptions = {},
  ): Promise<readonly GroupDescription[]> {
    return describeGroups(this.calls, groupIds, options);
  }

  /** The committed offsets of groups. */
  listGroupOffsets(
    groups: readonly GroupOffsetsToList[],
    options: ListGroupOffsetsOptions = {},
  ): Promise<readonly GroupOffsets[]> {
    return listGroupOffsets(this.calls, groups, options);
  }

  /**
   * Commits offsets for a group that has no members; one that does not exist comes to be. In a group
   * with members each partition fails with `UNKNOWN_MEMBER_ID`.
   */
  alterGroupOffsets(
    groupId: string,
    offsets: readonly OffsetToCommit[],
    options: CallOptions = {},
  ): Promise<readonly GroupPartitionResult[]> {
    return alterGroupOffsets(this.calls, groupId, offsets, options);
  }

  /**
   * Deletes committed offsets of a group. Those of a topic that a member subscribes to fail with
   * `GROUP_SUBSCRIBED_TO_TOPIC`.
   */
  deleteGroupOffsets(
    groupId: string,
    partitions: readonly TopicPartition[],
    options: CallOptions = {},
  ): Promise<readonly GroupPartitionResult[]> {
    return deleteGroupOffsets(this.calls, groupId, partitions, options);
  }

  /** Deletes groups with their committed offsets; one with members fails with `NON_EMPTY_GROUP`. */
  deleteGroups(
    groupIds: readonly string[],
    options: CallOptions = {},
  ): Promise<readonly GroupResult[]> {
    return deleteGroups(this.calls, groupIds, options);
  }

  /** Removes members from a group; those that are alive join again. */
  removeMembers(
    groupId: string,
    members: readonly MemberToRemove[],
    options: RemoveMembersOptions = {},
  ): Promise<readonly RemovedMember[]> {
    return removeMembers(this.calls, groupId, members, options);
  }

  /** The brokers of the cluster. */
  describeCluster(options: CallOptions = {}): Promise<ClusterDescription> {
    return describeCluster(this.calls, options);
  }

  /** Closes all connections; calls under way reject. */
  close(): Promise<void> {
    this.calls.close();
    return Promise.resolve();
  }

  /** As `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
