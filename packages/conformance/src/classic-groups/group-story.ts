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
  const members: GroupMember[] = [];
  const join = (clientId: string): GroupMember => {
    const identity = { address, topic: TOPIC, group: GROUP, clientId };
    const member = new GroupMember(program, identity);
    members.push(member);
    return member;
  };
  let produced = 0;
  const produce = async (): Promise<void> => {
    for (const partition of PARTITIONS) {
      const values = Array.from({ length: PER_PARTITION }, () => `${produced++}\n`);
      const target = ['-b', address, '-t', TOPIC, '-p', String(partition)];
      await outputOf('kcat', ['-P', ...target], { input: values.join('') });
    }
  };
  const until = (what: string, isDone: () => boolean) => waitUntil(what, isDone, members);
  const allRead = () =>
    until(`${produced} records are read`, () => readBy(members).size === produced);
  const shared = (...owners: GroupMember[]) =>
    until(`${owners.length} members share the partitions`, () => isShared(owners));

  try {
    const first = join('first');
    await shared(first);
    await produce();
    await allRead();
    const second = join('second');
    await shared(first, second);
    await produce();
    await allRead();
    await broker.restart();
    await produce();
    await allRead();
    await shared(first, second);
    const killed = performance.now();
    await first.kill();
    await shared(second);
    const afterKillMs = performance.now() - killed;
    await produce();
    await allRead();
    const third = join('third');
    await shared(second, third);
    const left = performance.now();
    await second.leave();
    await shared(third);
    const afterLeaveMs = performance.now() - left;
    await produce();
    await allRead();
    await third.leave();
    await assertCommitted(tools, address, produced / PARTITIONS.length);

    await broker.restart();
    const before = produced;
    const fourth = join('fourth');
    await shared(fourth);
    await produce();
    await allRead();
    const expected = Array.from({ length: produced - before }, (_, n) => before + n);
    assert.deepEqual(
      fourth.records.map(Number).toSorted((a, b) => a - b),
      expected,
    );
    await fourth.leave();
    return { afterKillMs, afterLeaveMs };
  } finally {
    for (const member of members) await member.kill();
  }
}

async function createTopic(address: string): Promise<void> {
  using client = await RawClient.connect(address);
  await client.createTopic(TOPIC, PARTITIONS.length);
}

function readBy(members: readonly GroupMember[]): Set<string> {
  return new Set(members.flatMap(({ records }) => records));
}

/** Whether each partition has one owner, and nobody has more than one partition above another. */
function isShared(owners: readonly GroupMember[]): boolean {
  const owned = owners.flatMap(({ assigned }) => assigned).toSorted((a, b) => a - b);
  const counts = owners.map(({ assigned }) => assigned.length);
  const isEven = Math.max(...counts) - Math.min(...counts) <= 1;
  return isEven && owned.join() === PARTITIONS.join();
}

async function waitUntil(
  what: string,
  isDone: () => boolean,
  members: readonly GroupMember[],
): Promise<void> {
  const deadline = performance.now() + WAIT_MS_MAX;
  while (!isDone()) {
    const accounts = () => members.map(({ account }) => account).join('\n');
    assert.ok(performance.now() < deadline, `${what} within ${WAIT_MS_MAX} ms:\n${accounts()}`);
    await sleep(POLL_MS);
  }
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
