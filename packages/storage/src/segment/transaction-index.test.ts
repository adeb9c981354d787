import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AssertionFailure } from '@odradek/base';
import fc from 'fast-check';

import { CorruptIndex } from './corrupt-index.ts';
import { DIRECTORY, indexContext } from './test-context.ts';
import {
  type AbortedTransaction,
  type CollectedAborted,
  TransactionIndex,
} from './transaction-index.ts';

const BASE_OFFSET = 1000;
const PATH = `${DIRECTORY}/00000000000000001000.txnindex`;

async function transactionIndexContext() {
  const context = await indexContext();
  const create = () =>
    new TransactionIndex({ fileSystem: context.fileSystem, path: PATH, baseOffset: BASE_OFFSET });
  return { ...context, create, index: create() };
}

/** A transaction whose last stable offset, unless it is given, is the offset after its marker. */
function abortedOf(
  firstOffset: number,
  lastOffset: number,
  lastStableOffset: number = lastOffset + 1,
): AbortedTransaction {
  return { producerId: 7n, firstOffset, lastOffset, lastStableOffset };
}

/** Transactions of 10 offsets each, one behind the other; the first begins at 1000. */
function appendTransactions(index: TransactionIndex, first: number, end: number): void {
  for (let entry = first; entry < end; entry++) index.append(transactionAt(entry));
}

function transactionAt(entry: number): AbortedTransaction {
  return abortedOf(1000 + entry * 10, 1009 + entry * 10);
}

/** Kafka's rule, over all entries. */
function collectedOf(
  entries: readonly AbortedTransaction[],
  fetchOffset: number,
  upperBoundOffset: number,
): CollectedAborted {
  const end = entries.findIndex(({ lastStableOffset }) => lastStableOffset >= upperBoundOffset);
  return {
    aborted: entries
      .slice(0, end < 0 ? undefined : end + 1)
      .filter(({ firstOffset, lastOffset }) => {
        return lastOffset >= fetchOffset && firstOffset < upperBoundOffset;
      }),
    isComplete: end >= 0,
  };
}

test('the file has version, producer id, first, last and last stable offset of each transaction', async () => {
  const { disk, index } = await transactionIndexContext();
  index.append({
    producerId: 0x1122334455667788n,
    firstOffset: 900,
    lastOffset: 1005,
    lastStableOffset: 901,
  });
  index.append({
    producerId: -2n,
    firstOffset: 901,
    lastOffset: 2 ** 40,
    lastStableOffset: 2 ** 40 + 1,
  });
  assert.equal(await index.flush(), true);
  assert.equal(
    (await disk.readWhole(PATH)).toString('hex'),
    '0000' +
      '1122334455667788' +
      '0000000000000384' +
      '00000000000003ed' +
      '0000000000000385' +
      '0000' +
      'fffffffffffffffe' +
      '0000000000000385' +
      '0000010000000000' +
      '0000010000000001',
  );
});

test('there is no file before the first transaction, also after flushes and resets', async () => {
  const { disk, index } = await transactionIndexContext();
  await index.open();
  assert.equal(await index.flush(), false);
  await index.reset();
  await index.truncateTo(0);
  assert.equal(await disk.exists(PATH), false);
  assert.deepEqual(await index.collectAborted(0, 2000), { aborted: [], isComplete: false });
  appendTransactions(index, 0, 1);
  assert.equal(await disk.exists(PATH), false);
  assert.equal(await index.flush(), true);
  assert.equal(await index.flush(), false);
});

test('an index of a new segment does not take what a file of its name holds', async () => {
  const { create, disk, index } = await transactionIndexContext();
  await disk.writeWhole(PATH, Buffer.alloc(340));
  await index.flush();
  assert.equal((await disk.readWhole(PATH)).byteLength, 0);
  const opened = create();
  await opened.open();
  assert.equal(opened.length, 0);
});

