import { readFile } from 'node:fs/promises';

import { KafkaError, type Offset } from '@odradek/base';
import type { Admin, GroupDescription, TopicPartition } from '@odradek/client/node';

import { errorText } from '../../cli/command-line/outcome.ts';
import { offsetsFile, parseOffsetsFile } from '../../cli/group/offsets-file.ts';
import { comparePartitions, PartitionMap } from '../../cli/partition/partition-map.ts';
import type { ResetOffsetsRequest } from '../../cli/group/reset-offsets.ts';
import {
  type GroupReset,
  type NewOffset,
  newOffsetsText,
  planReset,
  resetObstacle,
  resetTime,
} from '../../cli/group/reset-plan.ts';
import { chosenPartitions } from './chosen-partitions.ts';
import { readLeaders, readLogOffsets } from './partition-ends.ts';
import { printText } from './print-text.ts';
import { fail } from './report-outcomes.ts';

/** A group, and the partitions whose offsets are to be reset. */
interface GroupToReset {
  readonly groupId: string;
  readonly partitions: readonly TopicPartition[];
  readonly committed: PartitionMap<Offset>;
  /** What a file says. */
  readonly inFile: PartitionMap<Offset>;
}

/** What is known of all these partitions. */
interface PartitionEnds {
  readonly leaders: PartitionMap<number>;
  readonly starts: PartitionMap<Offset>;
  readonly ends: PartitionMap<Offset>;
  readonly atTime: PartitionMap<Offset>;
}

/** Sets from where groups go on to read, or shows it. A group that cannot be reset is told and left. */
export async function resetGroupOffsets(
  admin: Admin,
  request: ResetOffsetsRequest,
  groupIds: readonly string[],
): Promise<void> {
  const { groups, target, execution, isExport } = request;
  const toReset = await readGroups(admin, request, groupIds);
  const ends = await readEnds(admin, request, toReset);
  const resets: GroupReset[] = [];
  for (const group of toReset) {
    const { groupId } = group;
    const problem = missingPartition(group.partitions, ends);
    const plan = problem ?? planReset(target, partitionsToReset(group, ends));
    if (typeof plan === 'string' || plan.type === 'refused') {
      refuse(groupId, typeof plan === 'string' ? plan : plan.reason);
      continue;
    }
    for (const note of plan.notes) console.error(note);
    const offsets =
      execution === 'execute' ? await commit(admin, groupId, plan.offsets) : plan.offsets;
    resets.push({ groupId, offsets });
  }
  const isOneGroup = groups !== 'all' && groups.length === 1;
  await printText(isExport ? offsetsFile(resets, isOneGroup) : newOffsetsText(resets));
  if (execution === 'unsaid' && resets.length > 0) {
    console.error('Nothing was changed; --execute sets these offsets.');
  }
}

function refuse(groupId: string, reason: string): void {
  fail(`Could not reset offsets of group ${groupId}: ${reason}`);
}

/** The groups that can be reset, with their partitions in order; the others are told. */
async function readGroups(
  admin: Admin,
  request: ResetOffsetsRequest,
  groupIds: readonly string[],
): Promise<readonly GroupToReset[]> {
  const { scope, target } = request;
  const chosen = scope.type === 'topics' ? await chosenPartitions(admin, scope.topics) : undefined;
  const file = target.type === 'file' ? await readFileOf(target.path, groupIds) : undefined;
  const inactive = inactiveGroups(await admin.describeGroups(groupIds));
  const listed = await admin.listGroupOffsets(inactive.map((groupId) => ({ groupId })));
  return listed.flatMap(({ groupId, offsets, error }) => {
    const found = offsets.filter(({ offset }) => offset >= 0);
    const inFile = file?.get(groupId);
    const partitions = (chosen ?? inFile ?? (file === undefined ? found : [])).toSorted(
      comparePartitions,
    );
    if (error === undefined && partitions.length > 0) {
      const committed = PartitionMap.of(found, ({ offset }) => offset);
      return [{ groupId, partitions, committed, inFile: PartitionMap.of(inFile ?? [], offsetOf) }];
    }
    if (error !== undefined) refuse(groupId, errorText(error));
    else if (file !== undefined) refuse(groupId, 'the file says nothing of it.');
    else refuse(groupId, 'it has no committed offsets; name topics with --topic.');
    return [];
  });
}

function offsetOf({ offset }: NewOffset): Offset {
  return offset;
}

function inactiveGroups(groups: readonly GroupDescription[]): readonly string[] {
  return groups.flatMap((group) => {
    const obstacle = resetObstacle(group);
    if (obstacle === undefined) return [group.groupId];
    refuse(group.groupId, obstacle);
    return [];
  });
}

async function readFileOf(
  path: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NewOffset[]>> {
  try {
    return parseOffsetsFile(await readFile(path, 'utf8'), path, groupIds);
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw new KafkaError(
      'INVALID_CONFIG',
      `--from-file is "${path}", which cannot be read (${error.message}); name a file that ` +
        '--export has written.',
      { cause: error },
    );
  }
}

async function readEnds(
  admin: Admin,
  { target }: ResetOffsetsRequest,
  groups: readonly GroupToReset[],
): Promise<PartitionEnds> {
  const all = groups.flatMap(({ partitions }) => partitions);
  const partitions = PartitionMap.of(all, () => true).partitions();
  const leaders = await readLeaders(
    admin,
    partitions.map(({ topic }) => topic),
  );
  const time = resetTime(target, Date.now());
  const [starts, ends, atTime] = await Promise.all([
    readLogOffsets(admin, partitions, leaders, 'earliest'),
    readLogOffsets(admin, partitions, leaders, 'latest'),
    time === undefined
      ? new PartitionMap<Offset>()
      : readLogOffsets(admin, partitions, leaders, time),
  ]);
  return { leaders, starts, ends, atTime };
}

/** Why the partitions of a group cannot be reset; undefined if all of them are there. */
function missingPartition(
  partitions: readonly TopicPartition[],
  { leaders, starts, ends }: PartitionEnds,
): string | undefined {
  for (const each of partitions) {
    const name = `${each.topic}-${each.partition}`;
    if (!leaders.has(each)) return `${name} does not exist.`;
    if (!starts.has(each) || !ends.has(each)) {
      return `${name} has no leader that tells its offsets; try again when it has one.`;
    }
  }
  return undefined;
}

function partitionsToReset(
  { partitions, committed, inFile }: GroupToReset,
  { starts, ends, atTime }: PartitionEnds,
) {
  return partitions.map((each) => ({
    topic: each.topic,
    partition: each.partition,
    start: starts.get(each) ?? 0,
    end: ends.get(each) ?? 0,
    committed: committed.get(each),
    atTime: atTime.get(each),
    inFile: inFile.get(each),
  }));
}

/** Answers the offsets that were committed, and tells the others. */
async function commit(
  admin: Admin,
  groupId: string,
  offsets: readonly NewOffset[],
): Promise<readonly NewOffset[]> {
  const results = await admin.alterGroupOffsets(groupId, offsets);
  return offsets.filter(({ topic, partition }, index) => {
    const error = results[index]?.error;
    if (error !== undefined) refuse(groupId, `${topic}-${partition}: ${errorText(error)}`);
    return error === undefined;
  });
}
