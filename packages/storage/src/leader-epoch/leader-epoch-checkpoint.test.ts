import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { LeaderEpochFile } from './leader-epoch-checkpoint.ts';
import { parseLeaderEpochs } from './leader-epoch-format.ts';

const DIRECTORY = '/data/orders-0';
const PATH = `${DIRECTORY}/leader-epoch-checkpoint`;
const ENTRIES = [
  { epoch: 0, startOffset: 0 },
  { epoch: 7, startOffset: 2 ** 52 },
];

async function withFile(seed?: number) {
  const fileSystem = new MemoryFileSystem(seed === undefined ? {} : { seed });
  await fileSystem.createDirectory(DIRECTORY);
  return { fileSystem, file: new LeaderEpochFile(fileSystem, DIRECTORY) };
}

test('leader epochs are written in the format of Kafka and read again', async () => {
  const { fileSystem, file } = await withFile();
  assert.equal(await file.read(), undefined);
  await file.write(ENTRIES);
  assert.equal(String(await fileSystem.readWhole(PATH)), '0\n2\n0 0\n7 4503599627370496\n');
  assert.deepEqual(await file.read(), ENTRIES);
  await file.write([]);
  assert.equal(String(await fileSystem.readWhole(PATH)), '0\n0\n');
  assert.deepEqual(await file.read(), []);
});

test('leader epochs are durable when they are written', async () => {
  for (let seed = 0; seed < 30; seed++) {
    const { fileSystem, file } = await withFile(seed);
    await file.write(ENTRIES);
    const crashed = new LeaderEpochFile(fileSystem.crash(), DIRECTORY);
    assert.deepEqual(await crashed.read(), ENTRIES);
  }
});

test('a checkpoint that could not be replaced is the old one', async () => {
  const { fileSystem, file } = await withFile();
  await file.write(ENTRIES.slice(0, 1));
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(file.write(ENTRIES), { code: 'EIO' });
  assert.deepEqual(await file.read(), ENTRIES.slice(0, 1));
});

for (const [name, text, reason] of [
  ['of another version', '1\n0\n', /its version is "1", not 0/],
  ['that is empty', '', /its version is "", not 0/],
  ['of its version alone', '0', /it has no lines, and has 0/],
  ['without an end of the last line', '0\n1\n0 0', /has 0 and "0 0" without an end of line/],
  ['cut off', '0\n2\n0 0\n', /2 lines, and has 1/],
  ['with too many lines', '0\n1\n0 0\n1 5\n', /1 lines, and has 2/],
  ['with a line of something else', '0\n1\norders 0 1\n', /"orders 0 1" is no epoch and offset/],
  ['with a negative epoch', '0\n1\n-1 0\n', /"-1 0" is no epoch/],
  ['with an epoch beyond an int32', '0\n1\n2147483648 0\n', /"2147483648 0" is no epoch/],
  ['with an offset beyond 2^53', '0\n1\n0 9007199254740993\n', /is no epoch and offset/],
  ['with an epoch twice', '0\n2\n1 0\n1 5\n', /epoch 1 at offset 5 cannot follow epoch 1/],
  ['with an epoch that begins too early', '0\n2\n1 5\n2 5\n', /cannot follow epoch 1 at offset 5/],
] as const) {
  test(`a checkpoint ${name} is refused and left as it is`, async () => {
    const { fileSystem, file } = await withFile();
    await fileSystem.writeWhole(PATH, Buffer.from(text));
    assert.throws(() => parseLeaderEpochs(text), reason);
    await assert.rejects(file.read(), (error: Error) => {
      assert.match(error.message, reason);
      assert.match(error.message, /^\/data\/orders-0\/leader-epoch-checkpoint cannot be read/);
      return 'code' in error && error.code === 'KAFKA_STORAGE_ERROR';
    });
    assert.equal(String(await fileSystem.readWhole(PATH)), text);
  });
}

test('a checkpoint that cannot be read is an error, not an empty one', async () => {
  const { fileSystem, file } = await withFile();
  await file.write(ENTRIES);
  fileSystem.failLater({ operation: 'read' });
  await assert.rejects(file.read(), { code: 'KAFKA_STORAGE_ERROR' });
});
