import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { readMetaProperties, writeMetaProperties } from './meta-properties.ts';

const PROPERTIES = {
  clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
  nodeId: 1,
  directoryId: 'nVJ1aXJhhNRtqLQ5qqbdKw',
};

async function withFile(text: string): Promise<MemoryFileSystem> {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  await fileSystem.writeWhole('/data/meta.properties', Buffer.from(text));
  return fileSystem;
}

test('the properties of a log directory are read as they were written', async () => {
  const fileSystem = await withFile('');
  await writeMetaProperties(fileSystem, '/data', PROPERTIES);
  assert.deepEqual(await readMetaProperties(fileSystem, '/data'), PROPERTIES);
});

test('a log directory without the file was never formatted', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  assert.equal(await readMetaProperties(fileSystem, '/data'), undefined);
});

test('the properties that Kafka wrote are read', async () => {
  const fileSystem = await withFile(
    '#\n#Sat Nov 21 12:00:00 UTC 2026\ncluster.id=MkU3OEVBNTcwNTJENDM2Qg\n' +
      'directory.id=nVJ1aXJhhNRtqLQ5qqbdKw\nnode.id=1\nversion=1\n',
  );
  assert.deepEqual(await readMetaProperties(fileSystem, '/data'), PROPERTIES);
});

for (const [text, message] of [
  ['version=0\nbroker.id=1\n', /\/data\/meta\.properties cannot be used: its version is 0, not 1/],
  ['version=1\nnode.id=1\ndirectory.id=a\n', /it has no cluster\.id/],
  ['version=1\ncluster.id=a\nnode.id=one\ndirectory.id=a\n', /its node\.id is no number/],
] as const) {
  test(`properties that cannot be used are refused: ${String(message)}`, async () => {
    await assert.rejects(readMetaProperties(await withFile(text), '/data'), {
      code: 'INVALID_CONFIG',
      message,
    });
  });
}
