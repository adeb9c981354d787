import { SeededRandom } from '@odradek/base/testing';

import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  type OpenOptions,
  parentOf,
} from '../ports/file-system.ts';
import { DiskFaults, type DiskFaultRates } from './disk-faults.ts';
import { MemoryDirectory, type MemoryNode } from './memory-directory.ts';
import { MemoryFile } from './memory-file.ts';

/** An operation that can be made to fail. */
export type FileOperation =
  | 'open'
  | 'mkdir'
  | 'read'
  | 'write'
  | 'datasync'
  | 'syncDirectory'
  | 'rename';

/** A failure that is to come. */
export interface FileFault {
  readonly operation: FileOperation;
  /** How many operations of this kind go well before; the default is 0. */
  readonly after?: number;
  /** The error's code; the default is `EIO`. */
  readonly code?: string;
  /** The error's system call; the default is the operation. */
  readonly syscall?: string;
}

interface FaultError {
  readonly code: string;
  readonly syscall: string;
}

interface PendingFault extends FaultError {
  readonly operation: FileOperation;
  left: number;
}

/** How a disk in memory is made. */
export interface MemoryFileSystemOptions {
  readonly seed?: number;
  /** What it does wrong besides the defaults. */
  readonly faults?: Partial<DiskFaultRates>;
}

/**
 * A disk in memory that can fail as disks do. `crash` keeps what was synced; of what was not, it
 * keeps some writes, in whole or in part, some as zeros, and some names. A write that fails has
 * written a part, and a sync that fails loses what it was to cover. What else it does wrong, how
 * often, and how often it did, stands in `DiskFaultRates` and `faults`. The same seed and the same
 * operations give the same results.
 */
export class MemoryFileSystem implements FileSystem {
  /** How many operations were begun. */
  operationsCount = 0;
  /** Counts what the disk did wrong, over all crashes. What `failLater` asks for is not counted. */
  readonly faults: DiskFaults;
  private readonly random: SeededRandom;
  private root: MemoryDirectory = new MemoryDirectory();
  private planned: PendingFault[] = [];
  private powerOffAt: number = Number.POSITIVE_INFINITY;

  constructor(options: MemoryFileSystemOptions = {}, faults?: DiskFaults) {
    this.faults = faults ?? new DiskFaults(new SeededRandom(options.seed ?? 1));
    this.random = this.faults.random;
    if (options.faults !== undefined) this.setFaults(options.faults);
  }

  /** Changes what the disk does wrong from now on, also after crashes. */
  setFaults(rates: Partial<DiskFaultRates>): void {
    this.faults.rates = { ...this.faults.rates, ...rates };
  }

  /** Makes an operation to come fail. */
  failLater(fault: FileFault): void {
    const { operation, after: left = 0, code = 'EIO', syscall = operation } = fault;
    this.planned.push({ operation, code, syscall, left });
  }

  /** After this many more operations the power is off: none that is under way or comes ever ends. */
  powerOffAfter(operations: number): void {
    this.powerOffAt = this.operationsCount + operations;
  }

  /** What lies there for long: in some files a bit is another, as the rates say. A crash does it too. */
  rot(): void {
    this.root.rot(this.faults);
  }

  /**
   * Loses the power. Answers the disk as it is found afterwards; whoever still uses this object, or
   * a file that it opened, waits forever.
   */
  crash(): MemoryFileSystem {
    this.powerOffAt = 0;
    const rebooted = new MemoryFileSystem({}, this.faults);
    rebooted.root = this.root;
    this.root = new MemoryDirectory();
    rebooted.root.crash(this.faults);
    rebooted.rot();
    return rebooted;
  }

  async open(path: string, options: OpenOptions = {}): Promise<File> {
    return this.run('open', path, () => {
      const directory = this.directoryAt(parentOf(path), path);
      const name = nameOf(path);
      let node = directory.get(name);
      if (node === undefined && options.create === true) {
        node = new MemoryFile();
        directory.link(name, node);
      }
      if (node === undefined) throw fileError('ENOENT', 'open', path);
      if (node instanceof MemoryDirectory) throw fileError('EISDIR', 'open', path);
      const handle = this.handleOf(node, path);
      return options.isReadOnly === true ? readOnly(handle, path) : handle;
    });
  }

  private handleOf(file: MemoryFile, path: string): File {
    return {
      read: (position, length) => this.run('read', path, () => file.read(position, length)),
      write: (position, buffers) => this.write(file, path, position, Buffer.concat(buffers)),
      datasync: () => this.datasync(file, path),
      truncate: (size) => this.run('other', path, () => file.truncate(size)),
      size: () => this.run('other', path, () => file.size),
      close: () => this.run('other', path, () => {}),
    };
  }

  /** Writes a part if the write fails or the power goes meanwhile, else everything. */
  private write(file: MemoryFile, path: string, position: number, bytes: Buffer): Promise<void> {
    const part = bytes.subarray(0, this.random.below(bytes.byteLength + 1));
    const writePart = (): void => file.write(position, part);
    if (this.operationsCount === this.powerOffAt) writePart();
    return this.run('write', path, () => this.writeFitting(file, path, position, bytes), writePart);
  }

  private writeFitting(file: MemoryFile, path: string, position: number, bytes: Buffer): void {
    const { capacityBytes } = this.faults.rates;
    const growth = position + bytes.byteLength - file.size;
    const free =
      growth > 0 && capacityBytes < Infinity ? capacityBytes - this.root.bytes : Infinity;
    if (growth <= free) {
      file.write(position, bytes);
      return;
    }
    this.faults.count('disk-full');
    file.write(position, bytes.subarray(0, Math.max(0, file.size + free - position)));
    throw fileError('ENOSPC', 'write', path);
  }

