import { join } from 'node:path';

import { kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import type { MemberLine } from './group-member.ts';

/** Who a member is and where. */
export interface MemberIdentity {
  readonly address: string;
  readonly topic: string;
  readonly group: string;
  readonly clientId: string;
}

/** What members of a group speak. */
export type GroupProtocol = 'classic' | 'consumer';

/** A foreign client that is a member of a group until it is told to leave. */
export interface MemberProgram {
  /** The command and its arguments. */
  command(identity: MemberIdentity): readonly [string, readonly string[]];
  /** What a line that it prints says; nothing if it is of no interest. */
  read(line: string): readonly MemberLine[];
  /** How it is told to leave: its input ends, or it gets SIGTERM. */
  readonly leavesBy: 'end of input' | 'SIGTERM';
}

/** A line of VerifiableConsumer. */
interface VerifiableLine {
  readonly name: string;
  readonly value?: string;
  readonly partitions?: readonly { readonly partition: number }[];
}

const CLIENTS = join(PACKAGE, 'clients');
const NODE_20 = ['--import', join(CLIENTS, 'promise-with-resolvers.js')];

/** Programs of ours around foreign clients, and Kafka's VerifiableConsumer, in classic groups. */
export const CLASSIC_PROGRAMS: Readonly<Record<string, MemberProgram>> = {
  KafkaJS: ownProgram(process.execPath, [join(CLIENTS, 'kafkajs-member.js')]),
  '@platformatic/kafka': platformatic('classic'),
  'confluent-kafka': confluent('classic'),
  aiokafka: ownProgram(pythonPath(), [join(PACKAGE, 'python', 'aiokafka_member.py')]),
  VerifiableConsumer: verifiable('classic'),
};

/** Those of them that speak the consumer protocol (KIP-848), in consumer groups. */
export const CONSUMER_PROGRAMS: Readonly<Record<string, MemberProgram>> = {
  '@platformatic/kafka': platformatic('consumer'),
  'confluent-kafka': confluent('consumer'),
  VerifiableConsumer: verifiable('consumer'),
};

function platformatic(protocol: GroupProtocol): MemberProgram {
  const program = [...NODE_20, join(CLIENTS, 'platformatic-member.js')];
  return ownProgram(process.execPath, program, protocol);
}

function confluent(protocol: GroupProtocol): MemberProgram {
  return ownProgram(pythonPath(), [join(PACKAGE, 'python', 'confluent_member.py')], protocol);
}

function verifiable(protocol: GroupProtocol): MemberProgram {
  // In the consumer protocol the broker says how long a member may be silent.
  const times = protocol === 'classic' ? ' --session-timeout 6000' : '';
  return {
    command: ({ address, topic, group }) => {
      const where = `--bootstrap-server ${address} --topic ${topic} --group-id ${group}`;
      const options = `${where} --group-protocol ${protocol}${times} --reset-policy earliest --verbose`;
      const main = 'org.apache.kafka.tools.VerifiableConsumer';
      return ['java', [...kafkaJavaOptions(), main, ...options.split(' ')]];
    },
    read: readVerifiable,
    leavesBy: 'SIGTERM',
  };
}

function ownProgram(
  command: string,
  args: readonly string[],
  ...more: readonly string[]
): MemberProgram {
  return {
    command: ({ address, topic, group, clientId }) => [
      command,
      [...args, address, topic, group, clientId, ...more],
    ],
    read: (line) => [JSON.parse(line) as MemberLine],
    leavesBy: 'end of input',
  };
}

function readVerifiable(line: string): MemberLine[] {
  const { name, value, partitions = [] } = JSON.parse(line) as VerifiableLine;
  if (name === 'record_data') return [{ record: value ?? '' }];
  const numbers = partitions.map(({ partition }) => partition);
  if (name === 'partitions_revoked') return [{ revoked: numbers }];
  return name === 'partitions_assigned' ? [{ added: numbers }] : [];
}
