import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { javaSteps } from './java-step.ts';

const TOPIC_NAME_LENGTH_MAX = 249;
const LONGEST_NAME = 'l'.repeat(TOPIC_NAME_LENGTH_MAX);
const ABSENT_TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAABQ';

/** TopicCommand: topics created, listed, described, altered and deleted, and all its refusals. */
export function topicCommandSteps(tools: KafkaTools): Step[] {
  return [
    ...creations(tools),
    ...refusedCreations(tools),
    ...descriptions(tools),
    ...alterations(tools),
    ...deletions(tools),
  ];
}

function creations(tools: KafkaTools): Step[] {
  const step = javaSteps(tools, 'org.apache.kafka.tools.TopicCommand');
  const configs = [
    'retention.ms=3600000',
    'cleanup.policy=compact,delete',
    'max.message.bytes=200000',
  ];
  const withConfigs = configs.map((config) => `--config ${config}`).join(' ');
  return [
    step('lists no topic', '--list'),
    step('describes no topic', '--describe'),
    step('creates a topic with the defaults', '--create --topic plain'),
    step(
      'creates a topic with partitions and replicas',
      '--create --topic three --partitions 3 --replication-factor 1',
    ),
    step('creates a topic with configs', `--create --topic set --partitions 2 ${withConfigs}`),
    step(
      'creates a topic with an assignment of replicas',
      '--create --topic assigned --replica-assignment 1,1',
    ),
    step('creates a topic whose name has a dot', '--create --topic with.dot'),
    step('creates a topic with the longest name', `--create --topic ${LONGEST_NAME}`),
    step(
      'does not mind a topic that exists with --if-not-exists',
      '--create --topic plain --if-not-exists',
    ),
  ];
}

function refusedCreations(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'org.apache.kafka.tools.TopicCommand');
  const step = (what: string, options: string): Step =>
    run(`is refused ${what}`, `--create --topic ${options}`);
  return [
    step('a topic that exists', 'plain'),
    step('a name that collides with another', 'with_dot'),
    step('a name with a character that is not allowed', 'a!b'),
    step('the name of one dot', '.'),
    step('the name of two dots', '..'),
    step('a name that is too long', `${LONGEST_NAME}l`),
    step('no partition', 'none --partitions 0'),
    step('a negative number of partitions', 'none --partitions -2'),
    step('no replica', 'none --replication-factor 0'),
    step('more replicas than brokers', 'none --replication-factor 2'),
    step('a replica on a broker that is not there', 'none --replica-assignment 5'),
    step('the same broker twice', 'none --replica-assignment 1:1'),
    step('a config that does not exist', 'none --config no.such.config=1'),
    step('a config that is no number', 'none --config retention.ms=soon'),
    step('a config below its range', 'none --config min.insync.replicas=0'),
    step('a config that is not in its list', 'none --config cleanup.policy=burn'),
    step('segments that are too small', 'none --config segment.bytes=100'),
  ];
}

function descriptions(tools: KafkaTools): Step[] {
  const step = javaSteps(tools, 'org.apache.kafka.tools.TopicCommand');
  return [
    step('lists topics', '--list'),
    step('lists topics without internal ones', '--list --exclude-internal'),
    step('lists the topics of a pattern', '--list --topic (plain|three)'),
    step('describes all topics', '--describe'),
    step('describes one topic', '--describe --topic set'),
    step(
      'describes one partition at a time',
      '--describe --topic three --partition-size-limit-per-response 1',
    ),
    step('describes topics with overrides', '--describe --topics-with-overrides'),
    step('describes under-replicated partitions', '--describe --under-replicated-partitions'),
    step('describes unavailable partitions', '--describe --unavailable-partitions'),
    step('describes partitions under their minimum ISR', '--describe --under-min-isr-partitions'),
    step('describes partitions at their minimum ISR', '--describe --at-min-isr-partitions'),
    step('describes a missing topic', '--describe --topic missing'),
    step('describes a missing topic, if it exists', '--describe --topic missing --if-exists'),
    step('describes a missing topic id', `--describe --topic-id ${ABSENT_TOPIC_ID}`),
  ];
}

function alterations(tools: KafkaTools): Step[] {
  const step = javaSteps(tools, 'org.apache.kafka.tools.TopicCommand');
  return [
    step('adds partitions', '--alter --topic plain --partitions 4'),
    step(
      'adds partitions with an assignment',
      '--alter --topic assigned --partitions 3 --replica-assignment 1,1,1',
    ),
    step(
      'is refused added partitions on a broker that is not there',
      '--alter --topic assigned --partitions 4 --replica-assignment 1,1,1,5',
    ),
    step('is refused fewer partitions', '--alter --topic plain --partitions 2'),
    step('is refused as many partitions as there are', '--alter --topic plain --partitions 4'),
    step('is refused no partition', '--alter --topic plain --partitions 0'),
    step('is refused partitions of a missing topic', '--alter --topic missing --partitions 2'),
    step(
      'adds partitions to a missing topic, if it exists',
      '--alter --topic missing --if-exists --partitions 2',
    ),
    step('describes what it altered', '--describe --topic (plain|assigned)'),
  ];
}

function deletions(tools: KafkaTools): Step[] {
  const step = javaSteps(tools, 'org.apache.kafka.tools.TopicCommand');
  return [
    step('deletes a topic', '--delete --topic plain'),
    step('deletes the topics of a pattern', '--delete --topic (with.dot|three)'),
    step('is refused to delete a missing topic', '--delete --topic missing'),
    step('deletes a missing topic, if it exists', '--delete --topic missing --if-exists'),
    step('creates a deleted topic again', '--create --topic plain --partitions 2'),
    step('describes what is left', '--describe'),
  ];
}