  private datasync(file: MemoryFile, path: string): Promise<void> {
    const count = file.unsyncedCount;
    const isLie = this.faults.happens('lying-sync', this.faults.rates.lyingSync);
    return this.run(
      'datasync',
      path,
      () => {
        if (!isLie) file.sync(count);
      },
      () => file.loseChanges(),
    );
  }

  async createDirectory(path: string): Promise<void> {
    let directory = this.root;
    for (const name of namesOf(path)) {
      const parent = directory;
      directory = await this.run('mkdir', path, () => {
        const node = parent.get(name) ?? new MemoryDirectory();
        if (node instanceof MemoryFile) throw fileError('EEXIST', 'mkdir', path);
        if (parent.get(name) === undefined) parent.link(name, node);
        return node;
      });
      await this.run('other', path, () => parent.sync(parent.unsyncedCount));
    }
  }

  async syncDirectory(path: string): Promise<void> {
    const directory = this.directoryAt(path, path);
    const count = directory.unsyncedCount;
    const isLie = this.faults.happens('lying-sync', this.faults.rates.lyingSync);
    await this.run('syncDirectory', path, () => {
      if (!isLie) directory.sync(count);
    });
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.run('other', path, () => {
      const directory = this.directoryAt(path, path);
      return directory.names().map((name): DirectoryEntry => {
        return { name, type: directory.get(name) instanceof MemoryFile ? 'file' : 'directory' };
      });
    });
  }

  rename(source: string, target: string): Promise<void> {
    return this.run('rename', source, () => {
      if (parentOf(source) !== parentOf(target)) throw fileError('EXDEV', 'rename', source);
      const directory = this.directoryAt(parentOf(source), source);
      const node = directory.get(nameOf(source));
      if (node === undefined) throw fileError('ENOENT', 'rename', source);
      directory.rename(nameOf(source), nameOf(target), node);
    });
  }

  remove(path: string): Promise<void> {
    return this.run('other', path, () => {
      if (this.nodeAt(path) === undefined) return;
      this.directoryAt(parentOf(path), path).unlink(nameOf(path));
    });
  }

  exists(path: string): Promise<boolean> {
    return this.run('other', path, () => this.nodeAt(path) !== undefined);
  }

  async readWhole(path: string): Promise<Buffer> {
    const file = await this.open(path);
    return file.read(0, await file.size());
  }

  async writeWhole(path: string, bytes: Buffer): Promise<void> {
    const temporary = `${path}.tmp`;
    const file = await this.open(temporary, { create: true });
    await file.truncate(0);
    await file.write(0, [bytes]);
    await file.datasync();
    await this.rename(temporary, path);
    await this.syncDirectory(parentOf(path));
  }

  /**
   * Lets others run, as a real operation would, then acts; or fails, if it is to, after `onFault`;
   * or never ends, if the power is off.
   */
  private async run<Result>(
    operation: FileOperation | 'other',
    path: string,
    action: () => Result,
    onFault: () => void = () => {},
  ): Promise<Result> {
    this.operationsCount++;
    const fault = this.faultOf(operation);
    const isOff = this.operationsCount > this.powerOffAt;
    await Promise.resolve();
    if (isOff || this.powerOffAt === 0) return never();
    if (fault === undefined) return action();
    onFault();
    throw fileError(fault.code, fault.syscall, path);
  }

  /** The error that an operation is to fail with, if it is to. */
  private faultOf(operation: FileOperation | 'other'): FaultError | undefined {
    for (const fault of this.planned) {
      if (fault.operation !== operation || fault.left-- > 0) continue;
      this.planned = this.planned.filter((other) => other !== fault);
      return fault;
    }
    return this.failsByChance(operation) ? { code: 'EIO', syscall: operation } : undefined;
  }

  private failsByChance(operation: FileOperation | 'other'): boolean {
    const { faults } = this;
    switch (operation) {
      case 'read':
        return faults.happens('failed-read', faults.rates.failedRead);
      case 'write':
        return faults.happens('failed-write', faults.rates.failedWrite);
      case 'datasync':
      case 'syncDirectory':
        return faults.happens('failed-sync', faults.rates.failedSync);
      case 'open':
      case 'mkdir':
      case 'rename':
      case 'other':
        return false;
    }
  }

  private directoryAt(path: string, wanted: string): MemoryDirectory {
    const node = this.nodeAt(path);
    if (node === undefined) throw fileError('ENOENT', 'open', wanted);
    if (node instanceof MemoryFile) throw fileError('ENOTDIR', 'open', wanted);
    return node;
  }

  private nodeAt(path: string): MemoryNode | undefined {
    let node: MemoryNode | undefined = this.root;
    for (const name of namesOf(path)) {
      if (node === undefined || node instanceof MemoryFile) return undefined;
      node = node.get(name);
    }
    return node;
  }
}

/** A handle that only reads; the system refuses the rest. */
function readOnly(file: File, path: string): File {
  return {
    ...file,
    write: () => Promise.reject(fileError('EBADF', 'write', path)),
    truncate: () => Promise.reject(fileError('EINVAL', 'ftruncate', path)),
  };
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function never(): Promise<never> {
  return new Promise(() => {});
}

function fileError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall });
}
