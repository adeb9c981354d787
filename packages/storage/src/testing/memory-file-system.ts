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
  | 'rename'
  | 'truncate'
  | 'size'
  | 'close'
  | 'list'
  | 'remove'
  | 'exists';

/**
 * Operations of several kinds: any; those that need room on the disk, which are writes, names and
 * new files and directories; or syncs of files and directories.
 */
export type FileOperations = 'any' | 'growth' | 'sync';

/** A failure that is to come. */
export interface FileFault {
  readonly operation: FileOperation | FileOperations;
  /** How many operations of this kind go well before; the default is 0. */
  readonly after?: number;
  /** The error's code; the default is `EIO`. */
  readonly code?: string;
  /** The error's system call; the default is the operation. */
  readonly syscall?: string;
  /** What a write has written before it fails; the default is anything. */
  readonly writes?: 'nothing' | 'a part' | 'anything';
  /** Called when the operation fails. */
  readonly onFault?: (operation: FileOperation, path: string) => void;
}

interface PendingFault {
  readonly fault: FileFault;
  left: number;
}

/** What is about to be done. */
interface Begun {
  readonly operation: FileOperation;
  readonly path: string;
  /** Whether it needs room on the disk. */
  readonly grows?: boolean;
}

/** A write, and what is done if it goes well and if it fails. */
interface Writing {
  readonly begun: Begun;
  readonly act: () => void;
  readonly fail: (fault: FileFault) => void;
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
    this.planned.push({ fault, left: fault.after ?? 0 });
  }

  /** None of the failures comes any more that `failLater` has asked for. */
  forgetFaults(): void {
    this.planned = [];
  }

  /** How many failures are still to come that `failLater` has asked for. */
  get faultsToCome(): number {
    return this.planned.length;
  }

  /**
   * Another disk that has the same, synced or not; what is done to one is not seen on the other. It
   * has no failures to come, and does what its seed says.
   */
  copy(seed: number): MemoryFileSystem {
    const copy = new MemoryFileSystem({ seed });
    copy.root = this.root.copy(new Map());
    return copy;
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
    const grows = options.create === true && this.nodeAt(path) === undefined;
    return this.run({ operation: 'open', path, grows }, () => {
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
      read: (position, length, memory) =>
        this.run({ operation: 'read', path }, () => file.read(position, length, memory)),
      write: (position, buffers) => {
        const { begun, act, fail } = this.writing(file, path, position, Buffer.concat(buffers));
        return this.run(begun, act, fail);
      },
      writeNow: (position, buffers) => {
        const { begun, act, fail } = this.writing(file, path, position, Buffer.concat(buffers));
        this.runNow(begun, act, fail);
      },
      datasync: () => this.datasync(file, path),
      truncate: (size) => this.run({ operation: 'truncate', path }, () => file.truncate(size)),
      size: () => this.run({ operation: 'size', path }, () => file.size),
      close: () => this.run({ operation: 'close', path }, () => {}),
    };
  }

  /** Writes a part if the write fails or the power goes meanwhile, else everything. */
  private writing(file: MemoryFile, path: string, position: number, bytes: Buffer): Writing {
    const length = this.random.below(bytes.byteLength + 1);
    const writePart = (count: number): void => file.write(position, bytes.subarray(0, count));
    if (this.operationsCount === this.powerOffAt) writePart(length);
    return {
      begun: { operation: 'write', path, grows: position + bytes.byteLength > file.size },
      act: () => this.writeFitting(file, path, position, bytes),
      fail: ({ writes = 'anything' }) => {
        if (writes === 'anything') writePart(length);
        else if (writes === 'a part')
          writePart(Math.min(Math.max(length, 1), bytes.byteLength - 1));
      },
    };
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
      { operation: 'datasync', path },
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
      const grows = parent.get(name) === undefined;
      directory = await this.run({ operation: 'mkdir', path, grows }, () => {
        const node = parent.get(name) ?? new MemoryDirectory();
        if (node instanceof MemoryFile) throw fileError('EEXIST', 'mkdir', path);
        if (parent.get(name) === undefined) parent.link(name, node);
        return node;
      });
      const count = parent.unsyncedCount;
      await this.run({ operation: 'syncDirectory', path }, () => parent.sync(count));
    }
  }

  async syncDirectory(path: string): Promise<void> {
    const directory = this.directoryAt(path, path);
    const count = directory.unsyncedCount;
    const isLie = this.faults.happens('lying-sync', this.faults.rates.lyingSync);
    await this.run({ operation: 'syncDirectory', path }, () => {
      if (!isLie) directory.sync(count);
    });
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.run({ operation: 'list', path }, () => {
      const directory = this.directoryAt(path, path);
      return directory.names().map((name): DirectoryEntry => {
        return { name, type: directory.get(name) instanceof MemoryFile ? 'file' : 'directory' };
      });
    });
  }

  rename(source: string, target: string): Promise<void> {
    return this.run({ operation: 'rename', path: source, grows: true }, () => {
      if (parentOf(source) !== parentOf(target)) throw fileError('EXDEV', 'rename', source);
      const directory = this.directoryAt(parentOf(source), source);
      const node = directory.get(nameOf(source));
      if (node === undefined) throw fileError('ENOENT', 'rename', source);
      directory.rename(nameOf(source), nameOf(target), node);
    });
  }

  remove(path: string): Promise<void> {
    return this.run({ operation: 'remove', path }, () => {
      if (this.nodeAt(path) === undefined) return;
      this.directoryAt(parentOf(path), path).unlink(nameOf(path));
    });
  }

  exists(path: string): Promise<boolean> {
    return this.run({ operation: 'exists', path }, () => this.nodeAt(path) !== undefined);
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
    begun: Begun,
    action: () => Result,
    onFault: (fault: FileFault) => void = () => {},
  ): Promise<Result> {
    const { fault, isOff } = this.begin(begun);
    await Promise.resolve();
    if (isOff || this.powerOffAt === 0) return never();
    if (fault !== undefined) throwFault(begun, fault, onFault);
    return action();
  }

  /** As `run`, at once; does nothing if the power is off, as nobody is left to notice. */
  private runNow(begun: Begun, action: () => void, onFault: (fault: FileFault) => void): void {
    const { fault, isOff } = this.begin(begun);
    if (isOff) return;
    if (fault !== undefined) throwFault(begun, fault, onFault);
    action();
  }

  private begin(begun: Begun): { readonly fault: FileFault | undefined; readonly isOff: boolean } {
    this.operationsCount++;
    return { fault: this.faultOf(begun), isOff: this.operationsCount > this.powerOffAt };
  }

  /** What an operation is to fail with, if it is to. */
  private faultOf(begun: Begun): FileFault | undefined {
    for (const planned of this.planned) {
      if (!concerns(planned.fault, begun) || planned.left-- > 0) continue;
      this.planned = this.planned.filter((other) => other !== planned);
      return planned.fault;
    }
    return this.failsByChance(begun.operation) ? { operation: begun.operation } : undefined;
  }

  private failsByChance(operation: FileOperation): boolean {
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
      case 'truncate':
      case 'size':
      case 'close':
      case 'list':
      case 'remove':
      case 'exists':
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
export function readOnly(file: File, path: string): File {
  return {
    ...file,
    write: () => Promise.reject(fileError('EBADF', 'write', path)),
    writeNow: () => {
      throw fileError('EBADF', 'write', path);
    },
    truncate: () => Promise.reject(fileError('EINVAL', 'ftruncate', path)),
  };
}

function throwFault(
  { operation, path }: Begun,
  fault: FileFault,
  onFault: (fault: FileFault) => void,
): never {
  onFault(fault);
  fault.onFault?.(operation, path);
  throw fileError(fault.code ?? 'EIO', fault.syscall ?? operation, path);
}

/** What has its place on the disk already needs no room. */
function concerns({ operation, code }: FileFault, begun: Begun): boolean {
  const isInPlace = begun.operation === 'write' && begun.grows !== true;
  if (code === 'ENOSPC' && isInPlace) return false;
  if (operation === 'any') return true;
  if (operation === 'growth') return begun.grows === true;
  if (operation !== 'sync') return operation === begun.operation;
  return begun.operation === 'datasync' || begun.operation === 'syncDirectory';
}

export function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function never(): Promise<never> {
  return new Promise(() => {});
}

export function fileError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall });
}
