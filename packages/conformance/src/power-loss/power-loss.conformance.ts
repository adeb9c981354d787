import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { extent } from '../extent/extent.ts';
import { ImagesFolder } from './images-folder.ts';
import { whyNoLoopImages } from './loop-image.ts';
import { reportedLosses, runsOr } from './reported-losses.ts';

const LOSSES_OF_A_DISK = 3;

const folder = new ImagesFolder();
after(() => folder[Symbol.dispose]());
const lack = whyNoLoopImages(folder.path);
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of power losses: ${lack}.`);

describe('a loss of power under load', { skip: lack ?? false }, () => {
  for (const form of ['buffered', 'direct']) {
    test(`takes no acknowledged record away, and brings none back: ${form} journal`, async () => {
      const losses = await reportedLosses(form, {
        folder: folder.path,
        runs: runsOr(extent(4, 200)),
        lossesOfADisk: LOSSES_OF_A_DISK,
        configs: [`odradek.journal.form=${form}`],
        isSettled: false,
        losesJournal: false,
        isLosing: false,
      });
      assert.deepEqual(
        losses.filter(({ violations }) => violations.length > 0),
        [],
      );
    });
  }
});
