import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';

import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  isMissingFile,
  type OpenOptions,
  parentOf,
} from '../ports/file-system.ts';

/**
 * The files of the machine for a thread that has nothing else to do: each operation blocks it until it
 * is done. So it needs none of the threads that libuv has for everybody.
 */
export class BlockingFileSystem implements FileSystem {
  async open(path: string, { create, isReadOnly }: OpenOptions = {}): Promise<File> {
    const { O_RDONLY, O_RDWR, O_CREAT } = fs.constants;
    const writing = create === true ? O_RDWR | O_CREAT : O_RDWR;
    return new BlockingFile(fs.openSync(path, isReadOnly === true ? O_RDONLY : writing));
  }

  async createDirectory(path: string): Promise<void> {
    const directory = resolve(path);
    const parent = dirname(directory);
    if (parent === directory) return;
    if (!(await this.exists(parent))) await this.createDirectory(parent);
    if (!fs.existsSync(directory) || !fs.statSync(directory).isDirectory()) fs.mkdirSync(directory);
    await this.syncDirectory(parent);
  }

  async syncDirectory(path: string): Promise<void> {
    // Windows cannot open directories and makes names durable by itself.
    if (process.platform === 'win32') return;
    const descriptor = fs.openSync(path, fs.constants.O_RDONLY);
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  async list(path: string): Promise<readonly DirectoryEntry[]> {
    return fs
      .readdirSync(path)
      .sort()
      .map((name) => ({ name, type: typeOf(`${path}/${name}`) }));
  }

  async rename(source: string, target: string): Promise<void> {
    fs.renameSync(source, target);
  }

  async remove(path: string): Promise<void> {
    fs.rmSync(path, { recursive: true, force: true });
  }

  async exists(path: string): Promise<boolean> {
    return fs.existsSync(path);
  }

  async readWhole(path: string): Promise<Buffer> {
    return fs.readFileSync(path);
  }

  async writeWhole(path: string, bytes: Buffer): Promise<void> {
    const temporary = `${path}.tmp`;
    const descriptor = fs.openSync(temporary, 'w');
    try {
      writeAll(descriptor, 0, bytes);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, path);
    await this.syncDirectory(parentOf(path));
  }
}

function typeOf(path: string): DirectoryEntry['type'] {
  try {
    const status = fs.statSync(path);
    if (status.isDirectory()) return 'directory';
    return status.isFile() ? 'file' : 'other';
  } catch (error) {
    const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
    if (isLoop || isMissingFile(error)) return 'other';
    throw error;
  }
}

class BlockingFile implements File {
  private readonly descriptor: number;
  private isClosed = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  async read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    this.checkIsOpen();
    const fits = memory !== undefined && memory.byteLength >= length;
    const bytes = fits ? memory : Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const count = fs.readSync(this.descriptor, bytes, filled, length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }

  async write(position: number, buffers: readonly Buffer[]): Promise<void> {
    this.writeNow(position, buffers);
  }

  writeNow(position: number, buffers: readonly Buffer[]): void {
    this.checkIsOpen();
    let at = position;
    for (const bytes of buffers) {
      writeAll(this.descriptor, at, bytes);
      at += bytes.byteLength;
    }
  }

  async datasync(): Promise<void> {
    this.checkIsOpen();
    fs.fdatasyncSync(this.descriptor);
  }

  async truncate(size: number): Promise<void> {
    this.checkIsOpen();
    fs.ftruncateSync(this.descriptor, size);
  }

  async size(): Promise<number> {
    this.checkIsOpen();
    return fs.fstatSync(this.descriptor).size;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    fs.closeSync(this.descriptor);
  }

  private checkIsOpen(): void {
    if (this.isClosed) throw new Error('the file is closed');
  }
}

/** A write that takes nothing says no reason; none but a full disk is known. */
function writeAll(descriptor: number, position: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.byteLength) {
    const left = bytes.byteLength - written;
    const count = fs.writeSync(descriptor, bytes, written, left, position + written);
    if (count === 0) {
      const message = `ENOSPC: no byte could be written at byte ${position + written}`;
      throw Object.assign(new Error(message), { code: 'ENOSPC', syscall: 'write' });
    }
    written += count;
  }
}
