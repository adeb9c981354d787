import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { startChild } from '../process/child-processes.ts';
import { outputOf, runProgram } from '../process/run-program.ts';

const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const READ_MS_MAX = 60_000;

/** A group and the client that its members are. */
export interface ReadingGroup {
  readonly groupId: string;
  readonly client: 'Java' | 'librdkafka';
  readonly protocol: 'classic' | 'consumer';
}

/** A record that a member was given. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

/** Reads so many records as the one member of a group, which commits what it has read and leaves. */
export async function readInGroup(
  address: string,
  topic: string,
  group: ReadingGroup,
  count: number,
): Promise<readonly ReadRecord[]> {
  const [command, args] = programOf(address, topic, group, count);
  if (group.client === 'librdkafka') {
    return parsed(await outputOf(command, args, { runMsMax: READ_MS_MAX }));
  }
  // It says on standard error how many it has read, and fails when nothing more came in time.
  const { stdout } = await runProgram(command, args, { runMsMax: READ_MS_MAX });
  return parsed(stdout);
}

/** Starts a member that reads and commits until it is killed. */
export function startReading(address: string, topic: string, group: ReadingGroup): ChildProcess {
  const [command, args] = programOf(address, topic, group, 0);
  return startChild(command, args, { stdio: 'ignore' });
}

function programOf(
  address: string,
  topic: string,
  { groupId, client, protocol }: ReadingGroup,
  count: number,
): readonly [string, readonly string[]] {
  if (client === 'librdkafka') {
    const script = join(PACKAGE, 'python', 'group_reader.py');
    return [pythonPath(), [script, address, topic, groupId, protocol, String(count)]];
  }
  const where = `--bootstrap-server ${address} --topic ${topic} --group ${groupId}`;
  const until = count === 0 ? '' : ` --max-messages ${count} --timeout-ms 40000`;
  const printed =
    '--formatter-property print.partition=true --formatter-property print.offset=true';
  const classic = ['session.timeout.ms=6000', 'heartbeat.interval.ms=500'];
  const settings = [
    `group.protocol=${protocol}`,
    'auto.offset.reset=earliest',
    'auto.commit.interval.ms=200',
    ...(protocol === 'classic' ? classic : []),
  ].flatMap((setting) => ['--command-property', setting]);
  const options = `${where}${until} ${printed}`.split(' ');
  return ['java', [...kafkaJavaOptions(), CONSOLE_CONSUMER, ...options, ...settings]];
}

/** `Partition:0	Offset:7	value` of Java, `0 7 value` of ours in Python. */
function parsed(output: string): readonly ReadRecord[] {
  const lines = output.matchAll(/^(?:Partition:)?(\d+)\s(?:Offset:)?(\d+)\s(.*)$/gm);
  return Array.from(lines, ([, partition, offset, value = '']) => ({
    partition: Number(partition),
    offset: Number(offset),
    value,
  }));
}
