import type { SeededRandom } from '@odradek/base/testing';
import type { FileFault } from '@odradek/storage/testing';

import { pick } from './pick.ts';
import type { CrashKind, OutagePlan } from './seed-plan.ts';

/** What a disk can do wrong, in the words of the operating system. */
const DISK_FAULTS = [
  { operation: 'write', code: 'EIO' },
  { operation: 'write', code: 'ENOSPC' },
  { operation: 'datasync', code: 'EIO' },
  { operation: 'syncDirectory', code: 'EIO' },
  { operation: 'read', code: 'EIO' },
  { operation: 'open', code: 'EIO' },
  { operation: 'open', code: 'ENOSPC' },
  { operation: 'rename', code: 'EIO' },
] as const satisfies readonly FileFault[];

/** Draws when and how the broker goes down before the last time. It does so at least once. */
export function drawOutages(random: SeededRandom): readonly OutagePlan[] {
  const hasBadDisk = random.chance(0.5);
  const count = random.between(1, 5);
  return Array.from({ length: count }, () => drawOutage(random, hasBadDisk));
}

/** Draws how the broker goes down the last time: suddenly, if it was stopped in order until then. */
export function drawLastCrash(random: SeededRandom, outages: readonly OutagePlan[]): CrashKind {
  const hasCrashed = outages.some(({ kind }) => kind !== 'stop');
  const sudden = ['power', 'power', 'power', 'kill'] as const;
  return pick(random, hasCrashed ? [...sudden, 'stop'] : sudden);
}

function drawOutage(random: SeededRandom, hasBadDisk: boolean): OutagePlan {
  return {
    kind: pick(random, ['power', 'power', 'power', 'kill', 'kill', 'stop']),
    afterMs: random.below(pick(random, [20, 200, 1_000])),
    atDiskOperation: random.chance(0.5) ? random.between(1, 30) : 0,
    atJournalReuse: 0,
    diskFaults: hasBadDisk ? drawDiskFaults(random) : [],
    downMs: random.between(1, pick(random, [10, 300, 4_000])),
    crashWhileStarting: random.chance(0.3) ? random.between(1, 60) : 0,
    crashWhileStopping: random.chance(0.5) ? random.between(1, 20) : 0,
    secondCrash: pick(random, ['power', 'power', 'kill']),
    losesPowerWhileDown: random.chance(0.2),
  };
}

/** Some come with the first operations of a start, some when clients are busy. */
function drawDiskFaults(random: SeededRandom): readonly FileFault[] {
  return Array.from({ length: random.between(0, 3) }, () => ({
    ...pick(random, DISK_FAULTS),
    after: random.below(pick(random, [2, 20, 80])),
  }));
}
