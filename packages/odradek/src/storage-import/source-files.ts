import {
  type DirectoryEntry,
  type File,
  type FileSystem,
  OffsetCheckpoint,
  type PartitionOffset,
} from '@odradek/storage';

/** How much is read at a time. */
const CHUNK_BYTES: number = 1024 * 1024;

/** A file that is only read. */
export type SourceFile = Pick<File, 'read' | 'size' | 'close'>;

/** The files of somebody else: there is no way here to change them. */
export class SourceFiles {
  private readonly fileSystem: FileSystem;

  constructor(fileSystem: FileSystem) {
    this.fileSystem = fileSystem;
  }

  /** Opens a file, also one that this user may not write. */
  open(path: string): Promise<SourceFile> {
    return this.fileSystem.open(path, { isReadOnly: true });
  }

  /** What a directory holds, sorted by name. */
  list(path: string): Promise<readonly DirectoryEntry[]> {
    return this.fileSystem.list(path);
  }

  exists(path: string): Promise<boolean> {
    return this.fileSystem.exists(path);
  }

  /** All of a file that is not large. */
  readWhole(path: string): Promise<Buffer> {
    return this.fileSystem.readWhole(path);
  }

  /** The bytes of a file, read as they are asked for. */
  async *chunks(path: string): AsyncGenerator<Buffer> {
    const file = await this.open(path);
    try {
      for (let position = 0; ;) {
        const chunk = await file.read(position, CHUNK_BYTES);
        if (chunk.byteLength === 0) return;
        position += chunk.byteLength;
        yield chunk;
      }
    } finally {
      await file.close();
    }
  }

  /** The size of a file in bytes. */
  async size(path: string): Promise<number> {
    const file = await this.open(path);
    try {
      return await file.size();
    } finally {
      await file.close();
    }
  }

  /**
   * What a checkpoint says; `undefined` if it is missing or was never written, as it is in a Kafka that
   * was killed soon. Rejects with `KAFKA_STORAGE_ERROR` if it cannot be read.
   */
  async checkpoint(path: string): Promise<readonly PartitionOffset[] | undefined> {
    if (!(await this.exists(path)) || (await this.size(path)) === 0) return undefined;
    const advice = 'Let Apache Kafka start on it, which writes it anew, and stop it in order.';
    return new OffsetCheckpoint({ fileSystem: this.fileSystem, path, advice }).all();
  }
}
