import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  type OpenOptions,
  parentOf,
} from '../ports/file-system.ts';
import { BoundedFile } from './bounded-file.ts';
import { OpenFiles } from './open-files.ts';

/** How many files may be open. */
export interface BoundedFileSystemOptions {
  /**
   * About how many of the files that its users have opened are open at once, from 1 on; more, if
   * nothing else helps (see `OpenFiles`).
   */
  readonly filesMax: number;
}

/**
 * A file system of which many files may be in use, and few are open: one that was not used for
 * longest is closed, and opened again when it is used. Files that were written to and not synced stay
 * open. If the system says that too many files are open, some are closed, and it is tried again.
 *
 * A file is found again under the name that it has: it must be renamed and removed through this file
 * system. One that is closed when its name is removed cannot be used any more.
 */
export class BoundedFileSystem implements FileSystem {
  private readonly fileSystem: FileSystem;
  private readonly openFiles: OpenFiles;
  /** The files in use, by the directory that they lie in. */
  private readonly files = new Map<string, Set<BoundedFile>>();

  constructor(fileSystem: FileSystem, { filesMax }: BoundedFileSystemOptions) {
    this.fileSystem = fileSystem;
    this.openFiles = new OpenFiles(filesMax);
  }

  /** How many of the files in use are open now. */
  get openCount(): number {
    return this.openFiles.openCount;
  }

  async open(path: string, options: OpenOptions = {}): Promise<File> {
    const { openFiles } = this;
    const handle = await openFiles.open(() => this.fileSystem.open(path, options));
    const isReadOnly = options.isReadOnly === true;
    const file = new BoundedFile(path, {
      handle,
      openAgain: (at) => this.fileSystem.open(at, { isReadOnly }),
      openFiles,
      onClosed: (closed) => this.forget(closed),
    });
    this.add(file);
    return file;
  }

  private add(file: BoundedFile): void {
    const directory = parentOf(file.path);
    const files = this.files.get(directory);
    if (files === undefined) this.files.set(directory, new Set([file]));
    else files.add(file);
  }

  private forget(file: BoundedFile): void {
    const directory = parentOf(file.path);
    const files = this.files.get(directory);
    files?.delete(file);
    if (files?.size === 0) this.files.delete(directory);
  }

  createDirectory(path: string): Promise<void> {
    return this.openFiles.withRoom(() => this.fileSystem.createDirectory(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.openFiles.withRoom(() => this.fileSystem.syncDirectory(path));
  }

  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.openFiles.withRoom(() => this.fileSystem.list(path));
  }

  exists(path: string): Promise<boolean> {
    return this.openFiles.withRoom(() => this.fileSystem.exists(path));
  }

  readWhole(path: string): Promise<Buffer> {
    return this.openFiles.withRoom(() => this.fileSystem.readWhole(path));
  }

  async rename(source: string, target: string): Promise<void> {
    const moved = this.filesUnder(source);
    const replaced = source === target ? [] : this.filesUnder(target);
    await this.changeNames([...moved, ...replaced], async () => {
      await this.fileSystem.rename(source, target);
      for (const file of replaced) file.noteGone();
      for (const file of moved) {
        this.forget(file);
        file.path = target + file.path.slice(source.length);
        this.add(file);
      }
    });
  }

  async remove(path: string): Promise<void> {
    const removed = this.filesUnder(path);
    await this.changeNames(removed, async () => {
      await this.openFiles.withRoom(() => this.fileSystem.remove(path));
      for (const file of removed) file.noteGone();
    });
  }

  async writeWhole(path: string, bytes: Buffer): Promise<void> {
    const replaced = this.filesNamed(path);
    await this.changeNames(replaced, async () => {
      await this.openFiles.withRoom(() => this.fileSystem.writeWhole(path, bytes));
      for (const file of replaced) file.noteGone();
    });
  }

  /** The file of this name, or those in the directory of this name. */
  private filesUnder(path: string): readonly BoundedFile[] {
    const found = this.filesNamed(path);
    for (const [directory, files] of this.files) {
      if (directory === path || directory.startsWith(`${path}/`)) found.push(...files);
    }
    return found;
  }

  private filesNamed(path: string): BoundedFile[] {
    return [...(this.files.get(parentOf(path)) ?? [])].filter((file) => file.path === path);
  }

  /** While names are being changed, nobody opens a file by them. */
  private async changeNames(
    files: readonly BoundedFile[],
    change: () => Promise<void>,
  ): Promise<void> {
    if (files.length === 0) {
      await change();
      return;
    }
    for (let busy = renamed(files); busy !== undefined; busy = renamed(files)) await busy;
    // Nobody may begin to open one between the last look and this.
    const opened = Promise.all(files.map((file) => file.whenOpened()));
    const changing = opened.then(change);
    const settled = changing.then(ignore, ignore);
    for (const file of files) file.renaming = settled;
    try {
      await changing;
    } finally {
      for (const file of files) file.renaming = undefined;
    }
  }
}

/** The change of the name of one of them that is under way. */
function renamed(files: readonly BoundedFile[]): Promise<void> | undefined {
  return files.find(({ renaming }) => renaming !== undefined)?.renaming;
}

function ignore(): void {}
