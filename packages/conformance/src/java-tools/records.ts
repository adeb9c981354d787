import { type KafkaTools, runKafkaTool } from '../apache-kafka/kafka-tools.ts';
import { readBack } from '../comparison/read-back.ts';
import type { Step } from '../comparison/script.ts';
import { TIMED_RECORDS_START, timedRecords } from '../comparison/timed-records.ts';
import { javaSteps } from './java-step.ts';

const TOPIC_COMMAND = 'org.apache.kafka.tools.TopicCommand';
const CONSOLE_PRODUCER = 'org.apache.kafka.tools.ConsoleProducer';
const GET_OFFSET_SHELL = 'org.apache.kafka.tools.GetOffsetShell';
const VERIFIABLE_PRODUCER = 'org.apache.kafka.tools.VerifiableProducer';

/** ConsoleProducer with values, keys, headers, null values, acks, codecs, and without idempotence. */
export function consoleProducerSteps(tools: KafkaTools): Step[] {
  const create = javaSteps(tools, TOPIC_COMMAND);
  const produce = javaSteps(tools, CONSOLE_PRODUCER);
  const parseAll =
    '--reader-property parse.key=true --reader-property parse.headers=true ' +
    '--reader-property null.marker=NULL';
  return [
    create('creates a topic for values', '--create --topic values'),
    produce('produces values', '--topic values', 'one\ntwo\n\nfour\n'),
    readBack('values', '%s', ['one', 'two', '', 'four']),
    create('creates a topic for keys', '--create --topic keys'),
    produce(
      'produces keys, headers and null values',
      `--topic keys ${parseAll}`,
      'a:1,b:2\tkey\tvalue\nNULL\tNULL\tNULL\nh:x\tkey\tNULL\nh:\tNULL\tvalue\n',
    ),
    readBack('keys', '%k|%K|%s|%S|%h', [
      'key|3|value|5|a=1,b=2',
      '|-1||-1|',
      'key|3||-1|h=x',
      '|-1|value|5|h=',
    ]),
    create('creates a topic for codecs', '--create --topic codecs'),
    ...['none', 'gzip', 'snappy', 'lz4', 'zstd'].map((codec) =>
      produce(
        `produces with ${codec}`,
        `--topic codecs --compression-codec ${codec}`,
        `${codec}\n`,
      ),
    ),
    ...['0', '1', '-1'].map((acks) =>
      produce(
        `produces with acks ${acks} and without idempotence`,
        `--topic codecs --request-required-acks ${acks} --command-property enable.idempotence=false`,
        `acks ${acks}\n`,
      ),
    ),
    readBack('codecs', '%s', [
      'none',
      'gzip',
      'snappy',
      'lz4',
      'zstd',
      'acks 0',
      'acks 1',
      'acks -1',
    ]),
    produce('produces to a topic that is created by it', '--topic born', 'first\n'),
    readBack('born', '%s', ['first']),
    produce('is refused an invalid topic', '--topic a!b', 'lost\n'),
  ];
}

/** VerifiableProducer, which prints what was acknowledged. Each run is a Java process of its own. */
export function verifiableProducerSteps(tools: KafkaTools): Step[] {
  const create = javaSteps(tools, TOPIC_COMMAND);
  const produce = (name: string, options: string): Step => ({
    name: `VerifiableProducer ${name}`,
    run: (bootstrapServer) =>
      runKafkaTool(VERIFIABLE_PRODUCER, [
        '--bootstrap-server',
        bootstrapServer,
        ...`--topic verified ${options}`.split(' '),
      ]),
  });
  return [
    create('creates a topic for VerifiableProducer', '--create --topic verified --partitions 1'),
    produce('produces', '--max-messages 100 --acks -1'),
    produce(
      'produces with a prefix and repeating keys',
      '--max-messages 5 --acks 1 --value-prefix 7 --repeating-keys 2',
    ),
    readBack('verified', '%o|%k|%s', [
      ...Array.from({ length: 100 }, (_, n) => `${n}||${n}`),
      ...[0, 1, 2, 3, 4].map((n) => `${100 + n}|${n % 2}|7.${n}`),
    ]),
  ];
}

/** GetOffsetShell, on the records of the other tools and on some with chosen timestamps. */
export function getOffsetShellSteps(tools: KafkaTools): Step[] {
  const create = javaSteps(tools, TOPIC_COMMAND);
  const step = javaSteps(tools, GET_OFFSET_SHELL);
  const names = ['earliest', 'latest', 'max-timestamp', 'earliest-local', 'latest-tiered'];
  const numbers = ['-1', '-2', '-3', '-4', '-5', '-6'];
  const instants = [-1, 0, 10, 11, 35, 60, 61].map((ms) => String(TIMED_RECORDS_START + ms));
  const times = [...names, ...numbers, ...instants];
  return [
    create('creates topics for timestamps', '--create --topic timed --partitions 2'),
    timedRecords('timed'),
    step('shows all offsets', '--time latest'),
    step('shows the offsets of a pattern', '--topic (values|keys)'),
    step('shows the offsets of partitions', '--topic-partitions timed:0-1,verified:0'),
    step('shows the offsets of chosen partitions', '--topic timed --partitions 1'),
    step('shows no offset of a missing topic', '--topic missing'),
    step('shows no offset of a missing partition', '--topic timed --partitions 7'),
    ...times.map((time) => step(`shows the offset at ${time}`, `--topic timed --time ${time}`)),
    // One partition, because the order of two answers is a matter of Kafka's hash tables.
    step('shows no offset at -7', '--topic-partitions timed:0 --time -7'),
  ];
}
