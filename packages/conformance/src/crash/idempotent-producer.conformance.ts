import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { portForRestarts } from '../apache-kafka/free-ports.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { endChild, startChild } from '../process/child-processes.ts';
import { outputOf } from '../process/run-program.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { Acknowledgements } from './acknowledgements.ts';

const KILLS = extent(5, 100);
const TOPIC = 'counted';
const PARTITIONS = 2;
const PROGRESS_MS_MAX = 30_000;
const END_MS_MAX = 90_000;
const LIFE_MS_MAX = 300;
const POLL_MS = 5;
const COMPLAINTS_LENGTH_MAX = 3000;
const READ = ['-o', 'beginning', '-e', '-q', '-X', 'fetch.wait.max.ms=10', '-f', '%o %s\\n'];

const PRODUCERS: Readonly<Record<string, () => [string, string[]]>> = {
  librdkafka: () => [pythonPath(), [join(PACKAGE, 'python', 'idempotent_producer.py')]],
  "Java's client": () => [
    'java',
    [...kafkaJavaOptions(), 'odradek.conformance.IdempotentProducer'],
  ],
};

/** Keeps the last that the producer complains about, to show it if the test fails. */
function keepComplaints(producer: ChildProcess): () => string {
  let tail = '';
  producer.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = `${tail}${text}`.slice(-COMPLAINTS_LENGTH_MAX);
  });
  return () => tail;
}

/** Waits until more is acknowledged than before: the broker is back and the client has found it. */
async function untilProgress(producer: ChildProcess, acknowledged: Acknowledgements) {
  const before = acknowledged.count;
  const deadline = performance.now() + PROGRESS_MS_MAX;
  while (acknowledged.count === before) {
    assert.equal(producer.exitCode, null, 'the producer still runs');
    assert.ok(performance.now() < deadline, `nothing acknowledged for ${PROGRESS_MS_MAX} ms`);
    await sleep(POLL_MS);
  }
}

/** Lets the producer send what it has and end. */
async function endProducer(producer: ChildProcess): Promise<void> {
  const closed = once(producer, 'close');
  producer.stdin?.end();
  const timeout = setTimeout(() => producer.kill('SIGKILL'), END_MS_MAX);
  await closed;
  clearTimeout(timeout);
  assert.equal(producer.exitCode, 0, 'exit code of the producer');
}

for (const [client, programOf] of Object.entries(PRODUCERS)) {
  test(`${client} produces idempotently through ${KILLS} times kill -9`, async () => {
    using data = new TemporaryDirectory();
    const port = await portForRestarts();
    const address = `127.0.0.1:${port}`;
    const acknowledged = new Acknowledgements();
    let broker = await BrokerProcess.start(data.path, { port });
    using raw = await RawClient.connect(address);
    await raw.createTopic(TOPIC, PARTITIONS);

    const [command, args] = programOf();
    const producer = startChild(command, [...args, address, TOPIC, String(PARTITIONS)], {
      stdio: 'pipe',
    });
    const complaints = keepComplaints(producer);
    try {
      assert.ok(producer.stdout !== null, 'a standard output');
      createInterface({ input: producer.stdout }).on('line', (line) => acknowledged.add(line));
      for (let kill = 0; kill < KILLS; kill++) {
        await untilProgress(producer, acknowledged);
        await sleep(Math.random() * LIFE_MS_MAX);
        await broker.kill();
        broker = await BrokerProcess.start(data.path, { port });
      }
      await untilProgress(producer, acknowledged);
      await endProducer(producer);

      for (let partition = 0; partition < PARTITIONS; partition++) {
        const target = ['-C', '-b', address, '-t', TOPIC, '-p', String(partition)];
        const records = (await outputOf('kcat', [...target, ...READ])).split('\n').slice(0, -1);
        acknowledged.judge(partition, records);
      }
      assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
      console.log(`${client}: ${acknowledged.count} records through ${KILLS} times kill -9`);
    } catch (error) {
      throw new Error(`The client said:\n${complaints()}`, { cause: error });
    } finally {
      await endChild(producer, 'SIGKILL');
      await broker.kill();
    }
  });
}
