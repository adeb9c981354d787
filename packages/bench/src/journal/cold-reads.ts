import { TaskSlots } from '@odradek/base';
import type { JournalFile } from '@odradek/storage';
import { DirectJournalDevice, NodeFileSystem } from '@odradek/storage/node';

const FILE_BYTES: number = 128 * 1024 * 1024;
const READ_BYTES: number = 64 * 1024;

/** What is read while a journal is written. */
export interface ColdReads {
  /** Reads in circles with so many readers, of which so many may read at once, until `stop`. */
  start(readers: number, readsMax: number): { readonly stop: () => Promise<number> };
  close(): Promise<void>;
}

/** A file that is read past the page cache: what is read is always cold. */
export async function coldReads(directory: string): Promise<ColdReads> {
  const device = new DirectJournalDevice(new NodeFileSystem());
  const path = `${directory}/cold`;
  await device.create(path, FILE_BYTES);
  const file = await device.open(path);
  return {
    start: (readers, readsMax) => startReading(file, readers, new TaskSlots(readsMax)),
    close: () => file.close(),
  };
}

function startReading(file: JournalFile, readers: number, slots: TaskSlots) {
  let isStopped = false;
  let count = 0;
  const readOn = async (reader: number): Promise<void> => {
    for (let at = (FILE_BYTES / readers) * reader; !isStopped; at += READ_BYTES) {
      await slots.run(() => file.read(at % FILE_BYTES, READ_BYTES));
      count++;
    }
  };
  const reading = Promise.all(Array.from({ length: readers }, (_, reader) => readOn(reader)));
  const stop = async (): Promise<number> => {
    isStopped = true;
    await reading;
    return count;
  };
  return { stop };
}
