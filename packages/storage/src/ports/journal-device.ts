/**
 * Where the files of a journal are, and how they are written: through the page cache with a sync
 * behind each write, or past it. Paths and errors are those of the `FileSystem`: whoever meets an
 * error finds the `code` and `syscall` of the operating system in it.
 */
export interface JournalDevice {
  readonly form: 'buffered' | 'direct';
  /** What positions and lengths of writes and reads are multiples of; it divides 4096. */
  readonly blockBytes: number;
  /** Zeros in memory that may be given to `writeDurably`, as a whole or from its beginning on. */
  allocate(bytes: number): Buffer;
  /**
   * Creates a file of zeros that are there durably, and its name with them: writing to it later
   * changes nothing but its bytes. A file of that name is replaced. If it rejects, a part of the file
   * may be there.
   */
  create(path: string, size: number): Promise<void>;
  /** Opens a file that is there. */
  open(path: string): Promise<JournalFile>;
}

/** An open file of a journal. Its size never changes. */
export interface JournalFile {
  /** In bytes. */
  readonly size: number;
  /**
   * Writes whole blocks. Resolves when they survive a loss of power; if it rejects, anything may have
   * been written. Several may be under way, to different places. The bytes must not change before it
   * ends.
   */
  writeDurably(position: number, bytes: Buffer): Promise<void>;
  /**
   * The bytes from `position` on; fewer than `length` only where the file ends. They are in new memory,
   * or in `memory`, which `allocate` has given and the next read may be given again: it is as long as
   * the blocks that they lie in.
   */
  read(position: number, length: number, memory?: Buffer): Promise<Buffer>;
  /** Makes durable what a process that was killed had written to it, and what can be read of it. */
  sync(): Promise<void>;
  /** Waits for what was begun. The file must not be used afterwards. */
  close(): Promise<void>;
}
