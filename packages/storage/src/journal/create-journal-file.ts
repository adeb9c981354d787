import type { RandomSource } from '@odradek/base';

import type { FileSystem } from '../ports/file-system.ts';
import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import { BLOCK_BYTES, SALT_BYTES } from './frame.ts';
import { journalFileName, writeFileHeader } from './journal-file-header.ts';

/** A file of a journal that is open, and what is known of its frames. */
export interface OpenJournalFile {
  readonly path: string;
  readonly number: number;
  readonly file: JournalFile;
  readonly salt: Buffer;
  /** The greatest LSN of a frame in it that counts, 0 if there is none. */
  lastLsn: number;
}

/** What it takes to create a file. */
export interface JournalFileCreation {
  readonly fileSystem: FileSystem;
  readonly device: JournalDevice;
  readonly random: RandomSource;
  readonly directory: string;
}

/**
 * Creates a file that frames can be written to: zeros behind a header, all of it durable. If it
 * rejects, the part that may have been created is removed, so that it takes no room.
 */
export async function createJournalFile(
  { fileSystem, device, random, directory }: JournalFileCreation,
  number: number,
  size: number,
): Promise<OpenJournalFile> {
  const path = `${directory}/${journalFileName(number)}`;
  let file: JournalFile | undefined;
  try {
    await device.create(path, size);
    file = await device.open(path);
    const salt = random.bytes(SALT_BYTES);
    const block = device.allocate(BLOCK_BYTES);
    writeFileHeader(block, salt);
    await file.writeDurably(0, block);
    return { path, number, file, salt, lastLsn: 0 };
  } catch (error) {
    await Promise.allSettled([file?.close()]);
    await fileSystem.remove(path);
    throw error;
  }
}
