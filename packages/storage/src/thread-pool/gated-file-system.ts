import { TaskSlots } from '@odradek/base';

import type { DirectoryEntry, File, FileSystem, OpenOptions } from '../ports/file-system.ts';

/** How much of a file system is done at once. */
export interface GatedFileSystemOptions {
  /**
   * How many threads of the process work for it at the same time. Those that are left are for whoever
   * does not come through here: the journal.
   */
  readonly operationsMax: number;
  /** How many of them may be reads. */
  readonly readsMax: number;
  /** How many of them may be syncs of files. */
  readonly syncsMax: number;
}

/**
 * A file system that has only a part of the threads that wait for the disk, and of these only a few
 * for reads and for syncs: a read that is not in the page cache holds its thread as long as the disk
 * takes, and the disk too; and a sync of many megabytes, of which a checkpoint has one for each of its
 * logs, takes a third of a second, for which appends would wait. `writeNow` takes no thread, and waits
 * for nothing.
 *
 * It stands right above the file system of the machine, since each of its operations must take one
 * thread at a time and wait for no other operation.
 */
export class GatedFileSystem implements FileSystem {
  private readonly fileSystem: FileSystem;
  private readonly gate: Gate;

  constructor(fileSystem: FileSystem, options: GatedFileSystemOptions) {
    this.fileSystem = fileSystem;
    this.gate = new Gate(options);
  }

  async open(path: string, options?: OpenOptions): Promise<File> {
    const file = await this.gate.pass(() => this.fileSystem.open(path, options));
    return new GatedFile(file, this.gate);
  }

  createDirectory(path: string): Promise<void> {
    return this.gate.pass(() => this.fileSystem.createDirectory(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.gate.pass(() => this.fileSystem.syncDirectory(path));
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.gate.passToRead(() => this.fileSystem.list(path));
  }

  rename(source: string, target: string): Promise<void> {
    return this.gate.pass(() => this.fileSystem.rename(source, target));
  }

  remove(path: string): Promise<void> {
    return this.gate.pass(() => this.fileSystem.remove(path));
  }

  exists(path: string): Promise<boolean> {
    return this.gate.pass(() => this.fileSystem.exists(path));
  }

  readWhole(path: string): Promise<Buffer> {
    return this.gate.passToRead(() => this.fileSystem.readWhole(path));
  }

  writeWhole(path: string, bytes: Buffer): Promise<void> {
    return this.gate.pass(() => this.fileSystem.writeWhole(path, bytes));
  }
}

/** What is done at once, of all files together. */
class Gate {
  private readonly operations: TaskSlots;
  private readonly reads: TaskSlots;
  private readonly syncs: TaskSlots;

  constructor({ operationsMax, readsMax, syncsMax }: GatedFileSystemOptions) {
    this.operations = new TaskSlots(operationsMax);
    this.reads = new TaskSlots(readsMax);
    this.syncs = new TaskSlots(syncsMax);
  }

  pass<Result>(operation: () => Promise<Result>): Promise<Result> {
    return this.operations.run(operation);
  }

  /** A read waits among reads first, so that many of them keep nobody else waiting. */
  passToRead<Result>(read: () => Promise<Result>): Promise<Result> {
    return this.reads.run(() => this.operations.run(read));
  }

  /** A sync waits among syncs first, so that writes have a thread while many are under way. */
  passToSync(sync: () => Promise<void>): Promise<void> {
    return this.syncs.run(() => this.operations.run(sync));
  }
}

class GatedFile implements File {
  private readonly file: File;
  private readonly gate: Gate;
  private begun = 0;
  private onIdle: (() => void) | undefined;
  private closing: Promise<void> | undefined;

  constructor(file: File, gate: Gate) {
    this.file = file;
    this.gate = gate;
  }

  get isOpen(): boolean {
    return this.closing === undefined && this.file.isOpen !== false;
  }

  read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    return this.use(() => this.gate.passToRead(() => this.file.read(position, length, memory)));
  }

  write(position: number, buffers: readonly Buffer[]): Promise<void> {
    return this.use(() => this.gate.pass(() => this.file.write(position, buffers)));
  }

  writeNow(position: number, buffers: readonly Buffer[]): void {
    if (this.closing !== undefined) throw closedError();
    this.file.writeNow(position, buffers);
  }

  datasync(): Promise<void> {
    return this.use(() => this.gate.passToSync(() => this.file.datasync()));
  }

  truncate(size: number): Promise<void> {
    return this.use(() => this.gate.pass(() => this.file.truncate(size)));
  }

  size(): Promise<number> {
    return this.use(() => this.gate.pass(() => this.file.size()));
  }

  private async use<Result>(operation: () => Promise<Result>): Promise<Result> {
    if (this.closing !== undefined) throw closedError();
    this.begun++;
    try {
      return await operation();
    } finally {
      this.begun--;
      if (this.begun === 0) this.onIdle?.();
    }
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  /** What was begun may still wait for its slot: that is waited for without holding one. */
  private async finish(): Promise<void> {
    if (this.begun > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    await this.gate.pass(() => this.file.close());
  }
}

function closedError(): Error {
  return new Error('the file is closed');
}
