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

/** The files of the machine. */
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
    const handle = await fs.open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
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

  async remove(path: string): Promise<void> {
    await fs.rm(path, { recursive: true, force: true });
  }

  async exists(path: string): Promise<boolean> {
    try {
      await fs.stat(path);
      return true;
    } catch (error) {
      if (isMissingFile(error)) return false;
      throw error;
    }
  }

  readWhole(path: string): Promise<Buffer> {
    return fs.readFile(path);
  }

  async writeWhole(path: string, bytes: Buffer): Promise<void> {
    const temporary = `${path}.tmp`;
    const handle = await fs.open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, path);
    await this.syncDirectory(parentOf(path));
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
