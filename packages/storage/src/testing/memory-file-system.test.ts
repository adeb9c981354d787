import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testFileSystem } from './file-system-conformance.ts';
import { MemoryFileSystem } from './memory-file-system.ts';

const DIRECTORY = '/data';

testFileSystem('MemoryFileSystem', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory(DIRECTORY);
  return { fileSystem, directory: DIRECTORY };
});

async function withFile(seed = 1) {
  const fileSystem = new MemoryFileSystem({ seed });
  await fileSystem.createDirectory(DIRECTORY);
  const path = `${DIRECTORY}/a.log`;
  const file = await fileSystem.open(path, { create: true });
  return { fileSystem, path, file };
}

test('a crash keeps what was synced under a name that was synced', async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { fileSystem, path, file } = await withFile(seed);
    await file.write(0, [Buffer.from('durable')]);
    await file.datasync();
    await fileSystem.syncDirectory(DIRECTORY);
    await file.write(7, [Buffer.from(' or not')]);
    const text = String(await fileSystem.crash().readWhole(path));
    assert.equal(text.startsWith('durable'), true);
  }
});

test('a crash loses, keeps or tears what was not synced, and may lose names', async () => {
  const outcomes = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const { fileSystem, path, file } = await withFile(seed);
    await file.write(0, [Buffer.from('abc')]);
    const after = fileSystem.crash();
    outcomes.add((await after.exists(path)) ? String(await after.readWhole(path)) : 'no file');
  }
  for (const outcome of ['no file', '', 'abc', 'a', 'ab', '\0\0\0', '\0bc']) {
    assert.equal(outcomes.has(outcome), true, JSON.stringify(outcome));
  }
});

test('a rename is lost or kept as a whole', async () => {
  const outcomes = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const fileSystem = new MemoryFileSystem({ seed });
    await fileSystem.createDirectory(DIRECTORY);
    await fileSystem.writeWhole(`${DIRECTORY}/a`, Buffer.from('old'));
    await fileSystem.writeWhole(`${DIRECTORY}/b`, Buffer.from('new'));
    await fileSystem.rename(`${DIRECTORY}/b`, `${DIRECTORY}/a`);
    outcomes.add(String(await fileSystem.crash().readWhole(`${DIRECTORY}/a`)));
  }
  assert.deepEqual([...outcomes].sort(), ['new', 'old']);
});

test('a sync that failed has lost the data, and the next one does not bring it back', async () => {
  const { fileSystem, path, file } = await withFile();
  await fileSystem.syncDirectory(DIRECTORY);
  await file.write(0, [Buffer.from('gone')]);
  fileSystem.failLater({ operation: 'datasync' });
  await assert.rejects(file.datasync(), { code: 'EIO' });
  await file.datasync();
  assert.equal(String(await file.read(0, 4)), 'gone');
  assert.equal(String(await fileSystem.crash().readWhole(path)), '');
});

test('operations fail when they are told to, with the error that was asked for', async () => {
  const { fileSystem, file } = await withFile();
  fileSystem.failLater({ operation: 'write', after: 1, code: 'ENOSPC' });
  await file.write(0, [Buffer.from('fits')]);
  await assert.rejects(file.write(4, [Buffer.from('too much')]), { code: 'ENOSPC' });
  await file.write(4, [Buffer.from('fits again')]);
});
