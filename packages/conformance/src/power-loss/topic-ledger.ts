import type { Uuid } from '@odradek/base';

import { type FoundPartition, judgePartition, PartitionLedger } from './record-ledger.ts';

/** What was asked for and what of it was acknowledged. A topic that is deleted is whole, or gone. */
export type TopicState = 'creating' | 'there' | 'deleting' | 'deleted';

/** What clients know of a topic, from its creation to its deletion. */
export interface KnownTopic {
  readonly name: string;
  readonly partitions: readonly PartitionLedger[];
  state: TopicState;
  /** Empty until its creation was acknowledged. */
  id: Uuid;
}

/** What was found of a topic: its id, and each partition, or why it cannot be read. */
export interface FoundTopic {
  readonly id: Uuid;
  readonly partitions: readonly (FoundPartition | Error)[];
}

/** What a loss of power did. */
export interface Verdict {
  /** How many acknowledged records are not where they were. */
  readonly lost: number;
  readonly violations: readonly string[];
}

const FIRST_VIOLATIONS = 5;

/** What clients know of all topics. A name may belong to several topics, one after the other. */
export class TopicLedger {
  private readonly topics: KnownTopic[] = [];
  private count = 0;

  /** A topic whose creation is asked for. */
  add(name: string, partitions: number): KnownTopic {
    const number = this.count++;
    const topic: KnownTopic = {
      name,
      state: 'creating',
      id: '',
      partitions: Array.from(
        { length: partitions },
        (_, index) => new PartitionLedger(`${name}/${number}-${index}#`),
      ),
    };
    this.topics.push(topic);
    return topic;
  }

  /** The topics that were created and not deleted. */
  get there(): readonly KnownTopic[] {
    return this.topics.filter(({ state }) => state === 'there');
  }

  /** The last topic of this name. */
  ofName(name: string): KnownTopic | undefined {
    return this.topics.findLast((topic) => topic.name === name);
  }

  /** How many records must be there. */
  get size(): number {
    return this.there.reduce((sum, topic) => sum + sizeOf(topic), 0);
  }

  /** Compares what clients know with what was found after a loss of power. */
  judge(found: ReadonlyMap<string, FoundTopic>): Verdict {
    const violations: string[] = [];
    let lost = 0;
    for (const topic of this.topics) {
      const verdict = judgeTopic(topic, found.get(topic.name));
      lost += verdict.lost;
      violations.push(...verdict.violations);
    }
    for (const [name, { id }] of found) {
      if (!this.mayBeThere(name, id)) violations.push(`topic ${name} with id ${id} came back`);
    }
    return { lost, violations: violations.slice(0, FIRST_VIOLATIONS) };
  }

  private mayBeThere(name: string, id: Uuid): boolean {
    return this.topics.some(
      (topic) =>
        topic.name === name &&
        (topic.state === 'creating' || (topic.id === id && topic.state !== 'deleted')),
    );
  }

  /** What was found is what clients know from now on: it must be there after the next loss too. */
  adopt(found: ReadonlyMap<string, FoundTopic>): void {
    for (const topic of this.topics) {
      const there = found.get(topic.name);
      const isThere = there !== undefined && (topic.id === there.id || topic.state === 'creating');
      topic.state = isThere ? 'there' : 'deleted';
      if (!isThere) continue;
      topic.id = there.id;
      there.partitions.forEach((partition, index) => {
        if (!(partition instanceof Error)) topic.partitions[index]?.adopt(partition);
      });
    }
  }
}

function judgeTopic(topic: KnownTopic, found: FoundTopic | undefined): Verdict {
  const { name, state, id, partitions } = topic;
  if (state === 'deleted') return { lost: 0, violations: [] };
  if (found === undefined || (state !== 'creating' && found.id !== id)) {
    if (state !== 'there') return { lost: 0, violations: [] };
    return { lost: sizeOf(topic), violations: [`topic ${name} with id ${id} is gone`] };
  }
  const violations: string[] = [];
  let lost = 0;
  partitions.forEach((partition, index) => {
    const read = found.partitions[index] ?? new Error('is gone');
    const where = `${name}-${index}`;
    if (read instanceof Error) {
      lost += partition.acknowledged.size;
      violations.push(`${where}: ${read.message}`);
      return;
    }
    const verdict = judgePartition(partition, read, where);
    lost += verdict.lost;
    violations.push(...verdict.violations);
  });
  return { lost, violations };
}

function sizeOf({ partitions }: KnownTopic): number {
  return partitions.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
}