test('the transactions of a range are collected until everything before its end was stable', async () => {
  const { index } = await transactionIndexContext();
  const first = abortedOf(990, 1010, 995);
  const second = abortedOf(995, 1020, 1015);
  const third = abortedOf(1015, 1030);
  index.append(first);
  index.append(second);
  index.append(third);
  for (const flush of [false, true]) {
    if (flush) await index.flush();
    const collect = (from: number, to: number) => index.collectAborted(from, to);
    assert.deepEqual(await collect(980, 990), { aborted: [], isComplete: true });
    assert.deepEqual(await collect(980, 995), { aborted: [first], isComplete: true });
    assert.deepEqual(await collect(980, 996), { aborted: [first, second], isComplete: true });
    assert.deepEqual(await collect(1011, 1015), { aborted: [second], isComplete: true });
    assert.deepEqual(await collect(1021, 1031), { aborted: [third], isComplete: true });
    assert.deepEqual(await collect(1010, 1032), {
      aborted: [first, second, third],
      isComplete: false,
    });
    assert.deepEqual(await collect(1031, 1031), { aborted: [], isComplete: true });
    assert.deepEqual(await collect(1031, 1040), { aborted: [], isComplete: false });
  }
});

test('the order of markers is kept: last offsets ascend, last stable offsets do not descend', async () => {
  const { index } = await transactionIndexContext();
  index.append(abortedOf(1000, 1010));
  assert.throws(() => index.append(abortedOf(1000, 1010)), AssertionFailure);
  assert.throws(() => index.append(abortedOf(1000, 1020, 1010)), AssertionFailure);
  assert.equal(index.length, 1);
});

test('a range in a file of 2 MiB takes few reads of a block, and leaves no file open', async () => {
  const { create, index, use } = await transactionIndexContext();
  const count = Math.floor((2 * 1024 * 1024) / 34);
  appendTransactions(index, 0, count);
  await index.flush();
  const opened = create();
  await opened.open();
  assert.equal(use.reads, 1);
  for (let entry = 0; entry < count - 1; entry += 1009) {
    use.reads = 0;
    const { aborted, isComplete } = await opened.collectAborted(
      1005 + entry * 10,
      1011 + entry * 10,
    );
    assert.deepEqual(aborted, [transactionAt(entry), transactionAt(entry + 1)]);
    assert.equal(isComplete, true);
    assert.equal(use.reads <= 12, true, `${use.reads} reads`);
  }
  assert.equal(use.bytesReadMax <= 4096, true);
  assert.equal(use.filesOpen, 0);
});

test('a range is collected whole while its end moves from memory to the file', async () => {
  const { index } = await transactionIndexContext();
  appendTransactions(index, 0, 300);
  await index.flush();
  appendTransactions(index, 300, 500);
  const collecting = index.collectAborted(1000, 1000 + 5000);
  const flushing = index.flush();
  const meanwhile = index.collectAborted(3995, 4015);
  await flushing;
  const { aborted, isComplete } = await collecting;
  assert.deepEqual(
    aborted,
    Array.from({ length: 500 }, (_, entry) => transactionAt(entry)),
  );
  assert.equal(isComplete, true);
  assert.deepEqual((await meanwhile).aborted, [299, 300, 301].map(transactionAt));
});

for (const [name, spoil, position] of [
  ['with a part of an entry', (bytes: Buffer) => bytes.subarray(0, 50), 34],
  ['of a newer version', (bytes: Buffer) => set(bytes, 1, 1), 0],
  ['of another segment', (bytes: Buffer) => set(bytes, 18 + 6, 0), 0],
  ['with a first offset behind the last', (bytes: Buffer) => set(bytes, 34 + 10 + 5, 1), 34],
  ['with a last stable offset too far', (bytes: Buffer) => set(bytes, 34 + 26 + 5, 1), 34],
  ['padded with zeros', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(34)]), 102],
  ['with its entries twice', (bytes: Buffer) => Buffer.concat([bytes, bytes]), 102],
] as const) {
  test(`a file ${name} is refused with its path and byte, and made anew after a reset`, async () => {
    const { create, disk, index } = await transactionIndexContext();
    appendTransactions(index, 0, 3);
    await index.flush();
    await disk.writeWhole(PATH, spoil(await disk.readWhole(PATH)));
    const spoilt = create();
    await assert.rejects(spoilt.open(), { code: 'KAFKA_STORAGE_ERROR', path: PATH, position });
    assert.equal(spoilt.length, 0);
    await spoilt.reset();
    assert.equal((await disk.readWhole(PATH)).byteLength, 0);
    appendTransactions(spoilt, 0, 2);
    await spoilt.flush();
    assert.equal((await disk.readWhole(PATH)).byteLength, 68);
  });
}

function set(bytes: Buffer, at: number, value: number): Buffer {
  bytes[at] = value;
  return bytes;
}

