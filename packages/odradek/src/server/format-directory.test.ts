import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { formatDirectory, type FormatOptions } from './format-directory.ts';

function options(
  fileSystem: MemoryFileSystem,
  changes: Partial<FormatOptions> = {},
): FormatOptions {
  return { fileSystem, random: new SeededRandom(1), directory: '/data', nodeId: 1, ...changes };
}

test('a new directory gets random ids, in the format of Kafka', async () => {
  const fileSystem = new MemoryFileSystem();
  const properties = await formatDirectory(options(fileSystem));
  assert.match(properties.clusterId, /^[\w-]{22}$/);
  assert.match(properties.directoryId, /^[\w-]{22}$/);
  assert.notEqual(properties.clusterId, properties.directoryId);
  assert.equal(
    String(await fileSystem.readWhole('/data/meta.properties')),
    `version=1\ncluster.id=${properties.clusterId}\nnode.id=1\n` +
      `directory.id=${properties.directoryId}\n`,
  );
});

test('a directory keeps its ids, also over a crash', async () => {
  const fileSystem = new MemoryFileSystem();
  const created = await formatDirectory(options(fileSystem));
  const random = new SeededRandom(2);
  assert.deepEqual(await formatDirectory(options(fileSystem, { random })), created);
  const rebooted = fileSystem.crash();
  assert.deepEqual(await formatDirectory(options(rebooted, { random })), created);
});

test('the directory of another node is refused, and both ids are named', async () => {
  const fileSystem = new MemoryFileSystem();
  await formatDirectory(options(fileSystem, { nodeId: 2 }));
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /node\.id is 1, but \/data belongs to node 2/,
  });
});

test('a directory of a version that we do not know is refused by name', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  await fileSystem.writeWhole('/data/meta.properties', Buffer.from('version=2\n'));
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /\/data\/meta\.properties.*version is 2/,
  });
});

test('a directory with partitions but without its properties is not formatted anew', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data/orders-0');
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /\/data has no meta\.properties, but folders of partitions such as orders-0/,
  });
  assert.equal(await fileSystem.exists('/data/meta.properties'), false);
});
