import type { Offset, Timestamp } from '@odradek/base';
import type { GroupDescription, TopicPartition } from '@odradek/client';

import { errorText } from '../command-line/outcome.ts';
import { tableText } from './group-text.ts';
import type { ResetTarget } from './reset-target.ts';

/** The protocol types of groups whose offsets are those of consumers. */
const CONSUMER_TYPES: readonly string[] = ['', 'consumer'];
/** The states of groups without members. */
const INACTIVE: readonly string[] = ['Empty', 'Dead'];

/** A partition whose offset is to be reset, with what is known of it. */
export interface PartitionToReset extends TopicPartition {
  /** Between which offsets its records are. */
  readonly start: Offset;
  readonly end: Offset;
  /** Undefined if none is committed. */
  readonly committed: Offset | undefined;
  /** The first record since the time of the target, -1 if there is none; undefined without a time. */
  readonly atTime: Offset | undefined;
  /** What a file says of it. */
  readonly inFile: Offset | undefined;
}

/** From where on a group is to read a partition. */
export interface NewOffset extends TopicPartition {
  readonly offset: Offset;
}

/** What becomes of the partitions of a group: new offsets, and what to tell of them; or nothing. */
export type ResetPlan =
  | {
      readonly type: 'reset';
      readonly offsets: readonly NewOffset[];
      readonly notes: readonly string[];
    }
  | { readonly type: 'refused'; readonly reason: string };

/** Why the offsets of a group cannot be reset; undefined if they can. */
export function resetObstacle(group: GroupDescription): string | undefined {
  const { state, members, protocolType, error } = group;
  if (error !== undefined) {
    return error.code === 'GROUP_ID_NOT_FOUND' ? undefined : errorText(error);
  }
  if (!CONSUMER_TYPES.includes(protocolType)) {
    return `it is a group of ${protocolType}, which keeps no offsets of consumers.`;
  }
  if (INACTIVE.includes(state)) return undefined;
  const count = members.length === 1 ? '1 member' : `${members.length} members`;
  return `it is active (${state}, with ${count}); stop all members first.`;
}

/** The time to look for in the partitions; undefined if the target needs none. */
export function resetTime(target: ResetTarget, now: Timestamp): Timestamp | undefined {
  if (target.type === 'time') return target.timestamp;
  return target.type === 'ago' ? Math.max(0, now - target.ms) : undefined;
}

/** Chooses the new offset of each partition as Kafka's tool does, or none if one cannot be chosen. */
export function planReset(target: ResetTarget, partitions: readonly PartitionToReset[]): ResetPlan {
  const offsets: NewOffset[] = [];
  const notes: string[] = [];
  for (const partition of partitions) {
    const wanted = wantedOffset(target, partition);
    const name = `${partition.topic}-${partition.partition}`;
    if (wanted === undefined) {
      const reason = `${name} has no committed offset that could be shifted.`;
      return { type: 'refused', reason };
    }
    const { topic, start, end } = partition;
    const offset = Math.min(Math.max(wanted, start), end);
    if (offset !== wanted) {
      notes.push(`${name} has the offsets ${start} to ${end}: ${wanted} becomes ${offset}.`);
    }
    offsets.push({ topic, partition: partition.partition, offset });
  }
  return { type: 'reset', offsets, notes };
}

/** Not yet bounded by the log; undefined if there is nothing to shift. */
function wantedOffset(target: ResetTarget, partition: PartitionToReset): Offset | undefined {
  const { start, end, committed, atTime, inFile } = partition;
  switch (target.type) {
    case 'earliest':
      return start;
    case 'latest':
      return end;
    case 'current':
      return committed ?? end;
    case 'shift':
      return committed === undefined ? undefined : committed + target.by;
    case 'offset':
      return target.offset;
    case 'time':
    case 'ago':
      return atTime === undefined || atTime < 0 ? end : atTime;
    case 'file':
      return inFile;
  }
}

/** New offsets of a group. */
export interface GroupReset {
  readonly groupId: string;
  readonly offsets: readonly NewOffset[];
}

/** New offsets in Kafka's columns. */
export function newOffsetsText(resets: readonly GroupReset[]): string {
  const rows = resets.flatMap(({ groupId, offsets }) =>
    offsets.map(({ topic, partition, offset }) => [
      groupId,
      topic,
      String(partition),
      String(offset),
    ]),
  );
  return rows.length === 0 ? '' : tableText(['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET'], rows);
}
