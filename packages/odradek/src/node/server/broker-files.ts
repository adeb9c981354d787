import {
  BoundedFileSystem,
  type FileSystem,
  GatedFileSystem,
  MeasuredFileSystem,
  type MeasuredFileSystemOptions,
} from '@odradek/storage';
import { NodeFileSystem, openFilesMax, threadPoolSize, threadShares } from '@odradek/storage/node';

/** How a broker comes to its files. */
export interface BrokerFiles {
  /** For everything but the files of the journals: bounded in open files, threads and reads at once. */
  readonly fileSystem: FileSystem;
  /** For the files of the journals: it waits for nobody. */
  readonly journalFileSystem: FileSystem;
}

/**
 * The files of this machine. The journals have two threads of the pool for themselves, if it has at
 * least three: `bin/odradek.js` sees to that. `measured` hears how long syncs of segments take.
 */
export function brokerFiles(measured: MeasuredFileSystemOptions): BrokerFiles {
  const journalFileSystem = new NodeFileSystem();
  const shares = threadShares(threadPoolSize(process.env['UV_THREADPOOL_SIZE']));
  const gated = new GatedFileSystem(new MeasuredFileSystem(journalFileSystem, measured), shares);
  return {
    fileSystem: new BoundedFileSystem(gated, { filesMax: openFilesMax() }),
    journalFileSystem,
  };
}
