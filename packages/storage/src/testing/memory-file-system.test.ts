import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { DiskFaultRates } from './disk-faults.ts';
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

test('a failure that is forgotten does not come', async () => {
  const { fileSystem, file } = await withFile();
  fileSystem.failLater({ operation: 'write' });
  fileSystem.failLater({ operation: 'write', after: 1 });
  await assert.rejects(file.write(0, [Buffer.from('abc')]), /EIO/);
  fileSystem.forgetFaults();
  await file.write(0, [Buffer.from('abc')]);
  await file.write(3, [Buffer.from('def')]);
  assert.equal(fileSystem.faultsToCome, 0);
});

test('operations fail when they are told to, with the error that was asked for', async () => {
  const { fileSystem, file } = await withFile();
  fileSystem.failLater({ operation: 'write', after: 1, code: 'ENOSPC' });
  await file.write(0, [Buffer.from('fits')]);
  await assert.rejects(file.write(4, [Buffer.from('too much')]), { code: 'ENOSPC' });
  await file.write(4, [Buffer.from('fits again')]);
});

/** Writes 4 sectors, syncs them, writes 4 more and crashes. */
async function crashed(faults: Partial<DiskFaultRates>, seed = 1) {
  const { fileSystem, path, file } = await withFile(seed);
  await fileSystem.syncDirectory(DIRECTORY);
  await file.write(0, [Buffer.alloc(2048, 'a')]);
  await file.datasync();
  fileSystem.setFaults(faults);
  await file.write(2048, [Buffer.alloc(2048, 'b')]);
  const after = fileSystem.crash();
  return { after, bytes: await after.readWhole(path), file };
}

const HARMLESS = { tornWrite: 0, lostWrite: 0, lostNames: 0 };

test('without faults a crash keeps everything, synced or not', async () => {
  const { after, bytes } = await crashed(HARMLESS);
  assert.deepEqual(bytes, Buffer.concat([Buffer.alloc(2048, 'a'), Buffer.alloc(2048, 'b')]));
  for (const kind of ['torn-write', 'lost-write', 'lost-name', 'bit-flip'] as const) {
    assert.equal(after.faults.countOf(kind), 0);
  }
});

test('a write that was not synced is torn in its sectors, and what was synced stays', async () => {
  const shapes = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const { after, bytes } = await crashed({ ...HARMLESS, tornWrite: 1 }, seed);
    assert.deepEqual(bytes.subarray(0, 2048), Buffer.alloc(2048, 'a'));
    assert.equal(after.faults.countOf('torn-write'), 1);
    const sectors = [4, 5, 6, 7].map((sector) => bytes.subarray(sector * 512, sector * 512 + 512));
    shapes.add(sectors.map((sector) => (sector.every((byte) => byte === 98) ? 'b' : '.')).join(''));
  }
  for (const shape of ['b.b.', '.b.b', 'bb..', '..bb', '....'])
    assert.equal(shapes.has(shape), true);
});

test('a write that was not synced is lost as a whole', async () => {
  const { after, bytes } = await crashed({ ...HARMLESS, lostWrite: 1 });
  assert.equal(bytes.byteLength, 2048);
  assert.equal(after.faults.countOf('lost-write'), 1);
});

test('names that were not synced are lost', async () => {
  let count = 0;
  for (let seed = 0; seed < 20; seed++) {
    const { fileSystem, path } = await withFile(seed);
    fileSystem.setFaults({ ...HARMLESS, lostNames: 1 });
    const after = fileSystem.crash();
    assert.equal(await after.exists(path), after.faults.countOf('lost-name') === 0);
    count += after.faults.countOf('lost-name');
  }
  assert.equal(count > 0, true);
});

test('a sync that lies resolves, and a crash may lose what it covered', async () => {
  const { fileSystem, path, file } = await withFile();
  await fileSystem.syncDirectory(DIRECTORY);
  fileSystem.setFaults({ ...HARMLESS, lyingSync: 1, lostWrite: 1 });
  await file.write(0, [Buffer.from('gone')]);
  await file.datasync();
  assert.equal(fileSystem.faults.countOf('lying-sync'), 1);
  assert.equal((await fileSystem.crash().readWhole(path)).byteLength, 0);
});

test('reads, writes and syncs fail by chance, and are counted', async () => {
  const { fileSystem, path, file } = await withFile();
  fileSystem.setFaults({ failedRead: 1, failedWrite: 1, failedSync: 1 });
  await assert.rejects(file.read(0, 1), { code: 'EIO' });
  await assert.rejects(fileSystem.readWhole(path), { code: 'EIO' });
  await assert.rejects(file.write(0, [Buffer.from('a')]), { code: 'EIO' });
  await assert.rejects(file.datasync(), { code: 'EIO' });
  await assert.rejects(fileSystem.syncDirectory(DIRECTORY), { code: 'EIO' });
  const { faults } = fileSystem;
  assert.deepEqual(
    (['failed-read', 'failed-write', 'failed-sync'] as const).map((kind) => faults.countOf(kind)),
    [2, 1, 2],
  );
});

