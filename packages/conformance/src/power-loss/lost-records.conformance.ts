import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { extent } from '../extent/extent.ts';
import { ImagesFolder } from './images-folder.ts';
import { whyNoLoopImages } from './loop-image.ts';
import { reportedLosses, runsOr } from './reported-losses.ts';

/** 10 of 200. */
const LOSING_SHARE_MIN = 10 / 200;

const folder = new ImagesFolder();
after(() => folder[Symbol.dispose]());
const lack = whyNoLoopImages(folder.path);
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of power losses: ${lack}.`);

/** Throws unless enough of the losses take acknowledged records away. */
async function assertLosing(
  what: string,
  options: {
    readonly runs: number;
    readonly configs: readonly string[];
    readonly losesJournal: boolean;
  },
): Promise<void> {
  const losses = await reportedLosses(what, {
    ...options,
    folder: folder.path,
    lossesOfADisk: 1,
    isSettled: true,
    isLosing: true,
    onComplaint: () => undefined,
  });
  const losing = losses.filter(({ lost }) => lost > 0).length;
  assert.ok(losing >= LOSING_SHARE_MIN * losses.length, `${losing} of ${losses.length} lost`);
}

describe('a loss of power under load takes acknowledged records', { skip: lack ?? false }, () => {
  test('with odradek.flush=os', async () => {
    const runs = runsOr(extent(2, 200));
    await assertLosing('os', { runs, configs: ['odradek.flush=os'], losesJournal: false });
  });

  test('if the journal is not replayed', async () => {
    const runs = runsOr(extent(2, 20));
    await assertLosing('without replay', { runs, configs: [], losesJournal: true });
  });
});
