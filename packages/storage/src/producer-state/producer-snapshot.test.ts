import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crc32c, OUT_OF_RANGE_INT64 } from '@odradek/base';

import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import type { ProducerStateEntry } from './producer-state-entry.ts';
import { ProducerStates } from './producer-states.ts';

const LAST = {
  baseSequence: 2 ** 31 - 2,
  lastSequence: 1,
  baseOffset: 40,
  lastOffset: 43,
  timestamp: 1234,
};

const PRODUCERS: readonly ProducerStateEntry[] = [
  {
    producerId: 2n ** 62n,
    epoch: 3,
    batches: [LAST],
    lastTimestamp: 1234,
    coordinatorEpoch: -1,
    transactionFirstOffset: -1,
  },
  {
    producerId: 5n,
    epoch: 32767,
    batches: [],
    lastTimestamp: 99,
    coordinatorEpoch: 12,
    transactionFirstOffset: 77,
  },
];

test('a snapshot keeps of each producer epoch, last batch, timestamp and transaction', () => {
  const states = decodeProducerSnapshot(encodeProducerSnapshot(new ProducerStates(PRODUCERS)));
  assert.deepEqual([...states.all()], PRODUCERS);
});

test('a snapshot keeps all batches that are remembered, and their timestamps behind a marker', () => {
  const [producer, withoutBatches] = PRODUCERS;
  const earlier = [0, 1, 2, 3].map((index) => ({
    baseSequence: 10 * index,
    lastSequence: 10 * index + 9,
    baseOffset: 2 ** 52 + index,
    lastOffset: 2 ** 52 + index,
    timestamp: index === 0 ? -1 : 1000 + index,
  }));
  const entries = [
    { ...producer!, batches: [...earlier, LAST], lastTimestamp: 5000 },
    withoutBatches!,
    { ...producer!, producerId: 8n },
    { ...producer!, producerId: 9n, batches: [earlier[3]!, LAST] },
  ];
  const states = decodeProducerSnapshot(encodeProducerSnapshot(new ProducerStates(entries)));
  assert.deepEqual([...states.all()], entries);
});

test('what Kafka has no room for stands behind its array, inside of the checksum', () => {
  const [producer] = PRODUCERS;
  const earlier = { ...LAST, baseSequence: 5, lastSequence: 6, baseOffset: 7, lastOffset: 8 };
  const states = new ProducerStates([{ ...producer!, batches: [earlier, LAST] }]);
  const bytes = encodeProducerSnapshot(states);
  const ofKafka = encodeProducerSnapshot(new ProducerStates([producer!]));
  assert.deepEqual(bytes.subarray(6, ofKafka.byteLength), ofKafka.subarray(6));
  assert.equal(
    bytes.subarray(ofKafka.byteLength).toString('hex'),
    '4f445241' + // ODRA
      '0001' +
      '00000000000004d2' + // The timestamp of the last batch
      '01' +
      '00000005' +
      '00000006' +
      '0000000000000007' +
      '0000000000000008' +
      '00000000000004d2',
  );
});

/** A snapshot with other bytes behind the array of Kafka, and the right checksum. */
function withBehind(change: (behind: Buffer) => Buffer): Buffer {
  const [producer] = PRODUCERS;
  const states = new ProducerStates([{ ...producer!, batches: [LAST, LAST] }]);
  const bytes = encodeProducerSnapshot(states);
  const changed = Buffer.concat([bytes.subarray(0, 56), change(Buffer.from(bytes.subarray(56)))]);
  changed.writeUInt32BE(crc32c(changed.subarray(6)), 2);
  return changed;
}

test('batches in a format of a later version are refused by its number', () => {
  const later = withBehind((behind) => {
    behind.writeInt16BE(2, 4);
    return behind;
  });
  assert.throws(() => decodeProducerSnapshot(later), {
    code: 'UNSUPPORTED_VERSION',
    message: /in format 2, and this version of Odradek knows format 1/,
  });
});

test('bytes of somebody else behind the array are passed over, as Kafka does', () => {
  for (const foreign of [Buffer.from('x'), Buffer.from('OTHER bytes'), Buffer.alloc(100)]) {
    const states = decodeProducerSnapshot(withBehind(() => foreign));
    assert.deepEqual(states.get(2n ** 62n)?.batches, [LAST]);
  }
});

