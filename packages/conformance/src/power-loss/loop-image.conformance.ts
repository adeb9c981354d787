import assert from 'node:assert/strict';
import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { outputOf } from '../process/run-program.ts';
import { ImagesFolder } from './images-folder.ts';
import { LoopImage, whyNoLoopImages, type WriteCache } from './loop-image.ts';

const folder = new ImagesFolder();
after(() => folder[Symbol.dispose]());
const lack = whyNoLoopImages(folder.path);
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of power losses: ${lack}.`);

const { O_DSYNC, O_RDWR } = constants;
const BLOCK = 4096;

/** Writes past the page cache, which a disk is sent at once, and nothing more. */
async function writeDirectly(path: string): Promise<void> {
  const block = [`bs=${BLOCK}`, 'count=1', 'oflag=direct', 'conv=notrunc', 'status=none'];
  await outputOf('dd', ['if=/dev/urandom', `of=${path}`, ...block]);
}

function isZero(path: string, position: number): boolean {
  return readFileSync(path)
    .subarray(position, position + BLOCK)
    .every((byte) => byte === 0);
}

for (const cache of ['kept', 'lost'] satisfies WriteCache[]) {
  describe(`a disk whose write cache is ${cache} with power`, { skip: lack ?? false }, () => {
    test('has what was synced, and nothing of what was not', async () => {
      const disk = await LoopImage.create(folder.path, `synced-${cache}`, cache);
      const file = openSync(join(disk.directory, 'file'), 'w');
      writeSync(file, 'synced');
      const flushes = disk.flushes;
      fdatasyncSync(file);
      assert.ok(disk.passesFlushes, 'the loop device takes flushes');
      assert.ok(disk.flushes > flushes, 'a sync sends the disk a flush');
      writeSync(file, ' and more');
      closeSync(file);
      closeSync(openSync(join(disk.directory, 'later'), 'w'));

      const later = await disk.powerLoss(folder.path, `synced-${cache}-later`);
      assert.equal(readFileSync(join(later.directory, 'file'), 'utf8'), 'synced');
      assert.equal(existsSync(join(later.directory, 'later')), false, 'a file that was not synced');
      await later.remove();
      await disk.remove();
    });

    test(`has ${cache} what it was sent without a flush`, async () => {
      const disk = await LoopImage.create(folder.path, `sent-${cache}`, cache);
      const paths = ['synchronous', 'direct'].map((name) => join(disk.directory, name));
      for (const path of paths) {
        const file = openSync(path, 'w');
        writeSync(file, Buffer.alloc(2 * BLOCK));
        fdatasyncSync(file);
        closeSync(file);
      }
      const file = openSync(paths[0]!, O_RDWR | O_DSYNC);
      writeSync(file, Buffer.alloc(BLOCK, 1));
      closeSync(file);
      await writeDirectly(paths[1]!);

      const later = await disk.powerLoss(folder.path, `sent-${cache}-later`);
      assert.equal(isZero(join(later.directory, 'synchronous'), 0), false, 'O_DSYNC is a flush');
      assert.equal(
        isZero(join(later.directory, 'direct'), 0),
        cache === 'lost',
        'O_DIRECT is none',
      );
      await later.remove();
      await disk.remove();
    });
  });
}
