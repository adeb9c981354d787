import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  type OpenOptions,
  parentOf,
} from '../../ports/file-system.ts';
import { fileError, nameOf, namesOf, readOnly } from '../memory-file-system.ts';
import type { DirectoryImage, NodeImage } from './disk-image.ts';
import { type NameChange, RecordedDirectory, type RecordedNode } from './recorded-directory.ts';
import { type FileChange, type Moment, RecordedFile } from './recorded-file.ts';

/** What a disk can be asked for. */
export type DiskOperation = 'read' | 'change' | 'sync';

/** How many turns of promises an operation takes. */
export type TurnsOf = (operation: DiskOperation, path: string) => number;

/** What the path of a sync of a directory ends with. */
const DIRECTORY_SUFFIX = '/';

/** How a disk is recorded. */
export interface RecordedDiskOptions {
  readonly image: DirectoryImage;
  /** The default lets syncs take longest. The path of a directory that is synced ends with a slash. */
  readonly turnsOf?: TurnsOf;
  /** Called before each event, with the moment that ends with it. */
  readonly onEvent?: (moment: Moment) => void;
}

/** Everything that was done to a disk, by one process or several. */
interface Recording {
  readonly root: RecordedDirectory;
  readonly onEvent: (moment: Moment) => void;
  readonly turnsOf: TurnsOf;
  readonly descriptions: string[];
  operationsCount: number;
}

export const TURNS: Readonly<Record<DiskOperation, number>> = { read: 0, change: 1, sync: 8 };

/**
 * A disk in memory that knows everything that was ever done to it, so that what a crash at any moment
 * leaves can be told: see `diskStatesAt`. An event is a change of a file or of a name, or the end of a
 * sync. A sync covers what was done before it began, and takes effect when it ends.
 */
export class RecordedDisk implements FileSystem {
  private readonly recording: Recording;
  private isOff = false;
  private refused: RegExp | undefined;

  constructor(options: RecordedDiskOptions | Recording) {
    this.recording = 'image' in options ? recordingOf(options) : options;
  }

  get root(): RecordedDirectory {
    return this.recording.root;
  }

  /** How many operations were begun by all processes, with those that only read. */
  get operationsCount(): number {
    return this.recording.operationsCount;
  }

  /** How many events there were. */
  get moment(): Moment {
    return this.recording.descriptions.length;
  }

  /** What the events were, for people. */
  get descriptions(): readonly string[] {
    return this.recording.descriptions;
  }

  /**
   * Kills the process: whoever uses this object waits forever from now on. Answers the disk for the
   * next process, which finds everything that was written, synced or not.
   */
  kill(): RecordedDisk {
    this.isOff = true;
    return new RecordedDisk(this.recording);
  }

  /** What the disk has now, synced or not. */
  get visible(): DirectoryImage {
    return imageOf(this.root);
  }

  open(path: string, options: OpenOptions = {}): Promise<File> {
    return this.run(options.create === true ? 'change' : 'read', path, () => {
      const directory = this.directoryAt(parentOf(path), path);
      const name = nameOf(path);
      let node = directory.get(name);
      if (node === undefined && options.create === true) {
        node = new RecordedFile(Buffer.alloc(0));
        this.changeName(directory, { type: 'link', name, node }, `create ${path}`);
      }
      if (node === undefined) throw fileError('ENOENT', 'open', path);
      if (node instanceof RecordedDirectory) throw fileError('EISDIR', 'open', path);
      const handle = this.handleOf(node, path);
      return options.isReadOnly === true ? readOnly(handle, path) : handle;
    });
  }

  private handleOf(file: RecordedFile, path: string): File {
    return {
      read: (position, length, memory) =>
        this.run('read', path, () =>
          copyOf(file.bytes.subarray(position, position + length), length, memory),
        ),
      write: (position, buffers) => {
        const bytes = Buffer.concat(buffers);
        return this.run('change', path, () => this.write(file, path, position, bytes));
      },
      writeNow: (position, buffers) => {
        this.recording.operationsCount++;
        if (!this.isOff) this.write(file, path, position, Buffer.concat(buffers));
      },
      datasync: () => {
        const count = file.changesCount;
        return this.endSync(path, () => {
          this.begin(`sync ${path}`, (at) => file.sync(at, count));
        });
      },
      truncate: (size) =>
        this.run('change', path, () => {
          this.changeFile(file, { type: 'truncate', size }, `truncate ${path} to ${size}`);
        }),
      size: () => this.run('read', path, () => file.size),
      close: () => this.run('read', path, () => {}),
    };
  }

  /** The next write to such a file finds room for half of its bytes only. */
  refuseWrite(path: RegExp): void {
    this.refused = path;
  }

  private write(file: RecordedFile, path: string, position: number, all: Buffer): void {
    const hasRoom = this.refused?.test(path) !== true;
    const bytes = hasRoom ? all : all.subarray(0, all.byteLength / 2);
    if (!hasRoom) this.refused = undefined;
    this.writeWithRoom(file, path, position, bytes);
    if (!hasRoom) throw fileError('ENOSPC', 'write', path);
  }

  private writeWithRoom(file: RecordedFile, path: string, position: number, bytes: Buffer): void {
    if (bytes.byteLength === 0) return;
    const what = `write ${path} ${position}+${bytes.byteLength}`;
    this.changeFile(file, { type: 'write', position, bytes }, what);
  }

