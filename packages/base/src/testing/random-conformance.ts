import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RandomSource } from '../random/random-source.ts';

const SAMPLE_BYTES = 65_536;

/** What every `RandomSource` must do. */
export function testRandomSource(name: string, create: () => RandomSource): void {
  test(`${name}: bytes have the length that was asked for`, () => {
    const random = create();
    for (const count of [0, 1, 3, 4, 16, 17, 70_000]) {
      assert.equal(random.bytes(count).byteLength, count);
    }
  });

  test(`${name}: bytes lie in new memory, which nobody else writes to`, () => {
    const random = create();
    const first = random.bytes(16);
    const kept = Buffer.from(first);
    for (let draw = 0; draw < 1000; draw++) random.bytes(16).fill(0);
    assert.deepEqual(first, kept);
  });

  test(`${name}: sixteen bytes never come twice`, () => {
    const random = create();
    const seen = new Set<string>();
    for (let draw = 0; draw < 10_000; draw++) seen.add(random.bytes(16).toString('hex'));
    assert.equal(seen.size, 10_000);
  });

  test(`${name}: every byte and every bit is as frequent as any other`, () => {
    const sample = create().bytes(SAMPLE_BYTES);
    const bytes = new Array<number>(256).fill(0);
    const bits = new Array<number>(8).fill(0);
    for (const byte of sample) {
      bytes[byte] = (bytes[byte] ?? 0) + 1;
      for (let bit = 0; bit < 8; bit++) bits[bit] = (bits[bit] ?? 0) + ((byte >>> bit) & 1);
    }
    // Seven standard deviations: once in some billions of runs.
    for (const count of bytes) assert.equal(Math.abs(count - 256) < 7 * 16, true, String(bytes));
    for (const count of bits) {
      assert.equal(Math.abs(count - SAMPLE_BYTES / 2) < 7 * 128, true, String(bits));
    }
  });
}