test('a full disk takes what fits, and more once something was removed', async () => {
  const { fileSystem, path, file } = await withFile();
  await fileSystem.writeWhole(`${DIRECTORY}/b`, Buffer.alloc(10));
  fileSystem.setFaults({ capacityBytes: 14 });
  await assert.rejects(file.write(0, [Buffer.from('abcdef')]), { code: 'ENOSPC' });
  assert.equal(String(await fileSystem.readWhole(path)), 'abcd');
  await file.write(0, [Buffer.from('ABCD')]);
  await assert.rejects(file.write(4, [Buffer.from('e')]), { code: 'ENOSPC' });
  assert.equal(fileSystem.faults.countOf('disk-full'), 2);
  await fileSystem.remove(`${DIRECTORY}/b`);
  await file.write(4, [Buffer.from('e')]);
  assert.equal(String(await fileSystem.readWhole(path)), 'ABCDe');
});

test('a bit flips at rest, one in each file', async () => {
  const { fileSystem, path, file } = await withFile();
  await file.write(0, [Buffer.alloc(100)]);
  await file.datasync();
  await fileSystem.syncDirectory(DIRECTORY);
  fileSystem.setFaults({ bitFlip: 1 });
  fileSystem.rot();
  const bits = (bytes: Buffer): number =>
    bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
  assert.equal(bits(await fileSystem.readWhole(path)), 1);
  fileSystem.setFaults({ bitFlip: 0 });
  assert.equal(bits(await fileSystem.crash().readWhole(path)), 1);
  assert.equal(fileSystem.faults.countOf('bit-flip'), 1);
});

test('the same seed and operations do the same wrong', async () => {
  const outcome = async (seed: number): Promise<string> => {
    const { bytes } = await crashed({ bitFlip: 0.5 }, seed);
    return bytes.toString('hex');
  };
  for (let seed = 0; seed < 10; seed++) assert.equal(await outcome(seed), await outcome(seed));
});

test('writeNow fails when it is told to, with a part written, and when the disk is full', async () => {
  const { fileSystem, path, file } = await withFile();
  fileSystem.failLater({ operation: 'write', writes: 'nothing', code: 'ENOSPC' });
  assert.throws(() => file.writeNow(0, [Buffer.from('abc')]), { code: 'ENOSPC', syscall: 'write' });
  assert.equal(await file.size(), 0);
  fileSystem.failLater({ operation: 'write', writes: 'a part' });
  assert.throws(() => file.writeNow(0, [Buffer.from('abcdef')]), { code: 'EIO' });
  const size = await file.size();
  assert.equal(size > 0 && size < 6, true);
  fileSystem.setFaults({ capacityBytes: 8 });
  assert.throws(() => file.writeNow(6, [Buffer.from('ghi')]), { code: 'ENOSPC' });
  assert.equal(String(await fileSystem.readWhole(path)).slice(6), 'gh');
  fileSystem.setFaults({ capacityBytes: Infinity, failedWrite: 1 });
  assert.throws(() => file.writeNow(0, [Buffer.from('a')]), { code: 'EIO' });
  assert.equal(fileSystem.faults.countOf('failed-write'), 1);
});

test('what writeNow wrote is lost by a crash like any write that was not synced', async () => {
  const { fileSystem, path, file } = await withFile();
  await fileSystem.syncDirectory(DIRECTORY);
  fileSystem.setFaults({ ...HARMLESS, lostWrite: 1 });
  file.writeNow(0, [Buffer.from('synced')]);
  await file.datasync();
  file.writeNow(6, [Buffer.from(' or not')]);
  const after = fileSystem.crash();
  file.writeNow(0, [Buffer.from('after the power was off')]);
  assert.equal(String(await after.readWhole(path)), 'synced');
});

test('writeNow is cut short when the power goes meanwhile, and does nothing afterwards', async () => {
  const sizes = new Set<number>();
  for (let seed = 0; seed < 100; seed++) {
    const { fileSystem, path, file } = await withFile(seed);
    await fileSystem.syncDirectory(DIRECTORY);
    fileSystem.setFaults(HARMLESS);
    fileSystem.powerOffAfter(1);
    file.writeNow(0, [Buffer.from('ab')]);
    file.writeNow(2, [Buffer.from('cd')]);
    file.writeNow(4, [Buffer.from('ef')]);
    sizes.add((await fileSystem.crash().readWhole(path)).byteLength);
  }
  assert.deepEqual(
    [...sizes].sort((left, right) => left - right),
    [2, 3, 4],
  );
});
