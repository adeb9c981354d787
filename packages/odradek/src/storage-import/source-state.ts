import { KafkaError } from '@odradek/base';

import type { FileStamps } from './file-stamps.ts';
import { CLEAN_SHUTDOWN_FILE, METADATA_FOLDER } from './kafka-log-directory.ts';
import type { KafkaSource } from './kafka-source.ts';
import type { SourceFiles } from './source-files.ts';

/** What is asked for the state of a source. */
export interface SourceStateOptions {
  readonly files: SourceFiles;
  readonly fileStamps: FileStamps;
}

/** Where a source was not as it was before. */
export class SourceState {
  private readonly stamps: ReadonlyMap<string, string>;

  private constructor(stamps: ReadonlyMap<string, string>) {
    this.stamps = stamps;
  }

  /**
   * Notes every file in the log directories, the metadata and the partitions. A Kafka that ran for a
   * moment leaves another `.kafka_cleanshutdown`, or one where there was none, and a longer metadata
   * log.
   */
  static async read(
    { directories, metadataDirectory }: KafkaSource,
    { files, fileStamps }: SourceStateOptions,
  ): Promise<SourceState> {
    const stamps = new Map<string, string>();
    const folders = directories.flatMap(({ path, partitions }) => [
      path,
      ...partitions.map((partition) => partition.path),
    ]);
    for (const folder of [`${metadataDirectory}/${METADATA_FOLDER}`, ...folders]) {
      stamps.set(folder, await fileStamps.of(folder));
      for (const { name, type } of await files.list(folder)) {
        if (type !== 'file') continue;
        const path = `${folder}/${name}`;
        stamps.set(path, await fileStamps.of(path));
        // Its content tells too, where times of files are coarse: it has the epoch of the broker.
        if (name !== CLEAN_SHUTDOWN_FILE) continue;
        stamps.set(path, `${stamps.get(path)}: ${String(await files.readWhole(path))}`);
      }
    }
    return new SourceState(stamps);
  }

  /** Raises `ODRADEK_DIRECTORY_LOCKED` unless everything is as it was before. */
  checkIsAs(before: SourceState): void {
    const changed = [...this.stamps, ...before.stamps].find(
      ([path]) => this.stamps.get(path) !== before.stamps.get(path),
    );
    if (changed === undefined) return;
    throw new KafkaError(
      'ODRADEK_DIRECTORY_LOCKED',
      `${changed[0]} was changed while it was imported, by Kafka or by somebody else, so what was copied ` +
        'need not fit together: stop Kafka, remove the target (--data), and import again.',
    );
  }
}
