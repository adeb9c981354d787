import { KafkaError } from '@odradek/base';

import { isDiskFailure } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';
import { compareDevices, type DevicesToCompare, ROUNDS_MIN } from './compare-devices.ts';
import { tryDevice } from './try-device.ts';

/** `odradek.journal.form`: how the files of a journal are written; `auto` is the quicker one. */
export type JournalForm = JournalDevice['form'] | 'auto';

/** What a device is chosen by. */
export interface JournalDeviceChoice extends Omit<DevicesToCompare, 'direct'> {
  readonly form: JournalForm;
  /** Missing where the system or the process has no way past the page cache. */
  readonly direct: JournalDevice | undefined;
}

/** The device of a journal, and why it is this one. */
export interface ChosenJournalDevice {
  readonly device: JournalDevice;
  /** The rest of a sentence that names the form, such as `, as configured`. */
  readonly reason: string;
}

/**
 * The direct form also spares the page cache, so the other one must be clearly quicker, and in three
 * of four rounds: on a busy machine each of them is off by a good deal.
 */
const RATIO_MAX = 1.15;
const UNAVAILABLE = 'this system has no way past the page cache';

/**
 * Chooses how the journal of a log directory is written, by writing to the directory with both
 * forms, which takes some 10 ms and leaves nothing there. The direct form is chosen unless it cannot
 * be, or the buffered one is quicker by more than 15 % in three of four rounds. Where the disk
 * is too slow or too busy to find out in that time, it is the direct one too, as it takes one trip to
 * the disk. A form that is configured is not measured.
 *
 * Rejects with what the disk fails with, and with `ODRADEK_JOURNAL_FORM` if the direct form is asked
 * for by configuration and cannot be.
 */
export async function chooseJournalDevice(
  choice: JournalDeviceChoice,
): Promise<ChosenJournalDevice> {
  const { form, buffered, direct } = choice;
  if (form === 'buffered') return { device: buffered, reason: ', as configured' };
  if (direct === undefined) {
    if (form === 'direct') throw notDirectError(choice.directory, UNAVAILABLE);
    return { device: buffered, reason: `: ${UNAVAILABLE}` };
  }
  try {
    if (form === 'direct') {
      await tryDevice(choice, direct);
      return { device: direct, reason: ', as configured' };
    }
    return quicker({ ...choice, direct }, await compareDevices({ ...choice, direct }));
  } catch (error) {
    if (!(error instanceof Error) || isDiskFailure(error)) throw error;
    if (form === 'direct') throw notDirectError(choice.directory, error.message);
    return { device: buffered, reason: `: the direct form cannot be used (${error.message})` };
  }
}

function quicker(
  { buffered, direct }: DevicesToCompare,
  ratios: readonly number[],
): ChosenJournalDevice {
  const { length } = ratios;
  if (length < ROUNDS_MIN) {
    return { device: direct, reason: `: the disk is too slow to compare (${length} rounds)` };
  }
  const sorted = ratios.toSorted((left, right) => left - right);
  const median = sorted[Math.floor(length / 2)] ?? Number.NaN;
  const lowerQuartile = sorted[Math.floor(length / 4)] ?? Number.NaN;
  const reason = `: direct writes take ${median.toFixed(2)} times as long as buffered ones (${length} rounds)`;
  return { device: lowerQuartile > RATIO_MAX ? buffered : direct, reason };
}

function notDirectError(directory: string, reason: string): KafkaError {
  return new KafkaError(
    'ODRADEK_JOURNAL_FORM',
    `odradek.journal.form=direct is not possible in ${directory}: ${reason}. Set it to auto or ` +
      'buffered, or take a directory on another file system (log.dirs).',
  );
}
