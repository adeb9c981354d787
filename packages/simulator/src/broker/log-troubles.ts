import type { StorageEvent } from '@odradek/storage';

import { partitionName, type TopicPartition } from '../history/history.ts';

/** What an error says of a file in the folder of a partition. */
const IN_FOLDER = /'\/[^/]+\/([^/]+)\/[^/]+'$/;

/** Which log directories and folders of partitions a broker has reported to be in trouble, over all its lives. */
export class LogTroubles {
  /** The log directories that are offline in the life that goes on. */
  readonly offline: Set<string> = new Set();
  private readonly failed = new Set<string>();
  private readonly folders = new Set<string>();

  /** Takes what a broker has reported. */
  note(event: StorageEvent): void {
    if (event.type === 'log-directory-offline') {
      this.offline.add(event.directory);
      this.failed.add(event.directory);
    } else if (event.type === 'log-offline' || event.type === 'log-refused') {
      this.folders.add(nameOf(event.directory));
    }
  }

  /** Takes an error of the disk: a file that could not be opened takes what was asked for with it. */
  noteError(error: Error): void {
    const [, folder] = IN_FOLDER.exec(error.message) ?? [];
    if (folder !== undefined) this.folders.add(folder);
  }

  /** Another life of the broker begins. */
  beginLife(): void {
    this.offline.clear();
  }

  /**
   * Whether a partition may be offline, or have been: its own folder was refused, or its log directory
   * has failed once. `directory` is where it has its folder; `undefined` if it has none yet.
   */
  explain(topicPartition: TopicPartition, directory: string | undefined): boolean {
    if (this.folders.has(partitionName(topicPartition))) return true;
    return directory === undefined ? this.failed.size > 0 : this.failed.has(directory);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
