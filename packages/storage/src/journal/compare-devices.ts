import type { Clock } from '@odradek/base';

import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { type TrialPlace, withTrialFile } from './try-device.ts';

/** A frame with one record, and one with the appends of many connections. */
const WRITE_BYTES: readonly number[] = [4 * 1024, 64 * 1024];
/** The part of the file that each device writes to. */
const TRIAL_BYTES = 128 * 1024;
/** No byte that a disk could know to be nothing. */
const CONTENT = 0x5a;
const ROUNDS_MAX = 9;
/** Less than any write takes, but not nothing. */
const MOMENT_MS = 0.001;

/** With fewer rounds one write that took long would decide. */
export const ROUNDS_MIN = 5;
/** How long devices are compared, with the creation of the file: later no write begins. */
const COMPARE_MS = 10;

/** What it takes to compare two devices. */
export interface DevicesToCompare extends TrialPlace {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly buffered: JournalDevice;
  readonly direct: JournalDevice;
}

/**
 * How many times as long as the buffered device the direct one takes for a write, once for each round
 * in which both wrote the same in turn; fewer than `ROUNDS_MIN` where the disk is slow or busy: a
 * start is not held up to find out. Rejects if one of them cannot open a file in the directory or
 * write it. Leaves nothing there.
 */
export function compareDevices(options: DevicesToCompare): Promise<readonly number[]> {
  const { buffered, direct, clock } = options;
  const endMs = clock.monotonicMs() + COMPARE_MS;
  return withTrialFile(options, 2 * TRIAL_BYTES, async (path) => {
    const trials: Trial[] = [];
    try {
      for (const device of [direct, buffered]) {
        const file = await device.open(path);
        const memory = device.allocate(Math.max(...WRITE_BYTES)).fill(CONTENT);
        trials.push(new Trial({ file, memory, begin: trials.length * TRIAL_BYTES, clock }));
      }
      return await ratiosOf(trials, () => clock.monotonicMs() >= endMs);
    } finally {
      for (const trial of trials) await trial.end();
    }
  });
}

async function ratiosOf(
  trials: readonly Trial[],
  isLate: () => boolean,
): Promise<readonly number[]> {
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS_MAX; round++) {
    const ratio = await ratioOf(trials, round, isLate);
    if (ratio === undefined) break;
    // The first round gives the file its places on the disk, starts threads and compiles.
    if (round > 0) ratios.push(ratio);
  }
  return ratios;
}

/**
 * The geometric mean of the ratios of all sizes; each device begins every other round. `undefined` if
 * there is no time to end the round.
 */
async function ratioOf(
  trials: readonly Trial[],
  round: number,
  isLate: () => boolean,
): Promise<number | undefined> {
  const order = round % 2 === 0 ? trials : trials.toReversed();
  for (const trial of order) trial.logMs = 0;
  for (const bytes of WRITE_BYTES) {
    for (const trial of order) {
      if (isLate()) return undefined;
      await trial.write(bytes);
    }
  }
  const [direct = 0, buffered = 0] = trials.map(({ logMs }) => logMs / WRITE_BYTES.length);
  return Math.exp(direct - buffered);
}

interface TrialOptions {
  readonly file: JournalFile;
  readonly memory: Buffer;
  /** The part of the file that is written begins here. */
  readonly begin: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** The writes of one device, to a part of the file that the other one leaves alone. */
class Trial {
  /** The sum of the logarithms of what the writes of a round took. */
  logMs = 0;
  private readonly options: TrialOptions;
  private position = 0;

  constructor(options: TrialOptions) {
    this.options = options;
  }

  async write(bytes: number): Promise<void> {
    const { file, memory, begin, clock } = this.options;
    if (this.position + bytes > TRIAL_BYTES) this.position = 0;
    const beganMs = clock.monotonicMs();
    await file.writeDurably(begin + this.position, memory.subarray(0, bytes));
    this.logMs += Math.log(Math.max(MOMENT_MS, clock.monotonicMs() - beganMs));
    this.position += bytes;
  }

  end(): Promise<void> {
    return this.options.file.close();
  }
}
