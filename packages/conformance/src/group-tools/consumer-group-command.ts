import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { TIMED_RECORDS_START, timedRecords } from '../comparison/timed-records.ts';
import { type JavaSteps, javaSteps } from '../java-tools/java-step.ts';
import { GroupMembers } from './group-members.ts';

const CONSUMER_GROUP_COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
const TOPIC_COMMAND = 'org.apache.kafka.tools.TopicCommand';
const CONSOLE_PRODUCER = 'org.apache.kafka.tools.ConsoleProducer';
const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const STREAMS_RESETTER = 'org.apache.kafka.tools.StreamsResetter';
const ORDERS = Array.from({ length: 12 }, (_, n) => `key-${n}\torder ${n}\n`).join('');

/** ConsumerGroupCommand: groups without members, with members, their offsets reset and deleted. */
export function consumerGroupCommandSteps(tools: KafkaTools, members: GroupMembers): Step[] {
  const command = javaSteps(tools, CONSUMER_GROUP_COMMAND);
  return [
    ...withoutGroups(command),
    ...records(tools),
    ...committed(tools, command),
    ...resets(command),
    ...refusedResets(command),
    ...withMembers(command, members),
    ...removedMembers(tools, command, members),
    ...deletions(command),
  ];
}

function withoutGroups(command: JavaSteps): Step[] {
  return [
    command('lists no group', '--list'),
    command('describes no group', '--describe --all-groups'),
    command('describes a missing group', '--describe --group missing'),
    command('describes the state of a missing group', '--describe --group missing --state'),
    command('describes the members of a missing group', '--describe --group missing --members'),
    command('is refused to delete a missing group', '--delete --group missing'),
    command(
      'is refused to delete offsets of a missing group',
      '--delete-offsets --group missing --topic orders',
    ),
  ];
}

function records(tools: KafkaTools): Step[] {
  const create = javaSteps(tools, TOPIC_COMMAND);
  const produce = javaSteps(tools, CONSOLE_PRODUCER);
  return [
    create('creates a topic for groups', '--create --topic orders --partitions 3'),
    create(
      'creates a topic for timestamps, which its records outlive',
      '--create --topic timed --partitions 1 --config retention.ms=-1',
    ),
    produce('produces', '--topic orders --reader-property parse.key=true', ORDERS),
    timedRecords('timed'),
  ];
}

function committed(tools: KafkaTools, command: JavaSteps): Step[] {
  const consume = javaSteps(tools, CONSOLE_CONSUMER);
  const read = (topic: string, group: string, count: number): Step =>
    consume(
      `reads ${count} records of ${topic} as ${group}`,
      `--topic ${topic} --group ${group} --from-beginning --max-messages ${count} --timeout-ms 30000`,
    );
  return [
    read('timed', 'timers', 3),
    read('timed', 'timers', 2),
    read('orders', 'readers', 12),
    command('lists groups', '--list'),
    command('lists groups with their states', '--list --state'),
    command('lists empty groups', '--list --state empty'),
    command('lists stable groups', '--list --state stable'),
    command('is refused a state that there is not', '--list --state asleep'),
    command('lists groups with their types', '--list --type'),
    command('lists classic groups', '--list --type classic'),
    command('lists consumer groups', '--list --type consumer'),
    command('lists states and types', '--list --state --type'),
    ...described(command, 'timers'),
    ...described(command, 'readers'),
    command('describes one topic of all groups', '--describe --all-groups --state'),
  ];
}

function described(command: JavaSteps, group: string): Step[] {
  const forms = ['--state', '--members', '--members --verbose', '--offsets', '--offsets --verbose'];
  return ['', ...forms].map((form) =>
    command(
      `describes ${group} ${form}`.trim(),
      `--describe --group ${group}${form === '' ? '' : ` ${form}`}`,
    ),
  );
}

