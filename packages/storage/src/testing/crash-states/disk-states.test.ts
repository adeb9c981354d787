import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { testFileSystem } from '../file-system-conformance.ts';
import { describeImage, type DirectoryImage } from './disk-image.ts';
import { diskStatesAt, drawDiskState, leastStateAt } from './disk-states.ts';
import { RecordedDisk } from './recorded-disk.ts';

const DIRECTORY = '/data';
const LIMITS = { ofFileMax: 100, ofDiskMax: () => 1000 };
const EMPTY: DirectoryImage = { names: new Map([['data', { names: new Map() }]]) };

testFileSystem('RecordedDisk', async () => {
  return { fileSystem: new RecordedDisk({ image: EMPTY }), directory: DIRECTORY };
});

/** What the states of a disk are now: the texts of the files in the directory. */
function statesNow(disk: RecordedDisk): readonly string[] {
  const { images, isWhole } = diskStatesAt(disk, disk.moment, LIMITS);
  assert.equal(isWhole, true);
  return images.map(textOf).sort();
}

function textOf(image: DirectoryImage): string {
  const directory = image.names.get('data');
  assert(directory !== undefined && !Buffer.isBuffer(directory));
  return [...directory.names]
    .map(([name, node]) => `${name}=${Buffer.isBuffer(node) ? shown(node) : '/'}`)
    .sort()
    .join(' ');
}

/** Each byte that comes again is shown once, zeros as 0. */
function shown(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll('\0', '0')
    .replaceAll(/(.)\1+/g, '$1');
}

async function withFile(text: string) {
  const disk = new RecordedDisk({ image: EMPTY });
  const file = await disk.open(`${DIRECTORY}/f`, { create: true });
  await file.write(0, [Buffer.from(text)]);
  await file.datasync();
  await disk.syncDirectory(DIRECTORY);
  return { disk, file };
}

test('what was synced under a name that was synced is there, and nothing else', async () => {
  const { disk } = await withFile('a');
  assert.deepEqual(statesNow(disk), ['f=a']);
});

test('a name that was not synced may be missing, though its file was synced', async () => {
  const disk = new RecordedDisk({ image: EMPTY });
  const file = await disk.open(`${DIRECTORY}/f`, { create: true });
  await file.write(0, [Buffer.from('a')]);
  await file.datasync();
  assert.deepEqual(statesNow(disk), ['', 'f=a']);
});

test('a file whose name was synced and not its contents may be empty, or have zeros', async () => {
  const disk = new RecordedDisk({ image: EMPTY });
  const file = await disk.open(`${DIRECTORY}/f`, { create: true });
  await file.write(0, [Buffer.from('a')]);
  await disk.syncDirectory(DIRECTORY);
  assert.deepEqual(statesNow(disk), ['f=', 'f=0', 'f=a']);
});

test('each sector of a write is there or not by itself, and so is the size', async () => {
  const { disk, file } = await withFile('a'.repeat(512));
  await file.write(0, [Buffer.from('b'.repeat(1024))]);
  assert.deepEqual(statesNow(disk), ['f=a', 'f=a0', 'f=ab', 'f=b', 'f=b', 'f=b0']);
});

test('of two writes to one sector there may be none, the first, or both', async () => {
  const { disk, file } = await withFile('aaaa');
  await file.write(0, [Buffer.from('b')]);
  await file.write(2, [Buffer.from('c')]);
  assert.deepEqual(statesNow(disk), ['f=a', 'f=ba', 'f=baca']);
});

test('a file that is cut off may be the old one, the new one, or have lost its end to zeros', async () => {
  const { disk, file } = await withFile('ab');
  await file.truncate(1);
  assert.deepEqual(statesNow(disk), ['f=a', 'f=a0', 'f=ab']);
});

test('names come and go independently of each other, a renamed file with its new name only', async () => {
  const { disk } = await withFile('a');
  await disk.rename(`${DIRECTORY}/f`, `${DIRECTORY}/g`);
  await disk.open(`${DIRECTORY}/h`, { create: true });
  assert.deepEqual(statesNow(disk), ['f=a', 'f=a h=', 'g=a', 'g=a h=']);
  await disk.remove(`${DIRECTORY}/g`);
  assert.deepEqual(statesNow(disk), ['', 'f=a', 'f=a h=', 'g=a', 'g=a h=', 'h=']);
});

test('writeWhole leaves the old contents or the new ones at every moment', async () => {
  const { disk } = await withFile('a');
  await disk.writeWhole(`${DIRECTORY}/f`, Buffer.from('b'));
  const found = new Set<string>();
  for (let moment = 5; moment <= disk.moment; moment++) {
    for (const image of diskStatesAt(disk, moment, LIMITS).images) {
      found.add(/f=./.exec(textOf(image))?.[0] ?? 'no file');
    }
  }
  assert.deepEqual([...found].sort(), ['f=a', 'f=b']);
  assert.deepEqual(statesNow(disk), ['f=b']);
});

test('a sync covers what came before it began, when it has ended', async () => {
  const { disk, file } = await withFile('a');
  await file.write(1, [Buffer.from('b')]);
  const syncing = file.datasync();
  await file.write(2, [Buffer.from('c')]);
  assert.equal(statesNow(disk).includes('f=a'), true);
  await syncing;
  assert.deepEqual(statesNow(disk), ['f=ab', 'f=ab0', 'f=abc']);
});

test('a process that was killed changes nothing any more, and what it wrote is found', async () => {
  const { disk, file } = await withFile('a');
  await file.write(1, [Buffer.from('b')]);
  void file.datasync();
  const next = disk.kill();
  assert.equal(String(await next.readWhole(`${DIRECTORY}/f`)), 'ab');
  void file.write(2, [Buffer.from('c')]);
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
  assert.equal(String(await next.readWhole(`${DIRECTORY}/f`)), 'ab');
  assert.deepEqual(textOf(leastStateAt(next, next.moment)), 'f=a');
});

test('every state is drawn at some time, and none that is not legal', async () => {
  const { disk, file } = await withFile('a'.repeat(512));
  await file.write(0, [Buffer.from('b'.repeat(1024))]);
  await disk.open(`${DIRECTORY}/g`, { create: true });
  const random = new SeededRandom(1);
  const found = new Set<string>();
  for (let draw = 0; draw < 500; draw++) {
    found.add(textOf(drawDiskState(disk, disk.moment, random)));
  }
  assert.deepEqual([...found].sort(), [...new Set(statesNow(disk))].sort());
});

test('an image is told of with its sizes, and where there are zeros', () => {
  const bytes = Buffer.concat([Buffer.alloc(512), Buffer.from('a')]);
  const image: DirectoryImage = { names: new Map([['d', { names: new Map([['f', bytes]]) }]]) };
  assert.deepEqual(describeImage(image), ['/d/', '/d/f 513 bytes, sectors 0x']);
});
