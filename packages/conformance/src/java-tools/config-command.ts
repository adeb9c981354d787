import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { javaSteps } from './java-step.ts';

/** ConfigCommand: configs of topics, brokers and groups altered and described. */
export function configCommandSteps(tools: KafkaTools): Step[] {
  return [
    javaSteps(tools, 'org.apache.kafka.tools.TopicCommand')(
      'creates the topic that ConfigCommand alters',
      '--create --topic configs',
    ),
    ...ofTopics(tools),
    ...refusals(tools),
    ...ofBrokers(tools),
    ...ofGroups(tools),
  ];
}

function ofTopics(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const step = (name: string, options: string): Step =>
    run(name, `--entity-type topics --entity-name configs ${options}`);
  return [
    step('describes a topic without configs', '--describe'),
    step('adds configs', '--alter --add-config retention.ms=1000,segment.bytes=2000000'),
    step('adds a config of several values', '--alter --add-config cleanup.policy=[compact,delete]'),
    step('describes its configs', '--describe'),
    step('changes a config', '--alter --add-config retention.ms=-1'),
    step('deletes a config', '--alter --delete-config segment.bytes'),
    step(
      'adds and deletes in one go',
      '--alter --add-config compression.type=zstd --delete-config cleanup.policy',
    ),
    step('describes what it changed', '--describe'),
    withoutOurs(step('describes all configs of a topic', '--describe --all')),
    run('describes the configs of all topics', '--entity-type topics --describe'),
  ];
}

/** What Kafka does not have: the configs with our name in front. */
function withoutOurs(step: Step): Step {
  return {
    ...step,
    run: async (bootstrapServer) => {
      const outcome = await step.run(bootstrapServer);
      return { ...outcome, stdout: outcome.stdout.replace(/^ *odradek\..*\n/gm, '') };
    },
  };
}

function refusals(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const step = (what: string, options: string): Step =>
    run(`is refused ${what}`, `--entity-type topics --entity-name configs --alter ${options}`);
  return [
    step('a config that does not exist', '--add-config no.such.config=1'),
    step('a config that is no number', '--add-config retention.ms=soon'),
    step('a config below its range', '--add-config min.insync.replicas=0'),
    step('a config that is not in its list', '--add-config cleanup.policy=burn'),
    step('a boolean that is none', '--add-config preallocate=perhaps'),
    step('a compression level out of range', '--add-config compression.zstd.level=99'),
    step('to delete a config that is not set', '--delete-config retention.bytes'),
    run(
      'is refused a config of a missing topic',
      '--entity-type topics --entity-name missing --alter --add-config retention.ms=1',
    ),
    run('describes a missing topic', '--entity-type topics --entity-name missing --describe'),
  ];
}

function ofBrokers(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const step = (name: string, options: string): Step =>
    run(name, `--entity-type brokers --entity-name 1 ${options}`);
  const cluster = (name: string, options: string): Step =>
    run(name, `--entity-type brokers --entity-default ${options}`);
  return [
    step('describes a broker without dynamic configs', '--describe'),
    step('adds a config of a broker', '--alter --add-config message.max.bytes=2000000'),
    step('describes the configs of a broker', '--describe'),
    cluster('adds a config of all brokers', '--alter --add-config log.retention.ms=7200000'),
    cluster('describes the configs of all brokers', '--describe'),
    withoutOurs(
      run(
        'shows the synonyms of a topic config',
        '--entity-type topics --entity-name configs --describe --all',
      ),
    ),
    step('is refused a config that is read-only', '--alter --add-config log.dirs=/nowhere'),
    step('is refused a config that is no number', '--alter --add-config message.max.bytes=much'),
    step('deletes a config of a broker', '--alter --delete-config message.max.bytes'),
    cluster('deletes a config of all brokers', '--alter --delete-config log.retention.ms'),
    step('describes what is left of a broker', '--describe'),
    run('describes a missing broker', '--entity-type brokers --entity-name 7 --describe'),
  ];
}

function ofGroups(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const step = (name: string, options: string): Step =>
    run(name, `--entity-type groups --entity-name readers ${options}`);
  const alter = (name: string, configs: string): Step =>
    step(name, `--alter --add-config ${configs}`);
  return [
    step('describes a group without configs', '--describe'),
    step('describes all configs of a group', '--describe --all'),
    alter(
      'adds configs of a group',
      'consumer.session.timeout.ms=50000,share.delivery.count.limit=4',
    ),
    step('describes the configs of a group', '--describe'),
    run('describes the configs of all groups', '--entity-type groups --describe'),
    step('shows what is behind the configs of a group', '--describe --all'),
    alter('is refused a config of groups that does not exist', 'no.such.config=1'),
    alter('is refused a config of groups that is no number', 'consumer.session.timeout.ms=soon'),
    alter('is refused one below what the broker allows', 'consumer.session.timeout.ms=1'),
    alter('is refused one above what the broker allows', 'consumer.heartbeat.interval.ms=15001'),
    alter('is refused an isolation level that there is not', 'share.isolation.level=some'),
    alter('is refused a reset that there is not', 'share.auto.offset.reset=by_duration:1h'),
    step(
      'is refused to delete a config of a group that is not set',
      '--alter --delete-config nope',
    ),
    step('deletes configs of a group', '--alter --delete-config consumer.session.timeout.ms'),
    step('describes what is left of a group', '--describe'),
  ];
}
