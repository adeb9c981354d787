import type { File, FileSystem } from '@odradek/storage';

/** The files of another file system, without any sync: what is left is what appends cost beside it. */
export function unsynced(fileSystem: FileSystem): FileSystem {
  return {
    open: async (path, options) => withoutSync(await fileSystem.open(path, options)),
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

function withoutSync(file: File): File {
  return {
    read: (position, length) => file.read(position, length),
    write: (position, buffers) => file.write(position, buffers),
    datasync: async () => {},
    truncate: (size) => file.truncate(size),
    size: () => file.size(),
    close: () => file.close(),
  };
}
