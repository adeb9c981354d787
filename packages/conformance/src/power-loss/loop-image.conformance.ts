import assert from 'node:assert/strict';
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { ImagesFolder } from './images-folder.ts';
import { LoopImage, whyNoLoopImages } from './loop-image.ts';

const folder = new ImagesFolder();
after(() => folder[Symbol.dispose]());
const lack = whyNoLoopImages(folder.path);
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of power losses: ${lack}.`);

describe('after a loss of power a loop image', { skip: lack ?? false }, () => {
  test('has what was synced, and nothing of what was not', async () => {
    const disk = await LoopImage.create(folder.path, 'disk');
    const file = openSync(join(disk.directory, 'file'), 'w');
    writeSync(file, 'synced');
    const flushes = disk.flushes;
    fdatasyncSync(file);
    assert.ok(disk.passesFlushes, 'the loop device takes flushes');
    assert.ok(disk.flushes > flushes, 'a sync sends the disk a flush');
    writeSync(file, ' and more');
    closeSync(file);
    closeSync(openSync(join(disk.directory, 'later'), 'w'));

    const later = await disk.powerLoss(folder.path, 'after');
    assert.equal(readFileSync(join(later.directory, 'file'), 'utf8'), 'synced');
    assert.equal(existsSync(join(later.directory, 'later')), false, 'a file that was not synced');
    await later.remove();
    await disk.remove();
  });
});
