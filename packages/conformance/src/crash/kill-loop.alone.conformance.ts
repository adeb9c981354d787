import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { ZERO_UUID } from '@odradek/base';
import { defaultListOffsetsRequest } from '@odradek/protocol/messages/02-list-offsets';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';

import { portForRestarts } from '../apache-kafka/free-ports.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { greatest, median } from '../figures/figures.ts';
import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { startChild } from '../process/child-processes.ts';
import { outputOf } from '../process/run-program.ts';
import { LIST_OFFSETS, METADATA } from '../raw-client/calls.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { type MeasuredStart, startMeasured } from './measured-start.ts';
import { RawIdempotentProducer } from './raw-idempotent-producer.ts';

const KILLS = Number(process.env['ODRADEK_KILLS'] ?? extent(4, 500));
const LIFE_MS_MIN = 100;
const LIFE_MS_MAX = 3000;
const PARTITIONS = 2;
const RECORDS_PER_SECOND = 600;
const BETWEEN_KILLS_MIN = 500;
const START_MS_MAX = 1000;
const END_MS_MAX = 60_000;
const LATEST = -1;
const READ = ['-o', 'beginning', '-e', '-q', '-X', 'fetch.wait.max.ms=10', '-f', '%o %s\\n'];
const READ_MS_MAX = 120_000;
const REPORT_EVERY = 50;

/** A producer that goes through all kills, and what was acknowledged to it. */
interface Survivor {
  readonly topic: string;
  readonly acknowledged: Acknowledgements;
  /** How many records were acknowledged between two kills. */
  readonly between: number[];
  /** Throws if it has ended, because it could not go on. */
  check(): void;
  /** Lets it send what it has, and end. Rejects with what went wrong. */
  end(): Promise<void>;
}

function startLibrdkafka(address: string, topic: string): Survivor {
  const acknowledged = new Acknowledgements();
  const program = join(PACKAGE, 'python', 'idempotent_producer.py');
  const child = startChild(pythonPath(), [program, address, topic, String(PARTITIONS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ODRADEK_RECORDS_PER_SECOND: String(RECORDS_PER_SECOND) },
  });
  assert.ok(child.stdout !== null && child.stdin !== null, 'pipes to the producer');
  createInterface({ input: child.stdout }).on('line', (line) => acknowledged.add(line));
  const closed = once(child, 'close');
  const check = () => assert.equal(child.exitCode, null, 'the producer still runs');
  const end = async () => {
    child.stdin?.end();
    const timeout = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
    await closed;
    clearTimeout(timeout);
    assert.equal(child.exitCode, 0, 'exit code of the producer');
  };
  return { topic, acknowledged, between: [], check, end };
}

async function startRaw(address: string, topic: string): Promise<Survivor> {
  const acknowledged = new Acknowledgements();
  using connection = await PipelinedConnection.connect(address);
  const topics = [{ name: topic, topicId: ZERO_UUID }];
  const request = { ...defaultMetadataRequest, topics };
  const [known] = (await connection.call(METADATA, request)).topics;
  const target = { address, id: known?.topicId ?? '', partitions: PARTITIONS };
  const producer = new RawIdempotentProducer(target, (line) => acknowledged.add(line));
  let failure: unknown;
  const run = producer.run().catch((error: unknown) => {
    failure = error;
  });
  const check = () => assert.ifError(failure);
  const end = async () => {
    producer.end();
    await run;
    check();
  };
  return { topic, acknowledged, between: [], check, end };
}

/** Throws unless each partition reaches what was acknowledged, so that a loss is told by its kill. */
async function judgeEnds(address: string, survivors: readonly Survivor[]): Promise<void> {
  const topics = survivors.map(({ topic }) => ({
    name: topic,
    partitions: Array.from({ length: PARTITIONS }, (_, partitionIndex) => ({
      partitionIndex,
      currentLeaderEpoch: -1,
      timestamp: LATEST,
    })),
  }));
  const expected = survivors.map(({ acknowledged }) =>
    Array.from({ length: PARTITIONS }, (_, partition) => acknowledged.endOf(partition)),
  );
  using connection = await PipelinedConnection.connect(address);
  const request = { ...defaultListOffsetsRequest, replicaId: -1, topics };
  const answer = await connection.call(LIST_OFFSETS, request);
  answer.topics.forEach(({ name, partitions }, index) => {
    for (const { partitionIndex, offset } of partitions) {
      const end = expected[index]?.[partitionIndex] ?? 0;
      assert.ok(offset >= end, `${name}-${partitionIndex} ends at ${offset}, acknowledged: ${end}`);
    }
  });
}

async function judgeRecords(address: string, { topic, acknowledged }: Survivor): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const target = ['-C', '-b', address, '-t', topic, '-p', String(partition)];
    const text = await outputOf('kcat', [...target, ...READ], { runMsMax: READ_MS_MAX });
    acknowledged.judge(partition, text.split('\n').slice(0, -1));
  }
}

function report(survivors: readonly Survivor[], starts: readonly number[]): void {
  const clients = survivors.map(({ topic, acknowledged, between }) => {
    const [middle, least] = [median(between), Math.min(...between)];
    return `${topic}: ${acknowledged.count} records acknowledged, between two kills ${middle} (median), at least ${least}`;
  });
  const [middle, most] = [median(starts).toFixed(0), greatest(starts).toFixed(0)];
  const late = starts.filter((ms) => ms >= START_MS_MAX).length;
  const start = `start ${middle} ms (median), at most ${most} ms, ${late} of ${START_MS_MAX} ms or more`;
  console.log([`${starts.length} times kill -9`, ...clients, start].join('; '));
}

test(`idempotent producers go through ${KILLS} times kill -9`, async () => {
  using data = new TemporaryDirectory();
  const port = await portForRestarts();
  const address = `127.0.0.1:${port}`;
  let current: MeasuredStart = await startMeasured(data.path, port);
  try {
    using raw = await RawClient.connect(address);
    for (const topic of ['librdkafka', 'raw']) await raw.createTopic(topic, PARTITIONS);
    const survivors = [startLibrdkafka(address, 'librdkafka'), await startRaw(address, 'raw')];
    const starts: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = survivors.map(({ acknowledged }) => acknowledged.count);
      await sleep(LIFE_MS_MIN + Math.random() * (LIFE_MS_MAX - LIFE_MS_MIN));
      await current.broker.kill();
      survivors.forEach(({ acknowledged, between }, index) =>
        between.push(acknowledged.count - before[index]!),
      );
      current = await startMeasured(data.path, port);
      starts.push(current.startMs);
      await judgeEnds(address, survivors);
      for (const survivor of survivors) survivor.check();
      if (kill % REPORT_EVERY === 0) report(survivors, starts);
    }
    for (const survivor of survivors) await survivor.end();
    for (const survivor of survivors) await judgeRecords(address, survivor);
    report(survivors, starts);
    for (const { topic, between } of survivors)
      assert.ok(median(between) >= BETWEEN_KILLS_MIN, `${topic}: records between two kills`);
    assert.ok(greatest(starts) < START_MS_MAX, `start in ${greatest(starts)} ms`);
    assert.equal(await current.broker.stop(), 0, 'exit code after SIGTERM');
  } finally {
    await current.broker.kill();
  }
});
