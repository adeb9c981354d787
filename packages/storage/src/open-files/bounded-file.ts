import { assert } from '@odradek/base';

import type { File } from '../ports/file-system.ts';
import type { OpenFiles } from './open-files.ts';
import { SyncsInOrder } from './syncs-in-order.ts';

/** How a file is opened again that was open before; the path is where it lies now. */
export type OpenAgain = (path: string) => Promise<File>;

/** A file that is closed while nobody uses it, and opened again when somebody does. */
export class BoundedFile implements File {
  /** Where it lies. */
  path: string;
  /** Whether its name was removed, or given to another file: it could not be opened again. */
  isGone = false;
  /** The change of its name that is under way. */
  renaming: Promise<void> | undefined;
  private readonly openAgain: OpenAgain;
  private readonly openFiles: OpenFiles;
  private readonly onClosed: (file: BoundedFile) => void;
  private handle: File | undefined;
  private reopening: Promise<File> | undefined;
  /** It is being opened under the name that it has. */
  private opening: Promise<File> | undefined;
  private users = 0;
  private onUnused: (() => void) | undefined;
  /** How often it was changed, and how many of the changes are synced. */
  private changes = 0;
  private syncedChanges = 0;
  private readonly syncs: SyncsInOrder = new SyncsInOrder();
  /** What a sync has failed with that nobody has asked for: whoever comes next is told. */
  private failure: { readonly error: Error } | undefined;
  private closing: Promise<void> | undefined;
  private readonly release = (): void => {
    this.users--;
    if (this.users > 0) return;
    this.onUnused?.();
    this.noteIfIdle();
  };

  constructor(
    path: string,
    options: {
      readonly handle: File;
      readonly openAgain: OpenAgain;
      readonly openFiles: OpenFiles;
      readonly onClosed: (file: BoundedFile) => void;
    },
  ) {
    this.path = path;
    this.handle = options.handle;
    this.openAgain = options.openAgain;
    this.openFiles = options.openFiles;
    this.onClosed = options.onClosed;
    this.noteIfIdle();
  }

  /** Whether everything that was written to it was synced. */
  get isSynced(): boolean {
    return this.changes === this.syncedChanges;
  }

  /** Whether it need not be opened first, nor is there anything to be told. */
  get isOpen(): boolean {
    const { handle, failure, closing } = this;
    return handle !== undefined && failure === undefined && closing === undefined;
  }

  read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    return this.use((file) => file.read(position, length, memory));
  }

  write(position: number, buffers: readonly Buffer[]): Promise<void> {
    return this.change((file) => file.write(position, buffers));
  }

  /** Only while it is open, see `isOpen`. */
  writeNow(position: number, buffers: readonly Buffer[]): void {
    const { handle, isOpen } = this;
    assert(isOpen && handle !== undefined, 'what is written at once goes to a file that is open');
    this.changes++;
    if (this.users === 0) this.openFiles.noteBusy(this);
    try {
      handle.writeNow(position, buffers);
    } finally {
      this.noteIfIdle();
    }
  }

  truncate(size: number): Promise<void> {
    return this.change((file) => file.truncate(size));
  }

  size(): Promise<number> {
    return this.use((file) => file.size());
  }

  async datasync(): Promise<void> {
    await this.use((file) => this.syncs.run(() => this.syncHandle(file)));
  }

  private async syncHandle(file: File): Promise<void> {
    const { changes } = this;
    await file.datasync();
    this.syncedChanges = Math.max(this.syncedChanges, changes);
  }

  /**
   * Also before it is done it counts as not synced: what was written when it fails nobody knows. One
   * that is under way while a sync is may be written after it, so it counts once more at its end.
   */
  private change(operation: (file: File) => Promise<void>): Promise<void> {
    return this.use(async (file) => {
      this.changes++;
      try {
        await operation(file);
      } finally {
        this.changes++;
      }
    });
  }

  private use<Result>(operation: (file: File) => Promise<Result>): Promise<Result> {
    if (this.failure !== undefined) return this.fail(this.failure.error);
    if (this.closing !== undefined) return Promise.reject(new Error(`${this.path} is closed`));
    const { handle } = this;
    this.users++;
    if (this.users === 1) this.openFiles.noteBusy(this);
    const result = handle === undefined ? this.useReopened(operation) : operation(handle);
    result.then(this.release, this.release);
    return result;
  }

  private async fail(error: unknown): Promise<never> {
    throw error;
  }

  private async useReopened<Result>(operation: (file: File) => Promise<Result>): Promise<Result> {
    this.reopening ??= this.reopen();
    return operation(await this.reopening);
  }

  private async reopen(): Promise<File> {
    try {
      while (this.renaming !== undefined) await this.renaming;
      if (this.isGone) throw goneError(this.path);
      this.opening = this.openFiles.open(() => this.openAgain(this.path));
      this.handle = await this.opening;
      return this.handle;
    } finally {
      this.reopening = undefined;
      this.opening = undefined;
    }
  }

  /** Resolves when the opening is over that is under way, and uses the name that it has. */
  async whenOpened(): Promise<void> {
    await Promise.allSettled([this.opening]);
  }

  /** Its name leads nowhere any more, or elsewhere. */
  noteGone(): void {
    this.isGone = true;
    this.openFiles.noteBusy(this);
  }

  private noteIfIdle(): void {
    const mayBeClosed = this.closing === undefined && !this.isGone && this.failure === undefined;
    if (this.users === 0 && mayBeClosed && this.handle !== undefined) {
      this.openFiles.noteIdle(this);
    }
  }

  /** Closes it until it is used again; nothing is being done with it. Never rejects. */
  async closeForNow(): Promise<void> {
    const { handle } = this;
    assert(this.users === 0 && this.isSynced, 'a file is closed only if nothing is lost by it');
    this.openFiles.noteBusy(this);
    this.handle = undefined;
    if (handle !== undefined) await this.closeHandle(handle);
  }

  private async closeHandle(handle: File): Promise<void> {
    this.openFiles.noteClosing();
    try {
      await handle.close();
    } catch (error) {
      this.failure ??= { error: errorOf(error) };
    }
  }

  /** Syncs it, so that it may be closed. Never rejects: who uses the file next is told. */
  async syncInBackground(): Promise<void> {
    try {
      await this.datasync();
    } catch (error) {
      this.failure ??= { error: errorOf(error) };
      this.openFiles.noteBusy(this);
    }
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.openFiles.noteBusy(this);
    if (this.users > 0) {
      await new Promise<void>((resolve) => {
        this.onUnused = resolve;
      });
    }
    const { handle } = this;
    this.handle = undefined;
    if (handle !== undefined) await this.closeHandle(handle);
    this.onClosed(this);
    if (this.failure !== undefined) throw this.failure.error;
  }
}

function goneError(path: string): Error {
  const message = `ENOENT: ${path} was removed or replaced while it was closed`;
  return Object.assign(new Error(message), { code: 'ENOENT', syscall: 'open' });
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
