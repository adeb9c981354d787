import { ErrorCode } from '@odradek/protocol';
import type {
  CreatableReplicaAssignment,
  CreatableTopic,
} from '@odradek/protocol/messages/19-create-topics';

/** A topic whose request is fine: the replicas of each partition, the leader first. */
export interface Placement {
  readonly replicas: readonly (readonly number[])[];
}

/** Why a topic is not created. */
export interface Refusal {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/** What replicas are placed by. */
export interface PlacementContext {
  readonly brokerIds: readonly number[];
  readonly numPartitions: number;
  readonly defaultReplicationFactor: number;
}

/** Which brokers hold the partitions of a new topic: as it was asked for, or spread over all. */
export function placeReplicas(
  topic: CreatableTopic,
  context: PlacementContext,
): Placement | Refusal {
  return topic.assignments.length > 0
    ? placeAsAssigned(topic, context)
    : placeByCount(topic, context);
}

function placeByCount(topic: CreatableTopic, context: PlacementContext): Placement | Refusal {
  const { brokerIds } = context;
  const factor =
    topic.replicationFactor === -1 ? context.defaultReplicationFactor : topic.replicationFactor;
  if (factor <= 0 || factor > brokerIds.length) {
    return {
      errorCode: ErrorCode.INVALID_REPLICATION_FACTOR,
      errorMessage:
        `Replication factor was ${factor}; it must be from 1 to the number of brokers, ` +
        `${brokerIds.length}, or -1 for the default.`,
    };
  }
  const partitions = topic.numPartitions === -1 ? context.numPartitions : topic.numPartitions;
  if (partitions <= 0) {
    return {
      errorCode: ErrorCode.INVALID_PARTITIONS,
      errorMessage: `Number of partitions was ${partitions}; it must be above 0, or -1 for the default.`,
    };
  }
  return { replicas: stripe(brokerIds, partitions, factor) };
}

/** Spreads leaders over the brokers, and the other replicas of each partition over those after it. */
function stripe(brokerIds: readonly number[], partitions: number, factor: number): number[][] {
  const at = (index: number): number => brokerIds[index % brokerIds.length] ?? 0;
  return Array.from({ length: partitions }, (_, partition) =>
    Array.from({ length: factor }, (__, replica) => at(partition + replica)),
  );
}

function placeAsAssigned(topic: CreatableTopic, context: PlacementContext): Placement | Refusal {
  if (topic.numPartitions !== -1 || topic.replicationFactor !== -1) {
    return {
      errorCode: ErrorCode.INVALID_REQUEST,
      errorMessage:
        'Number of partitions and replication factor must be -1 beside a replica assignment; ' +
        `they were ${topic.numPartitions} and ${topic.replicationFactor}.`,
    };
  }
  const replicas: (readonly number[])[] = [];
  for (const assignment of topic.assignments) {
    const reason =
      invalidPartition(assignment, replicas, topic.assignments.length) ??
      invalidReplicas(assignment.brokerIds, topic, context);
    if (reason !== undefined) {
      return {
        errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
        errorMessage: `Partition ${assignment.partitionIndex} of the replica assignment ${reason}.`,
      };
    }
    replicas[assignment.partitionIndex] = assignment.brokerIds;
  }
  return { replicas };
}

function invalidPartition(
  { partitionIndex }: CreatableReplicaAssignment,
  assigned: readonly (readonly number[])[],
  count: number,
): string | undefined {
  if (partitionIndex < 0 || partitionIndex >= count) {
    return `is not one of 0 to ${count - 1}: partitions are numbered from 0 without a gap`;
  }
  return assigned[partitionIndex] === undefined ? undefined : 'is assigned twice';
}

function invalidReplicas(
  replicas: readonly number[],
  { assignments }: CreatableTopic,
  { brokerIds }: PlacementContext,
): string | undefined {
  if (replicas.length === 0) return 'has no replicas';
  if (new Set(replicas).size !== replicas.length) return 'names a broker twice';
  const unknown = replicas.find((id) => !brokerIds.includes(id));
  if (unknown !== undefined) return `names broker ${unknown}, which is not registered`;
  const factor = assignments[0]?.brokerIds.length;
  return factor === replicas.length
    ? undefined
    : `has ${replicas.length} replicas where the first has ${factor}: all must have as many`;
}
