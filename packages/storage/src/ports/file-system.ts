/** An open file. */
export interface File {
  /**
   * The bytes from `position` on: `length` of them, or fewer where the file ends before. Never fewer
   * for another reason. They are in new memory, or in `memory` if that is as long; nobody else may
   * use it before this has resolved or rejected.
   */
  read(position: number, length: number, memory?: Buffer): Promise<Buffer>;
  /**
   * Writes all the buffers one behind the other, from `position` on. Resolves when everything is
   * written, rejects otherwise; then any part of it may have been. The buffers must not change
   * before that.
   */
  write(position: number, buffers: readonly Buffer[]): Promise<void>;
  /**
   * Whether the file is open in this moment, as `writeNow` needs it. Missing where a file is open from
   * beginning to end.
   */
  readonly isOpen?: boolean;
  /**
   * As `write`, but done when it returns, and it throws what `write` rejects with; the buffers may
   * change afterwards. It blocks the event loop while the system copies the bytes, which is quicker
   * than to hand little to another thread and hear of it: for up to 64 KiB. It does not wait for a
   * `write` that is under way: the two must not touch the same bytes.
   */
  writeNow(position: number, buffers: readonly Buffer[]): void;
  /**
   * Makes what was written before this call survive a loss of power. If it rejects, nothing is known
   * of what was written, and calling it again proves nothing; nor does one that was under way at the
   * same time, as an error is told once to an open file.
   */
  datasync(): Promise<void>;
  /** Cuts the file off, or extends it with zeros. */
  truncate(size: number): Promise<void>;
  size(): Promise<number>;
  /** Waits for what was begun. The file must not be used afterwards. */
  close(): Promise<void>;
}

/** How a file is opened. */
export interface OpenOptions {
  /** Whether a missing file is created, empty. The default is `false`: it is an error. */
  readonly create?: boolean;
  /**
   * Whether the file is only read: then this user needs no right to write it, and a write fails. The
   * default is `false`.
   */
  readonly isReadOnly?: boolean;
}

/** What a directory holds under one name. */
export interface DirectoryEntry {
  readonly name: string;
  /**
   * What a symbolic link leads to is what it is; `other` is what is neither, such as a socket, or a
   * link that leads nowhere.
   */
  readonly type: 'file' | 'directory' | 'other';
}

/**
 * The files of the machine, or a fake of them. Paths have slashes on every platform.
 *
 * Every method rejects (`writeNow` throws) with the error of the operating system, whose `code` is its name, such as
 * `ENOENT` or `EIO`, and whose `syscall` says what failed; `open` or `mkdir` changed nothing. A new, renamed or removed name survives a loss of power only after
 * `syncDirectory` of the directory that it stands in; `createDirectory` and `writeWhole` do that
 * themselves.
 */
export interface FileSystem {
  /** Opens a file for reading and writing. */
  open(path: string, options?: OpenOptions): Promise<File>;
  /** Creates a directory and those above it, durably. Does nothing if it is there. */
  createDirectory(path: string): Promise<void>;
  /** Makes the names in a directory survive a loss of power. */
  syncDirectory(path: string): Promise<void>;
  /** What a directory holds, sorted by name. */
  list(path: string): Promise<readonly DirectoryEntry[]>;
  /** Renames a file or directory within its directory; a file of the new name is replaced. */
  rename(source: string, target: string): Promise<void>;
  /** Removes a file, or a directory with everything in it. Does nothing if it is missing. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** All of a small file. */
  readWhole(path: string): Promise<Buffer>;
  /**
   * Replaces a small file, durably and as a whole: after a loss of power there is the old file or
   * the new one. Leaves a file with the suffix `.tmp` beside it if it is interrupted.
   */
  writeWhole(path: string, bytes: Buffer): Promise<void>;
}

/** Whether a method of a `FileSystem` was rejected because there is no such file or directory. */
export function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** No room, or no more open files: it may be tried again, and nothing was lost that was durable. */
const REFUSALS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EMFILE', 'ENFILE']);
const OPENING: ReadonlySet<string> = new Set(['open', 'mkdir']);
const SYNCING: ReadonlySet<string> = new Set(['fsync', 'fdatasync', 'datasync', 'syncDirectory']);
/** The disk itself, or what it is mounted as. */
const DISK_FAILURES: ReadonlySet<string> = new Set(['EIO', 'EROFS', 'ENXIO', 'ENODEV']);

/**
 * Whether a method of a `FileSystem` was rejected, or what it caused, because there was no room, or a
 * file or directory could not be opened or created: nothing that was asked to be durable has failed
 * to be, and it may go well again. A sync that failed is never that, whatever its reason.
 */
export function isRefusal(error: unknown): boolean {
  const failure = systemErrorOf(error);
  if (failure === undefined || isDiskFailure(failure)) return false;
  return REFUSALS.has(failure.code) || OPENING.has(failure.syscall);
}

/** Whether it is a refusal for want of room or of open files, which passes by itself or by making room. */
export function isShortage(error: unknown): boolean {
  const failure = systemErrorOf(error);
  return failure !== undefined && isRefusal(failure) && REFUSALS.has(failure.code);
}

/**
 * Whether a method of a `FileSystem` was rejected, or what it caused, in a way after which nobody
 * knows what the disk has: an input or output error, or a sync that failed.
 */
export function isDiskFailure(error: unknown): boolean {
  const failure = systemErrorOf(error);
  return failure !== undefined && (DISK_FAILURES.has(failure.code) || SYNCING.has(failure.syscall));
}

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
}

/** The error of the operating system behind an error. */
function systemErrorOf(error: unknown): SystemError | undefined {
  if (!(error instanceof Error)) return undefined;
  return isSystemError(error) ? error : systemErrorOf(error.cause);
}

function isSystemError(error: Error): error is SystemError {
  return (
    'syscall' in error &&
    typeof error.syscall === 'string' &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

/** The directory that a path stands in; `.` for a bare name. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}
