import type { File, FileSystem } from '@odradek/storage';

/** A disk whose syncs wait until they are let go; everything else goes its way at once. */
export interface HeldSyncs {
  readonly fileSystem: FileSystem;
  /** Holds the syncs that begin from now on. */
  hold(): void;
  /** Lets those that wait, and all to come, go on. */
  release(): void;
}

/** Puts a gate in front of the syncs of a disk. */
export function holdSyncs(disk: FileSystem): HeldSyncs {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  const gate = async (sync: () => Promise<void>): Promise<void> => {
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    await sync();
  };
  return {
    fileSystem: withGate(disk, gate),
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

type Gate = (sync: () => Promise<void>) => Promise<void>;

function withGate(disk: FileSystem, gate: Gate): FileSystem {
  return {
    open: async (path, options) => gatedFile(await disk.open(path, options), gate),
    createDirectory: (path) => disk.createDirectory(path),
    syncDirectory: (path) => disk.syncDirectory(path),
    list: (path) => disk.list(path),
    rename: (source, target) => disk.rename(source, target),
    remove: (path) => disk.remove(path),
    exists: (path) => disk.exists(path),
    readWhole: (path) => disk.readWhole(path),
    writeWhole: (path, bytes) => disk.writeWhole(path, bytes),
  };
}

function gatedFile(file: File, gate: Gate): File {
  return {
    read: (position, length, memory) => file.read(position, length, memory),
    write: (position, buffers) => file.write(position, buffers),
    writeNow: (position, buffers) => file.writeNow(position, buffers),
    datasync: () => gate(() => file.datasync()),
    truncate: (size) => file.truncate(size),
    size: () => file.size(),
    close: () => file.close(),
  };
}
