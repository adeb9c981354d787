import type { Offset, Timestamp } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import { defaultListOffsetsRequest } from '@odradek/protocol/messages/02-list-offsets';
import { defaultOffsetForLeaderEpochRequest } from '@odradek/protocol/messages/23-offset-for-leader-epoch';

import type { BrokerConnection } from '../connection/broker-connection.ts';
import { LIST_OFFSETS, OFFSET_FOR_LEADER_EPOCH } from '../connection/client-apis.ts';
import { missingPartition } from '../connection/network-error.ts';
import type { TopicPartition } from './consumer-options.ts';
import type { LogEnd } from './offset-reset.ts';

/** An offset and the leader epoch that goes with it, -1 if unknown. */
export interface OffsetAndEpoch {
  readonly offset: Offset;
  readonly leaderEpoch: number;
}

/** A partition and who leads it. */
export interface LedPartition extends TopicPartition {
  /** -1 if unknown. */
  readonly currentLeaderEpoch: number;
}

/** Timestamps that stand for an end of the log. */
const LATEST_TIMESTAMP = -1;
const EARLIEST_TIMESTAMP = -2;

const READ_COMMITTED = 1;
const READ_UNCOMMITTED = 0;

/**
 * Asks the leader of a partition for an end of its log, or where the records begin since a time: at
 * the end if there is none. Rejects with the error of the broker or the network.
 */
export async function listLogEnd(
  connection: BrokerConnection,
  led: LedPartition,
  end: LogEnd,
  isReadCommitted: boolean,
): Promise<OffsetAndEpoch> {
  const { topic, partition, currentLeaderEpoch } = led;
  const timestamp = timestampOf(end);
  const partitions = [{ partitionIndex: partition, currentLeaderEpoch, timestamp }];
  const response = await connection.request(LIST_OFFSETS, {
    ...defaultListOffsetsRequest,
    isolationLevel: isReadCommitted ? READ_COMMITTED : READ_UNCOMMITTED,
    topics: [{ name: topic, partitions }],
  });
  const answer = response.topics
    .find(({ name }) => name === topic)
    ?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
  if (answer === undefined) throw missingPartition(topic, partition);
  if (answer.errorCode !== ErrorCode.NONE) throw errorOf(answer.errorCode);
  const isNothingSince = typeof end === 'object' && answer.offset < 0;
  if (isNothingSince) return listLogEnd(connection, led, 'latest', isReadCommitted);
  return { offset: Math.max(answer.offset, 0), leaderEpoch: answer.leaderEpoch };
}

function timestampOf(end: LogEnd): Timestamp {
  if (typeof end === 'object') return end.since;
  return end === 'earliest' ? EARLIEST_TIMESTAMP : LATEST_TIMESTAMP;
}

/**
 * Asks the leader of a partition where a leader epoch ends in its log, which tells whether it was
 * cut (KIP-320). `undefined` if the broker cannot tell. Rejects as `listLogEnd`.
 */
export async function endOfEpoch(
  connection: BrokerConnection,
  led: LedPartition,
  leaderEpoch: number,
): Promise<OffsetAndEpoch | undefined> {
  if (connection.newestOf(OFFSET_FOR_LEADER_EPOCH) === undefined) return undefined;
  const { topic, partition, currentLeaderEpoch } = led;
  const response = await connection.request(OFFSET_FOR_LEADER_EPOCH, {
    ...defaultOffsetForLeaderEpochRequest,
    replicaId: -1,
    topics: [{ topic, partitions: [{ partition, currentLeaderEpoch, leaderEpoch }] }],
  });
  const answer = response.topics
    .find((other) => other.topic === topic)
    ?.partitions.find((other) => other.partition === partition);
  if (answer === undefined) throw missingPartition(topic, partition);
  if (answer.errorCode === ErrorCode.UNSUPPORTED_VERSION) return undefined;
  if (answer.errorCode !== ErrorCode.NONE) throw errorOf(answer.errorCode);
  return { offset: answer.endOffset, leaderEpoch: answer.leaderEpoch };
}
