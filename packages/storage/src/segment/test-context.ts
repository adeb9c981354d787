import type { File, FileSystem } from '../ports/file-system.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';

export const DIRECTORY = '/data/orders-0';

/** What was asked of a disk. */
export interface DiskUse {
  reads: number;
  bytesReadMax: number;
  bytesRead: number;
  writes: number;
  syncs: number;
  /** Files that are open now. */
  filesOpen: number;
}

/** A disk with the folder of a partition, and a count of what is asked of it. */
export interface IndexContext {
  readonly disk: MemoryFileSystem;
  /** The disk, through the count. */
  readonly fileSystem: FileSystem;
  readonly use: DiskUse;
}

export async function indexContext(): Promise<IndexContext> {
  const disk = new MemoryFileSystem();
  await disk.createDirectory(DIRECTORY);
  const use: DiskUse = {
    reads: 0,
    bytesReadMax: 0,
    bytesRead: 0,
    writes: 0,
    syncs: 0,
    filesOpen: 0,
  };
  const fileSystem: FileSystem = {
    open: async (path, options) => counted(await disk.open(path, options), use),
    createDirectory: (path) => disk.createDirectory(path),
    syncDirectory: (path) => disk.syncDirectory(path),
    list: (path) => disk.list(path),
    rename: (source, target) => disk.rename(source, target),
    remove: (path) => disk.remove(path),
    exists: (path) => disk.exists(path),
    readWhole: (path) => disk.readWhole(path),
    writeWhole: (path, bytes) => disk.writeWhole(path, bytes),
  };
  return { disk, fileSystem, use };
}

function counted(file: File, use: DiskUse): File {
  use.filesOpen++;
  return {
    read: (position, length) => {
      use.reads++;
      use.bytesRead += length;
      use.bytesReadMax = Math.max(use.bytesReadMax, length);
      return file.read(position, length);
    },
    write: (position, buffers) => {
      use.writes++;
      return file.write(position, buffers);
    },
    writeNow: (position, buffers) => {
      use.writes++;
      file.writeNow(position, buffers);
    },
    datasync: () => {
      use.syncs++;
      return file.datasync();
    },
    truncate: (size) => file.truncate(size),
    size: () => file.size(),
    close: () => {
      use.filesOpen--;
      return file.close();
    },
  };
}