/** Where offsets can be set, each first shown and then done. */
function resets(command: JavaSteps): Step[] {
  const at = (ms: number) => new Date(TIMED_RECORDS_START + ms).toISOString().replace('Z', '');
  const targets = [
    '--to-earliest',
    '--to-latest',
    '--to-current',
    '--shift-by -2',
    '--shift-by -100',
    '--shift-by 3',
    '--shift-by 100',
    '--to-offset 4',
    '--to-offset 99',
    `--to-datetime ${at(0)}`,
    `--to-datetime ${at(35)}`,
    `--to-datetime ${at(60)}`,
    `--to-datetime ${at(61)}`,
    `--to-datetime ${at(35)}+02:00`,
    '--by-duration P1D',
    '--by-duration P3650D',
  ];
  const reset = (name: string, options: string): Step =>
    command(`resets offsets ${name}`, `--reset-offsets ${options}`);
  return [
    ...targets.flatMap((target) => [
      reset(`${target}, shown only`, `--group timers --topic timed ${target} --dry-run`),
      reset(target, `--group timers --topic timed ${target} --execute`),
      command(`describes offsets after ${target}`, '--describe --group timers --offsets'),
    ]),
    reset('of chosen partitions', '--group readers --topic orders:0,2 --to-earliest --execute'),
    reset('of all topics', '--group readers --all-topics --shift-by -1 --execute'),
    reset('of a new group', '--group born --topic timed --to-offset 2 --execute'),
    reset('as comma separated values', '--group timers --topic timed --to-offset 5 --export'),
    command('describes readers after it', '--describe --group readers --offsets'),
    command('describes the new group', '--describe --group born'),
  ];
}

function refusedResets(command: JavaSteps): Step[] {
  const reset = (name: string, options: string): Step =>
    command(`is refused to reset offsets ${name}`, `--reset-offsets ${options}`);
  return [
    reset('of a missing topic', '--group timers --topic missing --to-earliest --execute'),
    reset('of a missing partition', '--group timers --topic timed:7 --to-earliest --execute'),
    reset('without a target', '--group timers --topic timed --execute'),
    reset('to no date', '--group timers --topic timed --to-datetime soon --execute'),
    reset('of a missing group to current', '--group missing --all-topics --to-current --execute'),
  ];
}

function withMembers(command: JavaSteps, members: GroupMembers): Step[] {
  const member = { group: 'team', topic: 'orders' };
  return [
    members.joins({ ...member, clientId: 'one' }, 1),
    ...described(command, 'team'),
    members.joins({ ...member, clientId: 'two', instanceId: 'z-static' }, 2),
    ...described(command, 'team').map(sortedRows),
    command('lists stable groups with members', '--list --state stable'),
    command(
      'is refused to reset offsets of a group with members',
      '--reset-offsets --group team --topic orders --to-earliest --execute',
    ),
    command('is refused to delete a group with members', '--delete --group team'),
    command(
      'is refused to delete offsets of a topic that members read',
      '--delete-offsets --group team --topic orders',
    ),
    command(
      'deletes offsets of a topic that members do not read',
      '--delete-offsets --group team --topic timed',
    ),
  ];
}

/** Members are listed in the order of Kafka's hash tables; their ids are drawn at random. */
function sortedRows(step: Step): Step {
  return {
    ...step,
    async run(bootstrapServer) {
      const outcome = await step.run(bootstrapServer);
      return { ...outcome, stdout: outcome.stdout.split('\n').toSorted().join('\n') };
    },
  };
}

/** StreamsResetter is Kafka's only tool that removes members of others. */
function removedMembers(tools: KafkaTools, command: JavaSteps, members: GroupMembers): Step[] {
  const reset = javaSteps(tools, STREAMS_RESETTER);
  const member = { group: 'team', topic: 'orders' };
  return [
    members.leaves({ ...member, clientId: 'one' }, 1),
    reset('is refused a group with a member', '--application-id team --input-topics orders'),
    members.isKilled({ ...member, clientId: 'two' }),
    reset(
      'removes the members of a group',
      '--application-id team --input-topics orders --to-offset 1 --force',
    ),
    ...described(command, 'team'),
  ];
}

function deletions(command: JavaSteps): Step[] {
  return [
    command('deletes offsets of a partition', '--delete-offsets --group readers --topic orders:1'),
    command('describes what is left of them', '--describe --group readers --offsets'),
    command('deletes offsets of a topic', '--delete-offsets --group readers --topic orders'),
    command('describes a group without offsets', '--describe --group readers'),
    command(
      'is refused to delete offsets of a missing topic',
      '--delete-offsets --group timers --topic missing',
    ),
    command('deletes a group', '--delete --group born'),
    command('deletes groups, one of them missing', '--delete --group team --group missing'),
    command('lists what is left', '--list --state'),
    command('deletes all groups', '--delete --all-groups'),
    command('lists no group again', '--list'),
  ];
}