test('every length that a file is cut to, and bytes that changed, are refused or answered', async () => {
  const { create, disk, index, use } = await transactionIndexContext();
  appendTransactions(index, 0, 300);
  await index.flush();
  const whole = await disk.readWhole(PATH);
  for (let length = 0; length <= whole.byteLength; length += length < 100 ? 1 : 37) {
    await disk.writeWhole(PATH, whole.subarray(0, length));
    if (length % 34 === 0) await create().open();
    else await assert.rejects(create().open(), { position: length - (length % 34) });
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.byteLength - 1),
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.integer({ min: 900, max: 4100 }),
      fc.nat(500),
      async (position, changed, fetchOffset, range) => {
        const bytes = Buffer.from(whole);
        bytes.set(changed.slice(0, bytes.byteLength - position), position);
        await disk.writeWhole(PATH, bytes);
        await answersOrRefuses(create(), fetchOffset, fetchOffset + range);
        assert.equal(use.filesOpen, 0);
      },
    ),
    { numRuns: 300 },
  );
});

async function answersOrRefuses(index: TransactionIndex, from: number, to: number): Promise<void> {
  try {
    await index.open();
    const { aborted } = await index.collectAborted(from, to);
    for (const { firstOffset, lastOffset } of aborted) {
      assert.equal(lastOffset >= from && firstOffset < to, true);
    }
  } catch (error) {
    if (!(error instanceof CorruptIndex)) throw error;
  }
}

interface Step {
  readonly next: 'nothing' | 'flush' | 'reopen' | 'truncate' | 'fail-to-flush';
  readonly entries: readonly {
    readonly gap: number;
    readonly length: number;
    readonly open: number;
  }[];
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    next: fc.constantFrom('nothing', 'flush', 'reopen', 'truncate', 'fail-to-flush'),
    entries: fc.array(fc.record({ gap: fc.nat(4), length: fc.nat(30), open: fc.nat(20) }), {
      minLength: 1,
      maxLength: 70,
    }),
  }),
  { minLength: 1, maxLength: 12 },
);

test('a transaction index answers as a list does, whatever is appended, flushed, truncated and reopened', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (run) => {
      const { create, disk, index: created, use } = await transactionIndexContext();
      let index = created;
      let entries: AbortedTransaction[] = [];
      for (const step of run) {
        for (const entry of step.entries) {
          const next = nextTransaction(entries.at(-1), entry);
          index.append(next);
          entries.push(next);
        }
        if (step.next === 'flush' || step.next === 'reopen') await index.flush();
        if (step.next === 'reopen') {
          index = create();
          await index.open();
        }
        if (step.next === 'fail-to-flush') {
          disk.failLater({ operation: 'write' });
          await assert.rejects(index.flush(), { code: 'EIO' });
        }
        if (step.next === 'truncate') {
          const offset = entries[entries.length >> 1]?.lastOffset ?? 0;
          await index.truncateTo(offset);
          entries = entries.filter(({ lastOffset }) => lastOffset < offset);
        }
        await assertCollects(index, entries);
        assert.equal(use.filesOpen, 0);
      }
    }),
    { numRuns: 100 },
  );
});

function nextTransaction(
  last: AbortedTransaction | undefined,
  { gap, length, open }: Step['entries'][number],
): AbortedTransaction {
  const lastOffset = (last?.lastOffset ?? BASE_OFFSET) + 1 + gap;
  const lastStableOffset = Math.max(last?.lastStableOffset ?? 0, lastOffset + 1 - open);
  return {
    producerId: BigInt(length),
    firstOffset: lastOffset - length,
    lastOffset,
    lastStableOffset,
  };
}

async function assertCollects(
  index: TransactionIndex,
  entries: readonly AbortedTransaction[],
): Promise<void> {
  assert.equal(index.length, entries.length);
  assert.deepEqual(index.lastEntry, entries.at(-1));
  const places = [0, 1, 119, 120, 121, 240, entries.length - 1];
  for (const place of places) {
    const { lastOffset, lastStableOffset } = entries[place] ?? abortedOf(0, BASE_OFFSET);
    for (const from of [lastOffset - 1, lastOffset, lastOffset + 1]) {
      for (const to of [lastStableOffset, lastOffset + 1, lastOffset + 30, lastOffset + 600]) {
        assert.deepEqual(await index.collectAborted(from, to), collectedOf(entries, from, to));
      }
    }
  }
}
