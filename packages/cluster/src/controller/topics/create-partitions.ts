import type { Uuid } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  type CreatePartitionsRequest,
  type CreatePartitionsTopic,
  type CreatePartitionsTopicResult,
  defaultCreatePartitionsTopicResult,
} from '@odradek/protocol/messages/37-create-partitions';

import type { TopicImage, TopicsImage } from '../../image/topics-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import { PARTITIONS_PER_REQUEST_MAX, excessivePartitions } from './create-topics.ts';
import { newPartition } from './new-partition.ts';
import { exceededQuota, type PartitionChangeQuota } from './partition-change-quota.ts';
import {
  type Placement,
  refuseReplicas,
  type Refusal,
  spreadReplicas,
  type Unexplained,
} from './place-replicas.ts';

/** What the creation of partitions needs to know. */
export interface CreatePartitionsContext {
  readonly topics: TopicsImage;
  /** The brokers that may hold replicas. */
  readonly brokerIds: readonly number[];
  /** The log directory of a broker, as the metadata names it. */
  readonly directoryId: (brokerId: number) => Uuid;
  /** How many partitions the client may still create; the default is any number. */
  readonly quota?: PartitionChangeQuota;
}

/** The records that create the partitions, and the answer for each topic. */
export interface CreatePartitionsPlan {
  readonly records: readonly MetadataRecord[];
  readonly results: readonly CreatePartitionsTopicResult[];
}

/**
 * Decides which topics get more partitions (`ReplicationControlManager.createPartitions`); errors
 * are per topic. A topic that stands more than once in the request is refused and answered once.
 */
export function planCreatePartitions(
  request: CreatePartitionsRequest,
  context: CreatePartitionsContext,
): CreatePartitionsPlan {
  const records: MetadataRecord[] = [];
  const results: CreatePartitionsTopicResult[] = [];
  for (const [name, asked] of groupByName(request.topics)) {
    const planned = planTopic(asked, context, records.length);
    if ('errorCode' in planned) {
      results.push({ ...defaultCreatePartitionsTopicResult, name, ...planned });
      continue;
    }
    if (!request.validateOnly) records.push(...planned.records);
    results.push({ ...defaultCreatePartitionsTopicResult, name, errorMessage: null });
  }
  return { records, results };
}

function groupByName(
  topics: readonly CreatePartitionsTopic[],
): ReadonlyMap<string, readonly CreatePartitionsTopic[]> {
  const byName = new Map<string, CreatePartitionsTopic[]>();
  for (const topic of topics) {
    const same = byName.get(topic.name);
    if (same === undefined) byName.set(topic.name, [topic]);
    else same.push(topic);
  }
  return byName;
}

type TopicPlan = { readonly records: readonly MetadataRecord[] };

function planTopic(
  [asked, ...others]: readonly CreatePartitionsTopic[],
  context: CreatePartitionsContext,
  planned: number,
): TopicPlan | Refusal | Unexplained {
  if (asked === undefined || others.length > 0) return duplicateTopic();
  const topic = context.topics.topic(asked.name);
  if (topic === undefined) {
    return { errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, errorMessage: null };
  }
  const placed =
    refuseCount(asked, topic, planned) ??
    exceededQuota(context.quota, asked.count - topic.partitions.length) ??
    placeAdditional(asked, topic, context);
  return 'errorCode' in placed ? placed : { records: partitionRecords(topic, placed, context) };
}

function duplicateTopic(): Refusal {
  return { errorCode: ErrorCode.INVALID_REQUEST, errorMessage: 'Duplicate topic name.' };
}

function refuseCount(
  { count, assignments }: CreatePartitionsTopic,
  { name, partitions }: TopicImage,
  planned: number,
): Refusal | undefined {
  const existing = partitions.length;
  const additional = count - existing;
  if (additional === 0) return invalidPartitions(`Topic already has ${existing} partition(s).`);
  if (additional < 0) {
    return invalidPartitions(
      `The topic ${name} currently has ${existing} partition(s); ${count} would not be an increase.`,
    );
  }
  if (assignments !== null && assignments.length !== additional) {
    return {
      errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
      errorMessage:
        `Attempted to add ${additional} additional partition(s), but only ${assignments.length} ` +
        'assignment(s) were specified.',
    };
  }
  return planned + additional > PARTITIONS_PER_REQUEST_MAX ? excessivePartitions() : undefined;
}

function invalidPartitions(errorMessage: string): Refusal {
  return { errorCode: ErrorCode.INVALID_PARTITIONS, errorMessage };
}

/** The new partitions have as many replicas as the first one. */
function placeAdditional(
  { count, assignments }: CreatePartitionsTopic,
  { partitions }: TopicImage,
  { brokerIds }: CreatePartitionsContext,
): Placement | Refusal {
  const from = partitions.length;
  const factor = partitions[0]?.replicas.length ?? 1;
  if (assignments === null) return spreadReplicas(brokerIds, { from, count: count - from, factor });
  for (const assignment of assignments) {
    const refusal = refuseReplicas(assignment.brokerIds, brokerIds, factor);
    if (refusal !== undefined) return refusal;
  }
  return { replicas: assignments.map((assignment) => assignment.brokerIds) };
}

function partitionRecords(
  { topicId, partitions }: TopicImage,
  { replicas }: Placement,
  { directoryId }: CreatePartitionsContext,
): MetadataRecord[] {
  return replicas.map((brokerIds, index) => ({
    type: 'PartitionRecord',
    record: newPartition({
      topicId,
      partitionId: partitions.length + index,
      replicas: brokerIds,
      directoryId,
    }),
  }));
}
