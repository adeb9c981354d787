import { type FileSystem, isMissingFile } from '../ports/file-system.ts';

const CLEAN_SHUTDOWN_FILE = '.kafka_cleanshutdown';
const CONTENTS: Buffer = Buffer.from('{"version":0,"brokerEpoch":-1}');

/**
 * Kafka's mark of a log directory whose broker was stopped in order (`CleanShutdownFileHandler`).
 * Nobody here believes it: what has to be looked at when a log is opened follows from its recovery
 * point. Kafka does, and opens such a directory without looking.
 */
export class CleanShutdownFile {
  private readonly fileSystem: FileSystem;
  private readonly directory: string;

  constructor(fileSystem: FileSystem, directory: string) {
    this.fileSystem = fileSystem;
    this.directory = directory;
  }

  private get path(): string {
    return `${this.directory}/${CLEAN_SHUTDOWN_FILE}`;
  }

  /** Whether it is there, and as it is written here: Kafka says the epoch of its broker. */
  async read(): Promise<'missing' | 'ours' | 'of others'> {
    try {
      const bytes = await this.fileSystem.readWhole(this.path);
      return bytes.equals(CONTENTS) ? 'ours' : 'of others';
    } catch (error) {
      if (isMissingFile(error)) return 'missing';
      throw error;
    }
  }

  /** Everything in the directory is durable and closed. */
  write(): Promise<void> {
    return this.fileSystem.writeWhole(this.path, CONTENTS);
  }

  /** Durable before anything in the directory is changed. */
  async remove(): Promise<void> {
    if (!(await this.fileSystem.exists(this.path))) return;
    await this.fileSystem.remove(this.path);
    await this.fileSystem.syncDirectory(this.directory);
  }
}
