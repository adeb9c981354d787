import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { extent } from '../extent/extent.ts';
import { median } from '../figures/figures.ts';
import { ImagesFolder } from './images-folder.ts';
import { whyNoLoopImages } from './loop-image.ts';
import { type PowerLoss, powerLosses, type PowerLossOptions } from './power-losses.ts';

const RUNS = Number(process.env['ODRADEK_POWER_LOSS_RUNS'] ?? extent(4, 200));
const FROM = Number(process.env['ODRADEK_POWER_LOSS_FROM'] ?? 0);
const SEED = Number(process.env['ODRADEK_POWER_LOSS_SEED'] ?? Date.now() % 1_000_000);
const LOSSES_OF_A_DISK = 3;
/** Of those without syncs: 10 of 200. */
const LOSING_SHARE_MIN = 10 / 200;

const folder = new ImagesFolder();
after(() => folder[Symbol.dispose]());
const lack = whyNoLoopImages(folder.path);
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of power losses: ${lack}.`);

/** Runs them all, and prints their figures. */
async function lose(what: string, options: Partial<PowerLossOptions>): Promise<PowerLoss[]> {
  const losses: PowerLoss[] = [];
  const common = { folder: folder.path, seed: SEED, from: FROM, runs: RUNS };
  const each = { lossesOfADisk: LOSSES_OF_A_DISK, isSettled: false, losesJournal: false };
  for await (const loss of powerLosses({ ...common, ...each, ...options })) {
    losses.push(loss);
    if (loss.violations.length > 0 && options.isSettled !== true)
      console.error(
        `seed ${SEED}, run ${loss.run}:\n  ${[...loss.violations, loss.said].join('\n  ')}`,
      );
  }
  const sum = (of: (loss: PowerLoss) => number) => losses.reduce((all, loss) => all + of(loss), 0);
  const figures = [
    `${losses.length} losses of power from seed ${SEED}, run ${FROM}`,
    `${losses.filter(({ cache }) => cache === 'lost').length} of them with the write cache of the disk`,
    `${sum(({ lossesAtStart }) => lossesAtStart)} more while a broker recovered`,
    `${sum(({ acknowledged }) => acknowledged)} records in ${sum(({ requests }) => requests)} requests acknowledged`,
    `${sum(({ lost }) => lost)} lost, in ${losses.filter(({ lost }) => lost > 0).length} losses`,
    `${losses.filter(({ violations }) => violations.length > 0).length} losses with a violation`,
    `start after one ${median(losses.map(({ startMs }) => startMs)).toFixed(0)} ms (median)`,
  ];
  console.log(`${what}: ${figures.join('; ')}`);
  return losses;
}

function assertLosing(losses: readonly PowerLoss[]): void {
  const losing = losses.filter(({ lost }) => lost > 0).length;
  assert.ok(losing >= LOSING_SHARE_MIN * losses.length, `${losing} of ${losses.length} lost`);
}

describe('a loss of power under load', { skip: lack ?? false }, () => {
  for (const form of ['buffered', 'direct']) {
    test(`takes no acknowledged record away, and brings none back: ${form} journal`, async () => {
      const losses = await lose(form, { configs: [`odradek.journal.form=${form}`] });
      assert.deepEqual(
        losses.filter(({ violations }) => violations.length > 0),
        [],
      );
    });
  }

  const once = { lossesOfADisk: 1, isSettled: true, onComplaint: () => undefined };

  test('takes records with odradek.flush=os', async () => {
    assertLosing(await lose('os', { ...once, configs: ['odradek.flush=os'] }));
  });

  test('takes records if the journal is not replayed', async () => {
    assertLosing(await lose('without replay', { ...once, losesJournal: true }));
  });
});
