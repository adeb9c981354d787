import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { assertSameLines } from '../comparison/same-lines.ts';
import { extent } from '../extent/extent.ts';
import { realLines } from '../real-text/real-text.ts';
import { consumeLines, type KcatPartition, produceLines } from './kcat.ts';

const MANY_LINES = 1_000_000;
const LINES = 200_000;
const COMPRESSED_LINES = extent(20_000, MANY_LINES);
const KEY_DELIMITER = ':::';

function keyed(lines: readonly string[]): string[] {
  return lines.map((line, index) => `key-${index}${KEY_DELIMITER}${line}`);
}

function partitionOf(broker: BrokerProcess, topic: string): KcatPartition {
  return { broker: broker.bootstrapServer, topic, keyDelimiter: KEY_DELIMITER };
}

describe('kcat', () => {
  test('reads back 1,000,000 lines of real text', async () => {
    using data = new TemporaryDirectory();
    await using broker = await BrokerProcess.start(data.path);
    const target = { broker: broker.bootstrapServer, topic: 'text' };
    const lines = realLines(MANY_LINES);
    await produceLines(target, lines);
    assertSameLines(await consumeLines(target), lines);
    assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
  });

  test('reads back 200,000 keyed lines, after a restart and after kill -9 too', async () => {
    using data = new TemporaryDirectory();
    const lines = keyed(realLines(LINES));
    {
      await using broker = await BrokerProcess.start(data.path);
      await produceLines(partitionOf(broker, 'lines'), lines);
      assertSameLines(await consumeLines(partitionOf(broker, 'lines')), lines);
      assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
    }
    {
      await using broker = await BrokerProcess.start(data.path);
      assertSameLines(await consumeLines(partitionOf(broker, 'lines')), lines);
      // Killed with records that were acknowledged a moment ago, not only with old ones.
      await produceLines(partitionOf(broker, 'more'), lines);
      await broker.kill();
    }
    {
      await using broker = await BrokerProcess.start(data.path);
      assertSameLines(await consumeLines(partitionOf(broker, 'lines')), lines);
      assertSameLines(await consumeLines(partitionOf(broker, 'more')), lines);
      assert.equal(await broker.stop(), 0, 'exit code after SIGTERM');
    }
  });

  test('loses no acknowledged line when the broker is killed right after it', async () => {
    using data = new TemporaryDirectory();
    const lines = keyed(realLines(1000));
    {
      await using broker = await BrokerProcess.start(data.path);
      await produceLines(partitionOf(broker, 'lines'), lines);
      await broker.kill();
    }
    await using broker = await BrokerProcess.start(data.path);
    assertSameLines(await consumeLines(partitionOf(broker, 'lines')), lines);
    await broker.stop();
  });

  for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
    test(`reads back ${COMPRESSED_LINES} keyed lines that it compressed with ${codec}`, async () => {
      using data = new TemporaryDirectory();
      const lines = keyed(realLines(COMPRESSED_LINES));
      await using broker = await BrokerProcess.start(data.path);
      await produceLines(partitionOf(broker, 'compressed'), lines, codec);
      assertSameLines(await consumeLines(partitionOf(broker, 'compressed')), lines);
      await broker.stop();
    });
  }
});
