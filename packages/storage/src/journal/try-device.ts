import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice } from '../ports/journal-device.ts';

/** Not the name of a file of the journal: nothing reads it. */
const TRIAL_FILE = 'odradek-journal-trial';

/** Where devices are tried. */
export interface TrialPlace {
  readonly directory: string;
  readonly fileSystem: FileSystem;
}

/**
 * Creates a file of zeros in the directory, does something with it, and removes it. Nothing of it is
 * durable but what is written durably to it, as each sync may take a while. If the process is killed
 * meanwhile the file stays: small, and taken by the next trial.
 */
export async function withTrialFile<Result>(
  { directory, fileSystem }: TrialPlace,
  size: number,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const path = `${directory}/${TRIAL_FILE}`;
  try {
    const file = await fileSystem.open(path, { create: true });
    try {
      await file.write(0, [Buffer.alloc(size)]);
    } finally {
      await file.close();
    }
    return await use(path);
  } finally {
    await fileSystem.remove(path);
  }
}

/** Rejects if a device cannot open files in the directory or write them. Nothing is measured. */
export function tryDevice(place: TrialPlace, device: JournalDevice): Promise<void> {
  const { blockBytes } = device;
  return withTrialFile(place, blockBytes, async (path) => {
    const file = await device.open(path);
    try {
      await file.writeDurably(0, device.allocate(blockBytes));
    } finally {
      await file.close();
    }
  });
}
