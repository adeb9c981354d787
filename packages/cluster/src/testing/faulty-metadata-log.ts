import { KafkaError, type Offset } from '@odradek/base';

import type { MetadataAppend, MetadataBatch, MetadataLog } from '../metadata-log/metadata-log.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { MemoryMetadataLog, type MetadataStore } from './memory-metadata-log.ts';

/**
 * A metadata log in memory that goes wrong when it is told to, in the ways in which a log behind a
 * network does.
 */
export class FaultyMetadataLog implements MetadataLog {
  private readonly store: MetadataStore;
  private readonly log: MemoryMetadataLog;
  private readonly rivals: {
    readonly controllerEpoch: number;
    readonly records: readonly MetadataRecord[];
  }[] = [];
  private losesNextAnswer = false;
  private lost: KafkaError | undefined;

  constructor(store: MetadataStore) {
    this.store = store;
    this.log = new MemoryMetadataLog(store);
  }

  /** Lets another controller append just before the next append, which deposes its writer. */
  deposeAtNextAppend(controllerEpoch: number, records: readonly MetadataRecord[]): void {
    this.rivals.push({ controllerEpoch, records });
  }

  /** Lets the next append succeed and its writer believe that it failed. */
  loseNextAnswer(): void {
    this.losesNextAnswer = true;
  }

  get error(): KafkaError | undefined {
    return this.lost ?? this.log.error;
  }

  get endOffset(): Offset {
    return this.log.endOffset;
  }

  readAll(onBatch: (batch: MetadataBatch) => void): Promise<void> {
    return this.log.readAll(onBatch);
  }

  async append(append: MetadataAppend): Promise<Offset> {
    if (this.lost !== undefined) throw this.lost;
    await this.letRivalAppend();
    const baseOffset = await this.log.append(append);
    if (!this.losesNextAnswer) return baseOffset;
    this.lost = new KafkaError('KAFKA_STORAGE_ERROR', 'The answer to an append was lost.');
    throw this.lost;
  }

  private async letRivalAppend(): Promise<void> {
    for (const { controllerEpoch, records } of this.rivals.splice(0)) {
      const other = new MemoryMetadataLog(this.store);
      const expectedEndOffset = other.endOffset;
      await other.append({ controllerEpoch, expectedEndOffset, records });
    }
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
