import { KafkaError } from '@odradek/base';

/** The right to be the only process that uses a data directory. Ends with the process at the latest. */
export interface DirectoryLock {
  /** Lets others have the directory. */
  release(): Promise<void>;
}

/** The error for a data directory that another process uses; `owner` says which, as far as known. */
export function directoryLockedError(directory: string, owner: string): KafkaError {
  return new KafkaError(
    'ODRADEK_DIRECTORY_LOCKED',
    `The data directory ${directory} is in use by ${owner}: stop that one, or start on another ` +
      'directory (log.dirs, --data).',
  );
}
