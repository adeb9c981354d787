import { type SeededRandom } from '@odradek/base/testing';

import { type DiskOperation, TURNS, type TurnsOf } from './recorded-disk.ts';

/** How long a disk takes for what. */
export interface Schedule {
  readonly name: string;
  /** For one disk. */
  readonly create: () => TurnsOf;
}

/** So much longer takes what is slow. */
const SLOW_FACTOR = 200;
const EVERY_OTHER_FACTOR = 6;
/** What may take much longer than everything else. */
const SLOW_PATHS: readonly (readonly [name: string, path: RegExp])[] = [
  ['slow recovery points', /\/recovery-point-offset-checkpoint/],
  ['slow start offsets', /\/log-start-offset-checkpoint/],
  ['slow snapshots', /\.snapshot/],
  ['slow indexes', /index$/],
  ['slow segments', /\.log$/],
  ['slow summaries', /\/odradek-log-checkpoint/],
  ['slow journal', /\/odradek-journal/],
  ['slow files of a partition', /partition\.metadata|leader-epoch-checkpoint/],
  ['slow directories', /\/$/],
];
/** The longest that an operation takes if that is drawn. */
const TURNS_MAX: Readonly<Record<DiskOperation, number>> = { read: 2, change: 5, sync: 16 };

/**
 * A disk that is even, one whose every other sync is slow, and disks that are slow with one kind of
 * file: whoever does not wait for it is overtaken there.
 */
export const SCHEDULES: readonly Schedule[] = [
  { name: 'even', create: () => (operation) => TURNS[operation] },
  { name: 'every other sync slow', create: everyOtherSlow },
  ...SLOW_PATHS.map(([name, slow]) => ({ name, create: () => slowWith(slow) })),
];

function everyOtherSlow(): TurnsOf {
  let syncs = 0;
  return (operation) => {
    if (operation !== 'sync') return TURNS[operation];
    return syncs++ % 2 === 0 ? EVERY_OTHER_FACTOR * TURNS.sync : 1;
  };
}

function slowWith(slow: RegExp): TurnsOf {
  return (operation, path) => {
    const isSlow = operation !== 'read' && slow.test(path.replace(/\.tmp$/, ''));
    return isSlow ? SLOW_FACTOR * Math.max(1, TURNS[operation]) : TURNS[operation];
  };
}

/** A disk that takes its time as it likes, and often very long with one kind of file. */
export function drawSchedule(random: SeededRandom): TurnsOf {
  const [, slow] = SLOW_PATHS[random.below(SLOW_PATHS.length * 2)] ?? [];
  return (operation, path) => {
    const isSlow = operation !== 'read' && slow?.test(path.replace(/\.tmp$/, '')) === true;
    return random.below(TURNS_MAX[operation] + 1) * (isSlow ? SLOW_FACTOR : 1);
  };
}