  async createDirectory(path: string): Promise<void> {
    let parent = this.root;
    for (const name of namesOf(path)) {
      const above = parent;
      parent = await this.run('change', path, () => {
        const node = above.get(name) ?? new RecordedDirectory(new Map());
        if (node instanceof RecordedFile) throw fileError('EEXIST', 'mkdir', path);
        if (above.get(name) === undefined) {
          this.changeName(above, { type: 'link', name, node }, `mkdir ${path}`);
        }
        return node;
      });
      await this.sync(above, `above ${name}`);
    }
  }

  async syncDirectory(path: string): Promise<void> {
    await this.sync(this.directoryAt(path, path), path);
  }

  private sync(directory: RecordedDirectory, path: string): Promise<void> {
    const count = directory.changesCount;
    return this.endSync(`${path}${DIRECTORY_SUFFIX}`, () => {
      this.begin(`sync directory ${path}`, (at) => directory.sync(at, count));
    });
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.run('read', path, () => {
      const directory = this.directoryAt(path, path);
      return directory.names().map((name): DirectoryEntry => {
        return { name, type: directory.get(name) instanceof RecordedFile ? 'file' : 'directory' };
      });
    });
  }

  rename(source: string, target: string): Promise<void> {
    return this.run('change', target, () => {
      if (parentOf(source) !== parentOf(target)) throw fileError('EXDEV', 'rename', source);
      const directory = this.directoryAt(parentOf(source), source);
      const node = directory.get(nameOf(source));
      if (node === undefined) throw fileError('ENOENT', 'rename', source);
      const names = { source: nameOf(source), target: nameOf(target) };
      this.changeName(directory, { type: 'rename', ...names, node }, `rename ${source} ${target}`);
    });
  }

  remove(path: string): Promise<void> {
    return this.run('change', path, () => {
      if (this.nodeAt(path) === undefined) return;
      const directory = this.directoryAt(parentOf(path), path);
      this.changeName(directory, { type: 'unlink', name: nameOf(path) }, `remove ${path}`);
    });
  }

  exists(path: string): Promise<boolean> {
    return this.run('read', path, () => this.nodeAt(path) !== undefined);
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

  private changeFile(file: RecordedFile, change: FileChange, what: string): void {
    this.begin(what, (at) => file.change(at, change));
  }

  private changeName(directory: RecordedDirectory, change: NameChange, what: string): void {
    this.begin(what, (at) => directory.change(at, change));
  }

  private begin(what: string, change: (at: Moment) => void): void {
    const { moment: at } = this;
    this.recording.onEvent(at);
    this.recording.descriptions.push(what);
    change(at);
  }

  /** Acts, and is done some turns later. */
  private async run<Result>(
    operation: DiskOperation,
    path: string,
    action: () => Result,
  ): Promise<Result> {
    this.recording.operationsCount++;
    await Promise.resolve();
    if (this.isOff) return never();
    const result = action();
    await this.pass(operation, path);
    return result;
  }

  /** Acts some turns later, and is done. */
  private async endSync(path: string, action: () => void): Promise<void> {
    this.recording.operationsCount++;
    await this.pass('sync', path);
    action();
  }

  private async pass(operation: DiskOperation, path: string): Promise<void> {
    let turns = this.recording.turnsOf(operation, path);
    for (; turns > 0; turns--) await Promise.resolve();
    if (this.isOff) await never();
  }

  private directoryAt(path: string, wanted: string): RecordedDirectory {
    const node = this.nodeAt(path);
    if (node === undefined) throw fileError('ENOENT', 'open', wanted);
    if (node instanceof RecordedFile) throw fileError('ENOTDIR', 'open', wanted);
    return node;
  }

  private nodeAt(path: string): RecordedNode | undefined {
    let node: RecordedNode | undefined = this.root;
    for (const name of namesOf(path)) {
      if (node === undefined || node instanceof RecordedFile) return undefined;
      node = node.get(name);
    }
    return node;
  }
}

function recordingOf({ image, turnsOf, onEvent }: RecordedDiskOptions): Recording {
  return {
    root: directoryOf(image),
    onEvent: onEvent ?? (() => {}),
    turnsOf: turnsOf ?? ((operation) => TURNS[operation]),
    descriptions: [],
    operationsCount: 0,
  };
}

function directoryOf({ names }: DirectoryImage): RecordedDirectory {
  return new RecordedDirectory(new Map([...names].map(([name, node]) => [name, nodeOf(node)])));
}

function nodeOf(image: NodeImage): RecordedNode {
  return Buffer.isBuffer(image) ? new RecordedFile(image) : directoryOf(image);
}

function imageOf(directory: RecordedDirectory): DirectoryImage {
  const names = new Map<string, NodeImage>();
  for (const name of directory.names()) {
    const node = directory.get(name);
    if (node !== undefined) {
      names.set(name, node instanceof RecordedFile ? node.bytes : imageOf(node));
    }
  }
  return { names };
}

function never(): Promise<never> {
  return new Promise(() => {});
}

/** As a file reads: into the memory, if so many bytes fit there. */
function copyOf(bytes: Buffer, length: number, memory: Buffer | undefined): Buffer {
  if (memory === undefined || memory.byteLength < length) return Buffer.from(bytes);
  return memory.subarray(0, bytes.copy(memory));
}
