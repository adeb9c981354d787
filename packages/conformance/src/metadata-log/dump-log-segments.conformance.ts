import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { timedRecords } from '../comparison/timed-records.ts';

const TOPIC_COMMAND = 'org.apache.kafka.tools.TopicCommand';
const CONFIG_COMMAND = 'kafka.admin.ConfigCommand';
const CONSOLE_PRODUCER = 'org.apache.kafka.tools.ConsoleProducer';
const DUMP_LOG_SEGMENTS = 'org.apache.kafka.tools.DumpLogSegments';
const METADATA_LOG = join('__cluster_metadata-0', '00000000000000000000.log');

/** What DumpLogSegments says of a log that is not right. */
const COMPLAINTS = /Mismatches|isvalid: false|invalid bytes|skipping|Found|corrupt|Exception/i;

const COMMANDS: readonly (readonly [string, string])[] = [
  [TOPIC_COMMAND, '--create --topic kept --partitions 3 --config retention.ms=3600000'],
  [TOPIC_COMMAND, '--create --topic gone --partitions 2'],
  [TOPIC_COMMAND, '--alter --topic kept --partitions 5'],
  [TOPIC_COMMAND, '--delete --topic gone'],
  [CONFIG_COMMAND, '--entity-type topics --entity-name kept --alter --add-config segment.ms=60000'],
  [CONFIG_COMMAND, '--entity-type topics --entity-name kept --alter --delete-config segment.ms'],
  [
    CONFIG_COMMAND,
    '--entity-type brokers --entity-default --alter --add-config log.retention.ms=1000000',
  ],
  [CONSOLE_PRODUCER, '--topic kept'],
];

/** Does what leaves records of many kinds in the metadata log. */
async function administer(tools: KafkaTools, broker: BrokerProcess): Promise<void> {
  const connection = ['--bootstrap-server', broker.bootstrapServer];
  for (const [tool, options] of COMMANDS) {
    const { code, stderr } = await tools.run(tool, [...connection, ...options.split(' ')], 'one\n');
    assert.equal(code, 0, `${tool} ${options}: ${stderr}`);
  }
}

async function dump(tools: KafkaTools, ...options: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await tools.run(DUMP_LOG_SEGMENTS, options);
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(`${stdout}${stderr}`, COMPLAINTS);
  return stdout;
}

test("Kafka's DumpLogSegments reads the metadata log, after SIGTERM and after kill -9", async () => {
  using data = new TemporaryDirectory();
  await using tools = new KafkaTools();
  const file = join(data.path, METADATA_LOG);
  {
    await using broker = await BrokerProcess.start(data.path);
    await administer(tools, broker);
    await broker.stop();
  }
  const first = await dump(tools, '--cluster-metadata-decoder', '--files', file);
  for (const type of ['TOPIC_RECORD', 'PARTITION_RECORD', 'REMOVE_TOPIC_RECORD', 'CONFIG_RECORD']) {
    assert.match(first, new RegExp(`"type":"${type}"`));
  }
  assert.match(first, /"type":"TOPIC_RECORD","version":0,"data":{"name":"kept"/);
  {
    await using broker = await BrokerProcess.start(data.path);
    const { code } = await tools.run(TOPIC_COMMAND, [
      '--bootstrap-server',
      broker.bootstrapServer,
      '--create',
      '--topic',
      'last',
    ]);
    assert.equal(code, 0);
    await broker.kill();
  }
  const second = await dump(tools, '--cluster-metadata-decoder', '--files', file);
  assert.match(second, /"type":"TOPIC_RECORD","version":0,"data":{"name":"last"/);
});

test("Kafka's DumpLogSegments reads segments and indexes", async () => {
  using data = new TemporaryDirectory();
  await using tools = new KafkaTools();
  {
    await using broker = await BrokerProcess.start(data.path);
    await timedRecords('timed').run(broker.bootstrapServer);
    await broker.stop();
  }
  const folder = join(data.path, 'timed-0');
  const files = readdirSync(folder).map((name) => join(folder, name));
  const log = files.filter((name) => name.endsWith('.log'));
  const printed = await dump(tools, '--print-data-log', '--deep-iteration', '--files', ...log);
  assert.equal(printed.match(/payload: at \d+/g)?.length, 9);
  for (const index of files.filter((name) => /\.(?:time)?index$/.test(name))) {
    await dump(tools, '--index-sanity-check', '--files', index);
  }
});
