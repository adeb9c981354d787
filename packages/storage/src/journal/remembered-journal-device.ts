import type { Clock, Timestamp } from '@odradek/base';

import { type FileSystem, isDiskFailure, isMissingFile, isRefusal } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';
import {
  chooseJournalDevice,
  type ChosenJournalDevice,
  type JournalDeviceChoice,
} from './choose-journal-device.ts';

/** What a device is chosen by, and what that depends on. */
export interface RememberedDeviceChoice extends JournalDeviceChoice {
  readonly clock: Pick<Clock, 'monotonicMs' | 'now'>;
  /** One line that is another one on another disk, directory or system. */
  readonly environment: string;
}

/** Kafka ignores it, as all files that it does not know. */
const FILE_NAME = 'odradek-journal-form';
/** The disk may have been busy with something else when it was measured: no week is lost by that. */
const REMEMBERED_MS: number = 7 * 24 * 60 * 60 * 1000;
const TEXT = /^version: 1\nform: (buffered|direct)\nmeasured: (\d+)\nenvironment: (.*)\nend\n$/;

/**
 * As `chooseJournalDevice`, but what was measured counts for a week, so that most starts need not. It
 * is noted in the log directory, in a small file that nothing else depends on: one that was cut off,
 * is of another format, or of another environment, is written again after the next measurement.
 */
export async function rememberedJournalDevice(
  choice: RememberedDeviceChoice,
): Promise<ChosenJournalDevice> {
  if (choice.form !== 'auto' || choice.direct === undefined) return chooseJournalDevice(choice);
  const path = `${choice.directory}/${FILE_NAME}`;
  const remembered = await readForm(choice, path);
  const device = remembered === 'direct' ? choice.direct : choice.buffered;
  if (remembered !== undefined && (await canOpen(device, path))) {
    return { device, reason: ', as measured at an earlier start' };
  }
  const chosen = await chooseJournalDevice(choice);
  await noteForm(choice, path, chosen.device.form);
  return chosen;
}

async function readForm(
  { fileSystem, clock, environment }: RememberedDeviceChoice,
  path: string,
): Promise<JournalDevice['form'] | undefined> {
  const text = await readText(fileSystem, path);
  const [, form, measured, measuredIn] = TEXT.exec(text) ?? [];
  const ageMs = clock.now() - Number(measured);
  const counts = measuredIn === environment && ageMs >= 0 && ageMs < REMEMBERED_MS;
  return counts && (form === 'direct' || form === 'buffered') ? form : undefined;
}

async function readText(fileSystem: FileSystem, path: string): Promise<string> {
  try {
    return (await fileSystem.readWhole(path)).toString();
  } catch (error) {
    if (isMissingFile(error) || isRefusal(error)) return '';
    throw error;
  }
}

/** Whether the file system of the directory still takes a device: whoever measures finds out why not. */
async function canOpen(device: JournalDevice, path: string): Promise<boolean> {
  try {
    await (await device.open(path)).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error) || isDiskFailure(error)) throw error;
    return false;
  }
}

/** Not durably, and not if there is no room: then the next start measures again. */
async function noteForm(
  { fileSystem, clock, environment }: RememberedDeviceChoice,
  path: string,
  form: JournalDevice['form'],
): Promise<void> {
  try {
    const file = await fileSystem.open(path, { create: true });
    try {
      await file.truncate(0);
      await file.write(0, [Buffer.from(format(form, clock.now(), environment))]);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function format(form: JournalDevice['form'], measured: Timestamp, environment: string): string {
  return `version: 1\nform: ${form}\nmeasured: ${measured}\nenvironment: ${environment}\nend\n`;
}
