import { stat } from 'node:fs/promises';
import { release } from 'node:os';

import type { Clock } from '@odradek/base';
import type { BrokerConfig } from '@odradek/broker';
import {
  BufferedJournalDevice,
  type FileSystem,
  type JournalSettings,
  MeasuredJournalDevice,
  rememberedJournalDevice,
  type SyncObserver,
} from '@odradek/storage';
import { DirectJournalDevice } from '@odradek/storage/node';

/** What decides how the journals of log directories are written. */
export interface JournalChoice {
  readonly config: Pick<BrokerConfig, 'journalForm' | 'journalBytes'>;
  /** For the files of the journals alone: it must not wait for what others do. */
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Hears how long writes take. */
  readonly observer: SyncObserver;
}

/** Journals in the form that is configured, or quicker on the disk of each log directory. */
export function journalSettings(choice: JournalChoice): JournalSettings {
  const { config, fileSystem, clock, observer } = choice;
  const { journalForm: form, journalBytes: totalBytes } = config;
  return {
    sizes: { totalBytes },
    deviceOf: async (directory) => {
      const { device } = await rememberedJournalDevice({
        form,
        environment: await environmentOf(directory),
        directory,
        fileSystem,
        clock,
        buffered: new BufferedJournalDevice(fileSystem),
        direct: DirectJournalDevice.isPossible() ? new DirectJournalDevice(fileSystem) : undefined,
      });
      return new MeasuredJournalDevice(device, { directory, clock, observer });
    },
  };
}

/** What the quicker form of a journal depends on: a directory that was copied elsewhere is another one. */
async function environmentOf(directory: string): Promise<string> {
  const { dev, ino } = await stat(directory, { bigint: true });
  const { platform, versions } = process;
  return `${platform} ${release()}, Node ${versions.node}, device ${dev}, inode ${ino}`;
}
