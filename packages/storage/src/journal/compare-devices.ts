import type { Clock } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';

/** A frame with one record, and one with the appends of many connections. */
const WRITE_BYTES: readonly number[] = [4 * 1024, 64 * 1024];
/** Not the name of a file of the journal: nothing reads it. */
const TRIAL_FILE = 'odradek-journal-trial';
/** The part of the file that each device writes to. */
const TRIAL_BYTES = 256 * 1024;
/** No byte that a disk could know to be nothing. */
const CONTENT = 0x5a;
const ROUNDS_MAX = 9;
/** Less than any write takes, but not nothing. */
const MOMENT_MS = 0.001;

/** With fewer rounds one write that took long would decide. */
export const ROUNDS_MIN = 5;
/** How long devices are compared: later no round begins, unless there are too few. */
const COMPARE_MS = 10;
/** A disk that never does a round in this is not waited for: there are two rounds. */
const SLOW_ROUND_MS = 5;

/** What it takes to compare two devices. */
export interface DevicesToCompare {
  readonly directory: string;
  readonly fileSystem: FileSystem;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly buffered: JournalDevice;
  readonly direct: JournalDevice;
}

/**
 * How many times as long as the buffered device the direct one takes for a write, once for each round
 * in which both wrote the same in turn; fewer than `ROUNDS_MIN` where the disk is slow. Rejects if
 * one of them cannot create a file in the directory or write it. Leaves nothing there, unless the
 * process is killed: then a small file, which the next comparison replaces.
 */
export async function compareDevices(options: DevicesToCompare): Promise<readonly number[]> {
  const { buffered, direct, clock } = options;
  const beganMs = clock.monotonicMs();
  const path = `${options.directory}/${TRIAL_FILE}`;
  const trials: Trial[] = [];
  try {
    await direct.create(path, 2 * TRIAL_BYTES);
    for (const device of [direct, buffered]) {
      const file = await device.open(path);
      const memory = device.allocate(Math.max(...WRITE_BYTES)).fill(CONTENT);
      trials.push(new Trial({ file, memory, begin: trials.length * TRIAL_BYTES, clock }));
    }
    return await ratiosOf(trials, clock, beganMs);
  } finally {
    for (const trial of trials) await trial.end();
    await options.fileSystem.remove(path);
  }
}

async function ratiosOf(
  trials: readonly Trial[],
  clock: Pick<Clock, 'monotonicMs'>,
  beganMs: number,
): Promise<readonly number[]> {
  const ratios: number[] = [];
  let quickestMs = Infinity;
  for (let round = 0; round <= ROUNDS_MAX; round++) {
    const roundBeganMs = clock.monotonicMs();
    const isLate = roundBeganMs - beganMs >= COMPARE_MS;
    const isSlow = round > 1 && quickestMs > SLOW_ROUND_MS;
    if (isLate && (ratios.length >= ROUNDS_MIN || isSlow)) break;
    const ratio = await ratioOf(trials, round);
    quickestMs = Math.min(quickestMs, clock.monotonicMs() - roundBeganMs);
    // The first round starts threads and compiles, which is not repeated.
    if (round > 0) ratios.push(ratio);
  }
  return ratios;
}

/** The geometric mean of the ratios of all sizes; each device begins every other round. */
async function ratioOf(trials: readonly Trial[], round: number): Promise<number> {
  const order = round % 2 === 0 ? trials : trials.toReversed();
  for (const trial of order) trial.logMs = 0;
  for (const bytes of WRITE_BYTES) {
    for (const trial of order) await trial.write(bytes);
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
