import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { type SampleBatch, sampleBatches } from './sample-batches.ts';

const READ_BATCHES = fileURLToPath(new URL('../../java/read-batches.sh', import.meta.url));
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

const batches = await sampleBatches();

/** A batch as Kafka's own classes print it. */
interface JavaBatch {
  readonly error?: string;
  readonly records: readonly {
    readonly offset: number;
    readonly timestamp: number;
    readonly key: string | null;
    readonly value: string | null;
    readonly headers: readonly (readonly [string, string | null])[];
  }[];
}

describe("Kafka's Java classes", () => {
  let read: JavaBatch[] = [];

  before(() => {
    const input = batches.map(({ bytes }) => `${bytes.toString('base64')}\n`).join('');
    const options = { input, encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX } as const;
    const { stdout, stderr, status } = spawnSync(READ_BATCHES, options);
    assert.equal(status, 0, stderr);
    read = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JavaBatch);
  });

  batches.forEach((batch, index) => {
    test(`read our batch of ${batch.name}`, () => {
      assert.deepEqual(read[index]?.records.map(withoutSequence), expected(batch));
    });
  });
});

function withoutSequence({ offset, timestamp, key, value, headers }: JavaBatch['records'][number]) {
  return { offset, timestamp, key, value, headers };
}

function expected({ records }: SampleBatch): unknown[] {
  const base64 = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null;
  return records.map(({ timestamp, key, value, headers }, offset) => ({
    offset,
    timestamp,
    key: base64(key),
    value: base64(value),
    headers: headers.map((header) => [base64(Buffer.from(header.key)), base64(header.value)]),
  }));
}
