import assert from 'node:assert/strict';
import { test } from 'node:test';

import { xxh3 } from './xxh3.ts';

const LENGTH_MAX = 2100;

function inputOf(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => index * 131 + 17));
}

function hex(hash: bigint): string {
  return BigInt.asUintN(64, hash).toString(16);
}

// As hash4j 0.22 has them, which Kafka uses.
const HASHES: Readonly<Record<number, string>> = {
  0: '2d06800538d394c2',
  1: 'f319fe2bdfcdfebd',
  3: 'a107bb65b715c89b',
  4: '509f0567aa8a3123',
  8: 'b1433dc39b7f946e',
  9: 'fe2542440b36ddc7',
  16: '715189ff3dcdcff6',
  17: '7d33163b8af0179c',
  128: 'ee847f7fcef4ddbc',
  129: '7e3e7b750239d4fc',
  240: '44089a144aade02d',
  241: 'ed93572e52acac83',
  1024: 'f0c5763fadfacd25',
  1025: 'd9b8e93ef3fbe416',
};

test('inputs of each kind of length have the hashes that another implementation gives them', () => {
  for (const [length, hash] of Object.entries(HASHES)) {
    assert.equal(hex(xxh3(inputOf(Number(length)))), hash, `${length} bytes`);
  }
});

test(`inputs of 0 to ${LENGTH_MAX} bytes have the hashes that another implementation gives them`, () => {
  const hashes = Buffer.alloc(8 * (LENGTH_MAX + 1));
  for (let length = 0; length <= LENGTH_MAX; length++) {
    hashes.writeBigInt64LE(xxh3(inputOf(length)), length * 8);
  }
  assert.equal(hex(xxh3(hashes)), '7b0810187505d5f5');
});

test('the hash is a signed number, as Java has it', () => {
  assert.equal(xxh3(inputOf(1)), -0x0ce6_01d4_2032_0143n);
});
