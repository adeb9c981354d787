import type { Offset } from '@odradek/base';
import type {
  CommittedOffset,
  GroupDescription,
  GroupMember,
  TopicPartition,
} from '@odradek/client';

import { compareNames } from '../command-line/compare-names.ts';
import { cell, jsonLines, linesText, tableText } from './group-text.ts';
import { comparePartitions, type PartitionMap } from '../partition/partition-map.ts';

const REBALANCING: readonly string[] = [
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
];

/** A group with how far it has read. */
export interface GroupProgress {
  readonly group: GroupDescription;
  readonly committed: PartitionMap<CommittedOffset>;
  /** Where logs end; a partition of which that is not known is absent. */
  readonly endOffsets: PartitionMap<Offset>;
}

/** A partition that a group has read or that one of its members is to read. */
interface ProgressRow extends TopicPartition {
  readonly group: string;
  readonly leaderEpoch: number | undefined;
  readonly currentOffset: Offset | undefined;
  readonly logEndOffset: Offset | undefined;
  readonly lag: number | undefined;
  readonly consumerId: string | undefined;
  readonly host: string | undefined;
  readonly clientId: string | undefined;
}

/** How far groups have read, a table for each. */
export function offsetsText(groups: readonly GroupProgress[], isVerbose: boolean): string {
  return groups.map((group) => groupOffsetsText(group, isVerbose)).join('\n');
}

function groupOffsetsText(progress: GroupProgress, isVerbose: boolean): string {
  const rows = progressRows(progress);
  const note = progressNote(progress.group, rows);
  if (rows.length === 0) return linesText(note);
  const headings = [
    'GROUP',
    'TOPIC',
    'PARTITION',
    ...(isVerbose ? ['LEADER-EPOCH'] : []),
    'CURRENT-OFFSET',
    'LOG-END-OFFSET',
    'LAG',
    'CONSUMER-ID',
    'HOST',
    'CLIENT-ID',
  ];
  const cells = rows.map((row) => [
    row.group,
    row.topic,
    String(row.partition),
    ...(isVerbose ? [cell(row.leaderEpoch)] : []),
    cell(row.currentOffset),
    cell(row.logEndOffset),
    row.lag === undefined ? cell(undefined) : String(row.lag),
    cell(row.consumerId),
    cell(row.host),
    cell(row.clientId),
  ]);
  return linesText(note.length === 0 ? note : [...note, '']) + tableText(headings, cells);
}

/** In Kafka's words where it has some. */
function progressNote(
  { groupId, state, members }: GroupDescription,
  rows: readonly ProgressRow[],
): readonly string[] {
  const notes: string[] = [];
  if (members.length === 0) notes.push(`Consumer group '${groupId}' has no active members.`);
  if (REBALANCING.includes(state)) notes.push(`Consumer group '${groupId}' is rebalancing.`);
  if (rows.length === 0) notes.push(`Consumer group '${groupId}' has no committed offsets.`);
  return notes;
}

/** The same as lines of JSON; what is not known is null. */
export function offsetsJson(groups: readonly GroupProgress[]): string {
  const rows = groups.flatMap((group) => progressRows(group));
  return jsonLines(
    rows.map((row) => ({
      group: row.group,
      topic: row.topic,
      partition: row.partition,
      leaderEpoch: row.leaderEpoch ?? null,
      currentOffset: row.currentOffset ?? null,
      logEndOffset: row.logEndOffset ?? null,
      lag: row.lag ?? null,
      consumerId: row.consumerId ?? null,
      host: row.host ?? null,
      clientId: row.clientId ?? null,
    })),
  );
}

/** By partition; one that is handed over may have two members for a moment. */
function progressRows(progress: GroupProgress): readonly ProgressRow[] {
  const { group, committed } = progress;
  const rows = group.members.flatMap((member) =>
    member.assignment.map((partition) => progressRow(progress, partition, member)),
  );
  const assigned = new Set(rows.map(({ topic, partition }) => `${partition}:${topic}`));
  for (const partition of committed.partitions()) {
    if (assigned.has(`${partition.partition}:${partition.topic}`)) continue;
    rows.push(progressRow(progress, partition));
  }
  return rows.toSorted(
    (a, b) => comparePartitions(a, b) || compareNames(a.consumerId ?? '', b.consumerId ?? ''),
  );
}

function progressRow(
  { group, committed, endOffsets }: GroupProgress,
  partition: TopicPartition,
  member?: GroupMember,
): ProgressRow {
  const found = committed.get(partition);
  const currentOffset = found === undefined || found.offset < 0 ? undefined : found.offset;
  const logEndOffset = endOffsets.get(partition);
  const isLagKnown = currentOffset !== undefined && logEndOffset !== undefined;
  const leaderEpoch = found === undefined || found.leaderEpoch < 0 ? undefined : found.leaderEpoch;
  return {
    group: group.groupId,
    topic: partition.topic,
    partition: partition.partition,
    leaderEpoch,
    currentOffset,
    logEndOffset,
    lag: isLagKnown ? logEndOffset - currentOffset : undefined,
    consumerId: member?.memberId,
    host: member?.host,
    clientId: member?.clientId,
  };
}
