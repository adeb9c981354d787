import { constants, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  isMissingFile,
  type OpenOptions,
  parentOf,
} from '../ports/file-system.ts';
import { NodeFile } from './node-file.ts';

const READ_WRITE = constants.O_RDWR;
const READ_WRITE_CREATE: number = constants.O_RDWR | constants.O_CREAT;
const WRITE_NEW: number = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;

/**
 * The files of the machine. No operation takes more than one thread at a time, and none waits for
 * another one, except that `close` does.
 */
export class NodeFileSystem implements FileSystem {
  open(path: string, options: OpenOptions = {}): Promise<File> {
    return NodeFile.open(path, flagsOf(options));
  }

  /** Level by level: Node's recursive form never ends where the system has no such place (/proc/x). */
  async createDirectory(path: string): Promise<void> {
    const directory = resolve(path);
    const parent = dirname(directory);
    if (parent === directory) return;
    if (!(await this.exists(parent))) await this.createDirectory(parent);
    await makeDirectory(directory);
    // Synced even if nothing was created now: a process that was killed may not have come to it.
    await this.syncDirectory(parent);
  }

  async syncDirectory(path: string): Promise<void> {
    // Windows cannot open directories and makes names durable by itself.
    if (process.platform === 'win32') return;
    const directory = await NodeFile.open(path, constants.O_RDONLY);
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  async list(path: string): Promise<readonly DirectoryEntry[]> {
    const entries = await fs.readdir(path, { withFileTypes: true });
    const found: DirectoryEntry[] = [];
    for (const entry of entries) {
      const { name } = entry;
      found.push({
        name,
        type: entry.isSymbolicLink() ? await targetType(`${path}/${name}`) : typeOf(entry),
      });
    }
    return found.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  async rename(source: string, target: string): Promise<void> {
    await fs.rename(source, target);
  }

  /** One name after the other: Node would remove all files of a directory at once, on all threads. */
  async remove(path: string): Promise<void> {
    const status = await missingAsUndefined(fs.lstat(path));
    if (status === undefined) return;
    if (!status.isDirectory()) {
      await missingAsUndefined(fs.unlink(path));
      return;
    }
    for (const name of (await missingAsUndefined(fs.readdir(path))) ?? []) {
      await this.remove(`${path}/${name}`);
    }
    await missingAsUndefined(fs.rmdir(path));
  }

  async exists(path: string): Promise<boolean> {
    return (await missingAsUndefined(fs.stat(path))) !== undefined;
  }

  async readWhole(path: string): Promise<Buffer> {
    const file = await NodeFile.open(path, constants.O_RDONLY);
    try {
      return await file.read(0, await file.size());
    } finally {
      await file.close();
    }
  }

  async writeWhole(path: string, bytes: Buffer): Promise<void> {
    const temporary = `${path}.tmp`;
    const file = await NodeFile.open(temporary, WRITE_NEW);
    try {
      await file.write(0, [bytes]);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, path);
    await this.syncDirectory(parentOf(path));
  }
}

/** What is asked of a file or directory, or `undefined` if there is none. */
async function missingAsUndefined<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}

function typeOf(entry: Pick<Stats, 'isDirectory' | 'isFile'>): DirectoryEntry['type'] {
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}

/** What a symbolic link leads to. */
async function targetType(path: string): Promise<DirectoryEntry['type']> {
  try {
    return typeOf(await fs.stat(path));
  } catch (error) {
    const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
    if (isLoop || isMissingFile(error)) return 'other';
    throw error;
  }
}

function flagsOf({ create, isReadOnly }: OpenOptions): number {
  if (isReadOnly === true) return constants.O_RDONLY;
  return create === true ? READ_WRITE_CREATE : READ_WRITE;
}

/** Creates one directory; one that is there already is no error, anything else in its place is. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await fs.mkdir(path);
  } catch (error) {
    if (!isExisting(error) || !(await fs.stat(path)).isDirectory()) throw error;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