test('batches that do not fit their count or the end of the file are damaged, whatever the checksum', () => {
  const withCount = (count: number) => (behind: Buffer) => {
    behind.writeInt8(count, 14);
    return behind;
  };
  for (const change of [withCount(-1), withCount(2), withCount(5), withCount(127)]) {
    assert.throws(() => decodeProducerSnapshot(withBehind(change)), /producer 4611.* are damaged/);
  }
  assert.throws(() => decodeProducerSnapshot(withBehind(withCount(0))), /32 bytes too many/);
  for (let length = 4; length < 47; length++) {
    const cut = withBehind((behind) => behind.subarray(0, length));
    assert.throws(() => decodeProducerSnapshot(cut), /cut off|damaged/);
  }
  const longer = withBehind((behind) => Buffer.concat([behind, Buffer.alloc(1)]));
  assert.throws(() => decodeProducerSnapshot(longer), /1 bytes too many/);
});

test('a timestamp beyond 2^53 does not keep a snapshot from being read or written', () => {
  const bytes = encodeProducerSnapshot(new ProducerStates(PRODUCERS));
  bytes.writeBigInt64BE(2n ** 63n - 1n, 10 + 26);
  bytes.writeBigInt64BE(-(2n ** 63n), 10 + 46 + 26);
  bytes.writeUInt32BE(crc32c(bytes.subarray(6)), 2);
  const states = decodeProducerSnapshot(bytes);
  assert.deepEqual(
    [...states.all()].map(({ lastTimestamp }) => lastTimestamp),
    [OUT_OF_RANGE_INT64, -OUT_OF_RANGE_INT64],
  );
  assert.deepEqual(decodeProducerSnapshot(encodeProducerSnapshot(states)), states);
});

test('a snapshot that says it has more producers than bytes is damaged, whatever the checksum', () => {
  for (const count of [3, 2 ** 31 - 1, -1]) {
    const bytes = encodeProducerSnapshot(new ProducerStates(PRODUCERS));
    bytes.writeInt32BE(count, 6);
    bytes.writeUInt32BE(crc32c(bytes.subarray(6)), 2);
    assert.throws(() => decodeProducerSnapshot(bytes), /102 bytes for/);
  }
});

/** What Kafka 4.3.1 wrote when it was shut down while two transactions were open. */
const WITH_TRANSACTIONS_OF_KAFKA = Buffer.from(
  '00013cad91c900000003' +
    '0000000000000000000000000006000000000000000600000000000001a1ff1b3fdaffffffffffffffffffffffff' +
    '0000000000000001000100000000000000000000000d00000000000001a1ff1b424b00000000000000000000000d' +
    '0000000000000002000100000005000000000000001300000000000001a1ff1b427f00000000000000000000000e',
  'hex',
);

test('open transactions in a snapshot of Kafka are open, and written again byte for byte', () => {
  const states = decodeProducerSnapshot(WITH_TRANSACTIONS_OF_KAFKA);
  const open = [...states.all()].map((entry) => entry.transactionFirstOffset);
  assert.deepEqual(open, [-1, 13, 14]);
  assert.equal(states.firstUnstableOffset(20), 13);
  assert.deepEqual(encodeProducerSnapshot(states), WITH_TRANSACTIONS_OF_KAFKA);
});

/** What Kafka 4.3.1 wrote when it was shut down after two producers. */
const OF_KAFKA = Buffer.from(
  '00012015285500000002' +
    '0000000000000000000000004e1f0000000000004e1f00000007000001a1fe7c0037ffffffffffffffffffffffff' +
    '00000000000000010000000001f3000000000000501300000003000001a1fe7c1543ffffffffffffffffffffffff',
  'hex',
);

test('a snapshot of Kafka is read, and written again byte for byte', () => {
  const states = decodeProducerSnapshot(OF_KAFKA);
  assert.deepEqual(states.get(1n), {
    producerId: 1n,
    epoch: 0,
    batches: [
      {
        baseSequence: 496,
        lastSequence: 499,
        baseOffset: 20_496,
        lastOffset: 20_499,
        timestamp: 1795270907203,
      },
    ],
    lastTimestamp: 1795270907203,
    coordinatorEpoch: -1,
    transactionFirstOffset: -1,
  });
  assert.deepEqual(encodeProducerSnapshot(states), OF_KAFKA);
});

test('a snapshot of no producers is one', () => {
  const bytes = encodeProducerSnapshot(new ProducerStates());
  assert.equal(bytes.byteLength, 10);
  assert.equal(decodeProducerSnapshot(bytes).size, 0);
});

test('a snapshot with any byte changed, missing or too much is found out', () => {
  const bytes = encodeProducerSnapshot(new ProducerStates(PRODUCERS));
  for (let at = 0; at < bytes.byteLength; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    assert.throws(() => decodeProducerSnapshot(changed), /version|checksum|bytes for/);
    assert.throws(() => decodeProducerSnapshot(bytes.subarray(0, at)), /bytes|checksum|version/);
  }
  assert.throws(() => decodeProducerSnapshot(Buffer.concat([bytes, Buffer.alloc(1)])), /checksum/);
});
