import { ErrorCode } from '@odradek/protocol';
import type { CreatableTopic } from '@odradek/protocol/messages/19-create-topics';

/** A topic whose request is fine: the replicas of each partition, the leader first. */
export interface Placement {
  readonly replicas: readonly (readonly number[])[];
}

/** Why a topic or its partitions are not created, in Kafka's words. */
export interface Refusal {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/** A refusal of which the code says all. */
export interface Unexplained {
  readonly errorCode: number;
  readonly errorMessage: null;
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
  if (topic.replicationFactor < -1 || topic.replicationFactor === 0) {
    return {
      errorCode: ErrorCode.INVALID_REPLICATION_FACTOR,
      errorMessage: 'Replication factor must be larger than 0, or -1 to use the default value.',
    };
  }
  if (topic.numPartitions < -1 || topic.numPartitions === 0) {
    return {
      errorCode: ErrorCode.INVALID_PARTITIONS,
      errorMessage: 'Number of partitions was set to an invalid non-positive value.',
    };
  }
  const { numPartitions, defaultReplicationFactor } = context;
  return spreadReplicas(context.brokerIds, {
    from: 0,
    count: topic.numPartitions === -1 ? numPartitions : topic.numPartitions,
    factor: topic.replicationFactor === -1 ? defaultReplicationFactor : topic.replicationFactor,
  });
}

/**
 * Spreads the leaders of the partitions from `from` on over the brokers, and the other replicas of
 * each partition over those after it.
 */
export function spreadReplicas(
  brokerIds: readonly number[],
  wanted: { readonly from: number; readonly count: number; readonly factor: number },
): Placement | Refusal {
  const { from, count, factor } = wanted;
  if (factor > brokerIds.length) {
    return {
      errorCode: ErrorCode.INVALID_REPLICATION_FACTOR,
      errorMessage:
        `Unable to replicate the partition ${factor} time(s): The target replication factor of ` +
        `${factor} cannot be reached because only ${brokerIds.length} broker(s) are registered or ` +
        'some brokers have all their log directories cordoned.',
    };
  }
  const at = (index: number): number => brokerIds[index % brokerIds.length] ?? 0;
  const replicas = Array.from({ length: count }, (_, partition) =>
    Array.from({ length: factor }, (__, replica) => at(from + partition + replica)),
  );
  return { replicas };
}

function placeAsAssigned(topic: CreatableTopic, context: PlacementContext): Placement | Refusal {
  if (topic.replicationFactor !== -1) return refuseCountBesideAssignment('replication factor');
  if (topic.numPartitions !== -1) return refuseCountBesideAssignment('numPartitions');
  const byPartition = new Map<number, readonly number[]>();
  let factor: number | undefined;
  for (const { partitionIndex, brokerIds } of topic.assignments) {
    if (byPartition.has(partitionIndex)) return refuseSecondAssignment(partitionIndex);
    const refusal = refuseReplicas(brokerIds, context.brokerIds, factor);
    if (refusal !== undefined) return refusal;
    byPartition.set(partitionIndex, brokerIds);
    factor = brokerIds.length;
  }
  return inOrder(byPartition) ?? refuseGap();
}

/** The replicas from partition 0 on, or `undefined` if one is missing. */
function inOrder(byPartition: ReadonlyMap<number, readonly number[]>): Placement | undefined {
  const replicas: (readonly number[])[] = [];
  for (let index = 0; index < byPartition.size; index++) {
    const brokerIds = byPartition.get(index);
    if (brokerIds === undefined) return undefined;
    replicas.push(brokerIds);
  }
  return { replicas };
}

function refuseCountBesideAssignment(what: string): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REQUEST,
    errorMessage: `A manual partition assignment was specified, but ${what} was not set to -1.`,
  };
}

function refuseSecondAssignment(partitionIndex: number): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    errorMessage: `Found multiple manual partition assignments for partition ${partitionIndex}`,
  };
}

function refuseGap(): Refusal {
  return {
    errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    errorMessage: 'partitions should be a consecutive 0-based integer sequence',
  };
}

/**
 * Why a partition cannot have the assigned replicas, or `undefined`: all must be registered brokers,
 * each once, and as many as `factor` says, if it is known
 * (`ReplicationControlManager.validateManualPartitionAssignment`).
 */
export function refuseReplicas(
  replicas: readonly number[],
  brokerIds: readonly number[],
  factor: number | undefined,
): Refusal | undefined {
  const reason = invalidReplicas(replicas, brokerIds, factor);
  if (reason === undefined) return undefined;
  return {
    errorCode: ErrorCode.INVALID_REPLICA_ASSIGNMENT,
    errorMessage: `The manual partition assignment includes ${reason}`,
  };
}

function invalidReplicas(
  replicas: readonly number[],
  brokerIds: readonly number[],
  factor: number | undefined,
): string | undefined {
  if (replicas.length === 0) return 'an empty replica list.';
  const unknown = replicas.find((id) => !brokerIds.includes(id));
  if (unknown !== undefined) return `broker ${unknown}, but no such broker is registered.`;
  const twice = replicas.find((id, index) => replicas.indexOf(id) !== index);
  if (twice !== undefined) return `the broker ${twice} more than once.`;
  if (factor === undefined || factor === replicas.length) return undefined;
  return (
    `a partition with ${replicas.length} replica(s), but this is not consistent with previous ` +
    `partitions, which have ${factor} replica(s).`
  );
}
