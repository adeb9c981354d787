import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { kcat, kcatVersion } from './kcat.ts';
import { realLines } from './real-text.ts';

const LINES = 200_000;
const KEY_DELIMITER = ':::';
const COMPRESSED_LINES = 5000;

const version = kcatVersion();
if (version === undefined) {
  console.error('SKIPPED: kcat is not installed; nothing was checked with it.');
} else {
  console.log(`kcat: ${version}`);
}

async function produce(broker: BrokerProcess, topic: string, lines: string[], codec = 'none') {
  const input = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const target = ['-P', '-b', broker.bootstrapServer, '-t', topic, '-p', '0', '-z', codec];
  await kcat([...target, '-K', KEY_DELIMITER, '-X', 'acks=all'], input);
}

async function consume(broker: BrokerProcess, topic: string): Promise<string> {
  const target = ['-C', '-b', broker.bootstrapServer, '-t', topic, '-p', '0', '-o', 'beginning'];
  return (await kcat([...target, '-e', '-q', '-K', KEY_DELIMITER])).toString();
}

function keyed(lines: string[]): string[] {
  return lines.map((line, index) => `key-${index}${KEY_DELIMITER}${line}`);
}

function assertSameLines(actual: string, expected: readonly string[]): void {
  const lines = actual.split('\n').slice(0, -1);
  assert.equal(lines.length, expected.length, 'number of lines');
  const first = lines.findIndex((line, index) => line !== expected[index]);
  assert.equal(first, -1, `line ${first} is "${lines[first]}" for "${expected[first]}"`);
}

describe('kcat', { skip: version === undefined }, () => {
  test('reads back 200,000 keyed lines, after a restart and after kill -9 too', async () => {
    using data = new TemporaryDirectory();
    const lines = keyed(realLines(LINES));

    {
      await using broker = await BrokerProcess.start(data.path);
      await produce(broker, 'lines', lines);
      assertSameLines(await consume(broker, 'lines'), lines);
      assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
    }
    {
      await using broker = await BrokerProcess.start(data.path);
      assertSameLines(await consume(broker, 'lines'), lines);
      // Killed with records that were acknowledged a moment ago, not only with old ones.
      await produce(broker, 'more', lines);
      await broker.kill();
    }
    {
      await using broker = await BrokerProcess.start(data.path);
      assertSameLines(await consume(broker, 'lines'), lines);
      assertSameLines(await consume(broker, 'more'), lines);
      assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
    }
  });

  test('loses no acknowledged line when the broker is killed right after it', async () => {
    using data = new TemporaryDirectory();
    const lines = keyed(realLines(1000));
    {
      await using broker = await BrokerProcess.start(data.path);
      await produce(broker, 'lines', lines);
      await broker.kill();
    }
    await using broker = await BrokerProcess.start(data.path);
    assertSameLines(await consume(broker, 'lines'), lines);
    await broker.stop();
  });

  for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
    test(`reads back lines that it compressed with ${codec}`, async () => {
      using data = new TemporaryDirectory();
      const lines = keyed(realLines(COMPRESSED_LINES));
      await using broker = await BrokerProcess.start(data.path);
      await produce(broker, 'compressed', lines, codec);
      assertSameLines(await consume(broker, 'compressed'), lines);
      await broker.stop();
    });
  }
});
