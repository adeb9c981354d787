import { javaStringHash } from '@odradek/base';

import type { Commit } from './offset-requests.ts';

/** Offsets that groups have committed, and how. */
export interface CommitWork {
  /** The name in the table. */
  readonly name: string;
  /** How many partitions `__consumer_offsets` has. */
  readonly coordinated: number;
  readonly groups: number;
  readonly topics: number;
  /** Partitions of each topic. */
  readonly partitions: number;
  /** How many partitions are in one commit, which is one record batch. */
  readonly atOnce: number;
  /** How often each offset is committed. */
  readonly times: number;
}

const MANY = { topics: 20, partitions: 20, times: 1 } as const;
const FEW = { groups: 50, topics: 1, partitions: 20 } as const;

/** Works of so many records each. */
export function commitWorks(records: number): readonly CommitWork[] {
  const groups = Math.ceil(records / (MANY.topics * MANY.partitions));
  const times = Math.ceil(records / (FEW.groups * FEW.partitions));
  return [
    { name: 'batches of 20', coordinated: 50, groups, ...MANY, atOnce: 20 },
    { name: 'batches of 20, in one partition', coordinated: 1, groups, ...MANY, atOnce: 20 },
    { name: 'single records', coordinated: 50, groups, ...MANY, atOnce: 1 },
    { name: 'batches of 20, of 1,000 offsets', coordinated: 50, ...FEW, atOnce: 20, times },
  ];
}

/** How many records that makes. */
export function recordsOf({ groups, topics, partitions, times }: CommitWork): number {
  return groups * topics * partitions * times;
}

export function topicName(index: number): string {
  return `orders-of-region-${index}`;
}

function groupId(index: number): string {
  return `billing-consumers-${index}`;
}

/** All commits, those of different groups in turn. */
export function* commitsOf(work: CommitWork): Iterable<Commit> {
  const { groups, topics, partitions, atOnce, times } = work;
  for (let offset = 0; offset < times; offset++) {
    for (let topic = 0; topic < topics; topic++) {
      for (let firstPartition = 0; firstPartition < partitions; firstPartition += atOnce) {
        for (let group = 0; group < groups; group++) {
          yield {
            groupId: groupId(group),
            topic: topicName(topic),
            firstPartition,
            partitions: atOnce,
            offset,
          };
        }
      }
    }
  }
}

/** A group of each partition of `__consumer_offsets` that has one. */
export function groupOfEachPartition({ groups, coordinated }: CommitWork): readonly string[] {
  const byPartition = new Map<number, string>();
  for (let index = 0; index < groups; index++) {
    const id = groupId(index);
    byPartition.set(Math.abs(javaStringHash(id)) % coordinated, id);
  }
  return [...byPartition.values()];
}
