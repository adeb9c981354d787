import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import {
  batchesIn,
  type BatchRecord,
  compressionTypeOf,
  compressionName,
  loadCompression,
  RecordBatchBuilder,
  readRecordBatchHeader,
  recordsOf,
} from '@odradek/protocol';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { kcat } from '../kcat/kcat.ts';
import { realLines } from '../real-text/real-text.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { type SampleRecord, sampleBatches } from './sample-batches.ts';

const LINES = 2000;
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

await loadCompression();

/** The batches that a topic's only segment holds. */
function batchesOf(data: TemporaryDirectory, topic: string): readonly Buffer[] {
  return batchesIn(readFileSync(join(data.path, `${topic}-0`, '00000000000000000000.log'))).batches;
}

/** The batch that our builder makes of the records of another one. */
function rebuilt(batch: Buffer): Buffer {
  const { baseOffset, partitionLeaderEpoch } = readRecordBatchHeader(batch);
  const builder = new RecordBatchBuilder({ baseOffset, partitionLeaderEpoch });
  for (const record of recordsOf(batch)) builder.append(record);
  return builder.build();
}

function keyedText({ key, value }: BatchRecord): string {
  return `${key?.toString()}:::${value?.toString()}`;
}

/** A record in the JSON that `kcat -J` prints; bytes of ours are all UTF-8. */
function kcatJson({ timestamp, key, value, headers }: SampleRecord, offset: number): unknown {
  const text = (bytes: Buffer | null): string | null => bytes?.toString() ?? null;
  const flat = headers.flatMap((header) => [header.key, text(header.value)]);
  const json = { offset, ts: timestamp, key: text(key), payload: text(value) };
  return flat.length === 0 ? json : { ...json, headers: flat };
}

describe('librdkafka', () => {
  for (const codec of CODECS) {
    test(`writes batches with ${codec} that we read`, async () => {
      using data = new TemporaryDirectory();
      const lines = realLines(LINES).map((line, index) => `key-${index}:::${line}`);
      await using broker = await BrokerProcess.start(data.path);
      const target = ['-P', '-b', broker.bootstrapServer, '-t', 'lines', '-z', codec, '-K', ':::'];
      await kcat(target, lines.map((line) => `${line}\n`).join(''));
      await broker.stop();

      const batches = batchesOf(data, 'lines');
      const codecs: string[] = batches.map((batch) =>
        compressionName(compressionTypeOf(readRecordBatchHeader(batch).attributes)),
      );
      // librdkafka leaves a batch as it is if compression would not make it smaller.
      assert.ok(codecs.includes(codec), `codecs were ${codecs.join(', ')}`);
      assert.deepEqual(
        codecs.filter((used) => used !== codec && used !== 'none'),
        [],
      );
      assert.deepEqual(batches.flatMap((batch) => recordsOf(batch)).map(keyedText), lines);
      if (codec !== 'none') return;
      for (const batch of batches) assert.equal(rebuilt(batch).compare(batch), 0, 'same bytes');
    });
  }

  test('reads our batches of every codec', async () => {
    using data = new TemporaryDirectory();
    await using broker = await BrokerProcess.start(data.path);
    using client = await RawClient.connect(broker.bootstrapServer);
    await client.createTopic('ours');
    const expected: unknown[] = [];
    for (const { bytes, records } of await sampleBatches()) {
      await client.produce('ours', bytes);
      for (const record of records) expected.push(kcatJson(record, expected.length));
    }
    const target = ['-C', '-b', broker.bootstrapServer, '-t', 'ours', '-e', '-q', '-J'];
    const output = (await kcat(target)).trim().split('\n');
    await broker.stop();
    const read = output.map((line) => {
      const { offset, ts, key, payload, headers } = JSON.parse(line) as Record<string, unknown>;
      const json = { offset, ts, key, payload };
      return headers === undefined ? json : { ...json, headers };
    });
    assert.equal(read.length, expected.length);
    read.forEach((record, index) => assert.deepEqual(record, expected[index]));
  });
});
