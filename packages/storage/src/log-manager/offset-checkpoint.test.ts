import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { OffsetCheckpoint } from './offset-checkpoint.ts';

const PATH = '/data/log-start-offset-checkpoint';
const ORDERS = { topic: 'orders', partition: 0 };

async function withCheckpoint() {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  return {
    fileSystem,
    open: () => new OffsetCheckpoint({ fileSystem, path: PATH, advice: 'Restore it.' }),
  };
}

test('offsets are written in the format of Kafka and read again', async () => {
  const { fileSystem, open } = await withCheckpoint();
  const checkpoint = open();
  assert.equal(await checkpoint.get(ORDERS), undefined);
  await checkpoint.raise(ORDERS, 12);
  await checkpoint.raise({ topic: 'a-b.c', partition: 31 }, 2 ** 52);
  const text = String(await fileSystem.readWhole(PATH));
  assert.equal(text, '0\n2\norders 0 12\na-b.c 31 4503599627370496\n');
  assert.equal(await open().get({ topic: 'a-b.c', partition: 31 }), 2 ** 52);
});

test('an offset is only raised, and forgotten when it is removed', async () => {
  const { open } = await withCheckpoint();
  const checkpoint = open();
  await checkpoint.raise(ORDERS, 12);
  await checkpoint.raise(ORDERS, 5);
  assert.equal(await open().get(ORDERS), 12);
  await checkpoint.remove(ORDERS);
  assert.equal(await open().get(ORDERS), undefined);
});

test('changes that come together share a write', async () => {
  const { fileSystem, open } = await withCheckpoint();
  const checkpoint = open();
  await checkpoint.raise(ORDERS, 1);
  const before = fileSystem.operationsCount;
  await checkpoint.raise(ORDERS, 2);
  const single = fileSystem.operationsCount - before;
  const changes = Array.from({ length: 20 }, (_, partition) =>
    checkpoint.raise({ topic: 'many', partition }, partition + 1),
  );
  await Promise.all(changes);
  assert.equal(fileSystem.operationsCount - before - single <= 2 * single, true);
  assert.equal(await open().get({ topic: 'many', partition: 19 }), 20);
});

test('a change is durable when it is told so', async () => {
  for (let seed = 0; seed < 30; seed++) {
    const fileSystem = new MemoryFileSystem({ seed });
    await fileSystem.createDirectory('/data');
    const checkpoint = new OffsetCheckpoint({ fileSystem, path: PATH, advice: 'Restore it.' });
    await Promise.all([1, 2, 3].map((partition) => checkpoint.raise({ topic: 't', partition }, 9)));
    void checkpoint.raise(ORDERS, 12);
    const crashed = new OffsetCheckpoint({
      fileSystem: fileSystem.crash(),
      path: PATH,
      advice: 'Restore it.',
    });
    assert.equal(await crashed.get({ topic: 't', partition: 3 }), 9);
  }
});

test('a write that fails is told, and the next one is another attempt', async () => {
  const { fileSystem, open } = await withCheckpoint();
  const checkpoint = open();
  await checkpoint.raise(ORDERS, 1);
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(checkpoint.raise(ORDERS, 2), { code: 'EIO' });
  assert.equal(await open().get(ORDERS), 1);
  await checkpoint.raise(ORDERS, 3);
  assert.equal(await open().get(ORDERS), 3);
});

test('a change that could not be written is written when it is asked for again', async () => {
  const { fileSystem, open } = await withCheckpoint();
  const checkpoint = open();
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(checkpoint.raise(ORDERS, 2), { code: 'EIO' });
  await checkpoint.raise(ORDERS, 2);
  assert.equal(await open().get(ORDERS), 2);
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(checkpoint.remove(ORDERS), { code: 'EIO' });
  await checkpoint.remove(ORDERS);
  assert.equal(await open().get(ORDERS), undefined);
});

test('what is durable already is not written again', async () => {
  const { fileSystem, open } = await withCheckpoint();
  const checkpoint = open();
  await checkpoint.raise(ORDERS, 2);
  const before = fileSystem.operationsCount;
  await checkpoint.raise(ORDERS, 1);
  await checkpoint.raiseAll([{ ...ORDERS, offset: 2 }]);
  await checkpoint.remove({ topic: 'orders', partition: 1 });
  assert.equal(fileSystem.operationsCount, before);
});

for (const [name, text, reason] of [
  ['of another version', '1\n0\n', /its version is 1, not 0/],
  ['cut off', '0\n2\norders 0 12\n', /2 lines, and has 1/],
  ['cut off in a line', '0\n1\norders 0 1', /1 lines, and has 0/],
  ['with a line of something else', '0\n1\norders twelve 0\n', /"orders twelve 0" is no topic/],
  ['that is empty', '', /its version is , not 0/],
] as const) {
  test(`a checkpoint ${name} is refused and left as it is`, async () => {
    const { fileSystem, open } = await withCheckpoint();
    await fileSystem.writeWhole(PATH, Buffer.from(text));
    const checkpoint = open();
    const error = { code: 'KAFKA_STORAGE_ERROR', message: reason };
    await assert.rejects(checkpoint.get(ORDERS), error);
    await assert.rejects(checkpoint.raise(ORDERS, 1), error);
    assert.equal(String(await fileSystem.readWhole(PATH)), text);
  });
}

test('a file without any byte has no entries where that is allowed, as Kafka makes it', async () => {
  const { fileSystem } = await withCheckpoint();
  await fileSystem.writeWhole(PATH, Buffer.alloc(0));
  const options = { fileSystem, path: PATH, advice: 'Restore it.' };
  const checkpoint = new OffsetCheckpoint({ ...options, isEmptyAllowed: true });
  assert.deepEqual(await checkpoint.all(), []);
  await checkpoint.raise(ORDERS, 3);
  assert.equal(String(await fileSystem.readWhole(PATH)), '0\n1\norders 0 3\n');
});
