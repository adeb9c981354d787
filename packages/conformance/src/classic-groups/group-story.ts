import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { outputOf } from '../process/run-program.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { GroupMember } from './group-member.ts';
import type { MemberProgram } from './member-programs.ts';
import type { RestartableBroker } from './restartable-broker.ts';

const CONSUMER_GROUP_COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
const TOPIC = 'orders';
const GROUP = 'team';
const PARTITIONS = [0, 1, 2, 3];
const PER_PARTITION = 50;
const WAIT_MS_MAX = 60_000;
const POLL_MS = 50;

/** How long the group took, in milliseconds. */
export interface GroupStory {
  /** From the kill of a member until another has its partitions; its session times out after 6 s. */
  readonly afterKillMs: number;
  /** From the end of a member that leaves until another has its partitions. */
  readonly afterLeaveMs: number;
}

/**
 * A group from its first member on: one joins, another joins, the broker is restarted, one is
 * killed, a third joins, one leaves, the last leaves, the broker is restarted, a new one goes on.
 * Throws unless partitions are always shared among those who are there, every record is read, all
 * are committed at the end, and none is read again after it.
 */
export async function groupStory(
  broker: RestartableBroker,
  program: MemberProgram,
  tools: KafkaTools,
): Promise<GroupStory> {
  const address = broker.bootstrapServer;
  await createTopic(address);
  await using group = new ForeignGroup(address, program);
  const first = group.join('first');
  await group.sharedBy(first);
  await group.readsAll();
  const second = group.join('second');
  await group.sharedBy(first, second);
  await group.readsAll();
  await broker.restart();
  await group.readsAll();
  await group.sharedBy(first, second);

  const afterKillMs = await group.takenOver([second], () => first.kill());
  await group.readsAll();
  const third = group.join('third');
  await group.sharedBy(second, third);
  const afterLeaveMs = await group.takenOver([third], () => second.leave());
  await group.readsAll();
  await third.leave();
  await assertCommitted(tools, address, group.produced / PARTITIONS.length);

  await broker.restart();
  const before = group.produced;
  const fourth = group.join('fourth');
  await group.sharedBy(fourth);
  await group.readsAll();
  const expected = Array.from({ length: group.produced - before }, (_, n) => before + n);
  const read = fourth.records.map(Number).toSorted((a, b) => a - b);
  assert.deepEqual(read, expected, 'what the last member reads');
  await fourth.leave();
  return { afterKillMs, afterLeaveMs };
}

/** The members that there were, and what was produced for them. */
class ForeignGroup implements AsyncDisposable {
  /** How many records there are; their values count from 0. */
  produced = 0;
  private readonly address: string;
  private readonly program: MemberProgram;
  private readonly members: GroupMember[] = [];

  constructor(address: string, program: MemberProgram) {
    this.address = address;
    this.program = program;
  }

  join(clientId: string): GroupMember {
    const identity = { address: this.address, topic: TOPIC, group: GROUP, clientId };
    const member = new GroupMember(this.program, identity);
    this.members.push(member);
    return member;
  }

  /** Produces to each partition and waits until every record that there is has been read. */
  async readsAll(): Promise<void> {
    for (const partition of PARTITIONS) {
      const values = Array.from({ length: PER_PARTITION }, () => `${this.produced++}\n`);
      const target = ['-b', this.address, '-t', TOPIC, '-p', String(partition)];
      await outputOf('kcat', ['-P', ...target], { input: values.join('') });
    }
    await this.until(`${this.produced} records are read`, () => this.readCount === this.produced);
  }

  /** Waits until these members have the partitions, and share them evenly. */
  async sharedBy(...owners: readonly GroupMember[]): Promise<void> {
    await this.until(`${owners.length} members share the partitions`, () => isShared(owners));
  }

  /** Resolves to how long it takes from a change until these members share the partitions. */
  async takenOver(owners: readonly GroupMember[], change: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await change();
    await this.sharedBy(...owners);
    return performance.now() - started;
  }

  /** Ends all members. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const member of this.members) await member.kill();
  }

  private get readCount(): number {
    return new Set(this.members.flatMap(({ records }) => records)).size;
  }

  private async until(what: string, isDone: () => boolean): Promise<void> {
    const deadline = performance.now() + WAIT_MS_MAX;
    while (!isDone()) {
      const accounts = () => this.members.map(({ account }) => account).join('\n');
      assert.ok(performance.now() < deadline, `${what} within ${WAIT_MS_MAX} ms:\n${accounts()}`);
      await sleep(POLL_MS);
    }
  }
}

async function createTopic(address: string): Promise<void> {
  using client = await RawClient.connect(address);
  await client.createTopic(TOPIC, PARTITIONS.length);
}

/** Whether each partition has one owner, and nobody has more than one partition above another. */
function isShared(owners: readonly GroupMember[]): boolean {
  const owned = owners.flatMap(({ assigned }) => assigned).toSorted((a, b) => a - b);
  const counts = owners.map(({ assigned }) => assigned.length);
  const isEven = Math.max(...counts) - Math.min(...counts) <= 1;
  return isEven && owned.join() === PARTITIONS.join();
}

/** Throws unless the group is empty and has committed the end of each partition. */
async function assertCommitted(tools: KafkaTools, address: string, end: number): Promise<void> {
  const { stdout } = await tools.run(CONSUMER_GROUP_COMMAND, [
    '--bootstrap-server',
    address,
    ...`--describe --group ${GROUP} --offsets`.split(' '),
  ]);
  const rows = stdout.split('\n').filter((line) => line.startsWith(GROUP));
  const committed = rows.map((row) => row.split(/\s+/).slice(2, 6).join(' ')).toSorted();
  assert.deepEqual(
    committed,
    PARTITIONS.map((partition) => `${partition} ${end} ${end} 0`),
  );
}
