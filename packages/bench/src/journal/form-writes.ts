import { BufferedJournalDevice, type JournalDevice } from '@odradek/storage';
import { DirectJournalDevice, NodeFileSystem } from '@odradek/storage/node';

import { type Sample, timed, type TimedLoop } from './timed-loop.ts';

const FILE_BYTES: number = 16 * 1024 * 1024;
const CONTENT = 0x5a;

/** A file of a journal that is written from its beginning to its end, again and again. */
export interface WrittenFile {
  readonly form: JournalDevice['form'];
  /** Writes `bytes` bytes as often as the loop says. */
  write(bytes: number, loop: TimedLoop): Promise<Sample>;
  close(): Promise<void>;
}

/** A file of each form in a directory. */
export async function filesOfForms(directory: string): Promise<readonly WrittenFile[]> {
  const fileSystem = new NodeFileSystem();
  const devices = [new BufferedJournalDevice(fileSystem), new DirectJournalDevice(fileSystem)];
  const files: WrittenFile[] = [];
  for (const device of devices) files.push(await fileOf(device, `${directory}/${device.form}`));
  return files;
}

async function fileOf(device: JournalDevice, path: string): Promise<WrittenFile> {
  await device.create(path, FILE_BYTES);
  const file = await device.open(path);
  let next = 0;
  const write = (bytes: number, loop: TimedLoop): Promise<Sample> => {
    const memories = Array.from({ length: loop.inFlight }, () => {
      return device.allocate(bytes).fill(CONTENT);
    });
    return timed(loop, async (slot) => {
      const memory = memories[slot];
      if (memory === undefined) return;
      const position = next + bytes > FILE_BYTES ? 0 : next;
      next = position + bytes;
      await file.writeDurably(position, memory);
    });
  };
  return { form: device.form, write, close: () => file.close() };
}
