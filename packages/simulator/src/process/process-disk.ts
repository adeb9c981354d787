import { assert, crc32c } from '@odradek/base';
import type { SeededRandom } from '@odradek/base/testing';
import type { DirectoryEntry, File, FileSystem, OpenOptions } from '@odradek/storage';

import type { SimulatedProcess } from './simulated-process.ts';

/** How long a disk takes. All in milliseconds of virtual time. */
export interface DiskLatency {
  readonly operationMsMax: number;
  readonly syncMsMax: number;
  /** How probable it is that an operation takes very long, and how long then at most. */
  readonly spikes: { readonly probability: number; readonly msMax: number };
}

/** Hears what happens on the disk of a process. */
export interface DiskListener {
  /** An operation has begun, before it has any effect. */
  readonly onBegin: (operation: string, path: string) => void;
  /** An operation has failed with an error of the operating system. */
  readonly onError: (error: Error) => void;
  /** An operation takes very long. */
  readonly onSpike: () => void;
  /** A write was cut short because the process ended. */
  readonly onCutWrite: (path: string) => void;
}

/** What a process needs of a disk. */
export interface ProcessDiskOptions {
  readonly disk: FileSystem;
  readonly process: SimulatedProcess;
  readonly latency: DiskLatency;
  readonly listener: DiskListener;
}

/** A write that has begun and may be cut short. */
interface WriteUnderWay {
  readonly path: string;
  readonly file: File;
  readonly position: number;
  readonly bytes: Buffer;
}

/**
 * The disk as a process sees it. Operations take time, and have their effect at the beginning or at
 * the end of it, as chance will have it; those of a process that is killed never end.
 */
export class ProcessDisk implements FileSystem {
  private readonly options: ProcessDiskOptions;
  private readonly random: SeededRandom;
  private readonly writes = new Set<WriteUnderWay>();

  constructor(options: ProcessDiskOptions) {
    this.options = options;
    this.random = options.process.random.fork('disk');
    options.process.whenKilled(() => this.cutWrites());
  }

  open(path: string, options?: OpenOptions): Promise<File> {
    return this.run(options?.create === true ? 'create' : 'open', path, async () => {
      return this.fileOf(path, await this.options.disk.open(path, options));
    });
  }

  private fileOf(path: string, file: File): File {
    return {
      read: (position, length, memory) =>
        this.run(`read ${length} bytes at ${position} of`, path, () =>
          file.read(position, length, memory),
        ),
      write: (position, buffers) => this.write(path, file, position, Buffer.concat(buffers)),
      writeNow: (position, buffers) => this.writeNow(path, file, position, Buffer.concat(buffers)),
      datasync: () => this.run('datasync', path, () => file.datasync()),
      truncate: (size) => this.run(`truncate to ${size}`, path, () => file.truncate(size)),
      size: () => this.run('size of', path, () => file.size()),
      close: () => this.run('close', path, () => file.close()),
    };
  }

  private async write(path: string, file: File, position: number, bytes: Buffer): Promise<void> {
    const underWay = { path, file, position, bytes };
    this.writes.add(underWay);
    await this.run(writeOf(bytes, position), path, () => {
      this.writes.delete(underWay);
      return file.write(position, [bytes]);
    });
  }

  /** Takes no time, as time stands still while code runs. What is killed here leaves a part of it. */
  private writeNow(path: string, file: File, position: number, bytes: Buffer): void {
    const { process, listener } = this.options;
    if (!process.isAlive) return;
    const underWay = { path, file, position, bytes };
    this.writes.add(underWay);
    this.begin(writeOf(bytes, position), path);
    // Gone if the process was killed just now.
    if (!this.writes.delete(underWay)) return;
    try {
      file.writeNow(position, [bytes]);
    } catch (error) {
      assert(error instanceof Error, 'a file throws errors');
      process.trace.add(process.name, `fails: write now to ${path}: ${String(error)}`);
      listener.onError(error);
      throw error;
    }
  }

  /** Of the writes that have begun, leaves a part. */
  private cutWrites(): void {
    const { listener, process } = this.options;
    for (const { path, file, position, bytes } of this.writes) {
      const part = bytes.subarray(0, this.random.below(bytes.byteLength + 1));
      listener.onCutWrite(path);
      // Nobody is left to be told whether it went well.
      file.write(position, [part]).catch((error: unknown) => {
        process.trace.add(process.name, `leaves no part of a write: ${String(error)}`);
      });
    }
    this.writes.clear();
  }

  createDirectory(path: string): Promise<void> {
    return this.run('create directory', path, () => this.options.disk.createDirectory(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.run('sync directory', path, () => this.options.disk.syncDirectory(path));
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.run('list', path, () => this.options.disk.list(path));
  }

  rename(source: string, target: string): Promise<void> {
    return this.run(`rename to ${target}`, source, () => this.options.disk.rename(source, target));
  }

  remove(path: string): Promise<void> {
    return this.run('remove', path, () => this.options.disk.remove(path));
  }

  exists(path: string): Promise<boolean> {
    return this.run('exists', path, () => this.options.disk.exists(path));
  }

  readWhole(path: string): Promise<Buffer> {
    return this.run('read', path, () => this.options.disk.readWhole(path));
  }

  writeWhole(path: string, bytes: Buffer): Promise<void> {
    return this.run('replace', path, () => this.options.disk.writeWhole(path, bytes));
  }

  private async run<Result>(
    operation: string,
    path: string,
    action: () => Promise<Result>,
  ): Promise<Result> {
    const { process, listener } = this.options;
    this.begin(operation, path);
    if (!process.isAlive) return never();
    const early = this.random.chance(0.5) ? settled(action()) : undefined;
    await process.sleep(this.latencyMs(operation));
    const outcome = await (early ?? settled(action()));
    // The process may have been killed or paused in the microtasks of the memory disk.
    await process.sleep(0);
    if (outcome.type === 'done') {
      process.trace.add(process.name, `ends: ${operation} ${path}`);
      return outcome.result;
    }
    process.trace.add(process.name, `fails: ${operation} ${path}: ${String(outcome.error)}`);
    listener.onError(outcome.error);
    throw outcome.error;
  }

  private begin(operation: string, path: string): void {
    const { process, listener } = this.options;
    process.trace.add(process.name, `begins: ${operation} ${path}`);
    listener.onBegin(operation, path);
  }

  private latencyMs(operation: string): number {
    const { latency, listener } = this.options;
    if (this.random.chance(latency.spikes.probability)) {
      listener.onSpike();
      return this.below(latency.spikes.msMax);
    }
    return this.below(operation.includes('sync') ? latency.syncMsMax : latency.operationMsMax);
  }

  /** Milliseconds, down to microseconds. */
  private below(ms: number): number {
    return this.random.below(Math.ceil(ms * 1000)) / 1000;
  }
}

function writeOf(bytes: Buffer, position: number): string {
  return `write ${bytes.byteLength} bytes (${crc32c(bytes).toString(16)}) at ${position} of`;
}

type Settled<Result> =
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly error: Error };

/** What becomes of a promise, so that nobody has to wait for its rejection. */
async function settled<Result>(promise: Promise<Result>): Promise<Settled<Result>> {
  try {
    return { type: 'done', result: await promise };
  } catch (error) {
    return { type: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
