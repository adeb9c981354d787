import type { File, FileSystem } from '@odradek/storage';

/**
 * How far writes get: to the disk, to the page cache, or nowhere, so that only our own code is left.
 */
export type Disk = 'synced' | 'unsynced' | 'none';

/** A file system whose writes and syncs get as far as `disk` says; names of files are always made. */
export function onDisk(fileSystem: FileSystem, disk: Disk): FileSystem {
  if (disk === 'synced') return fileSystem;
  return {
    open: async (path, options) => withoutSync(await fileSystem.open(path, options), disk),
    syncDirectory: async () => {},
    createDirectory: (path) => fileSystem.createDirectory(path),
    list: (path) => fileSystem.list(path),
    rename: (source, target) => fileSystem.rename(source, target),
    remove: (path) => fileSystem.remove(path),
    exists: (path) => fileSystem.exists(path),
    readWhole: (path) => fileSystem.readWhole(path),
    writeWhole: (path, bytes) => fileSystem.writeWhole(path, bytes),
  };
}

function withoutSync(file: File, disk: Disk): File {
  return {
    read: (position, length, memory) => file.read(position, length, memory),
    write: disk === 'none' ? async () => {} : (position, buffers) => file.write(position, buffers),
    writeNow: disk === 'none' ? () => {} : (position, buffers) => file.writeNow(position, buffers),
    datasync: async () => {},
    truncate: (size) => file.truncate(size),
    size: () => file.size(),
    close: () => file.close(),
  };
}
