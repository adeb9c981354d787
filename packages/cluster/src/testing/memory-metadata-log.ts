import { KafkaError, type Offset } from '@odradek/base';

import type { MetadataAppend, MetadataBatch, MetadataLog } from '../metadata-log/metadata-log.ts';
import { deposedError } from '../metadata-log/deposed-error.ts';
import {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
} from '../metadata-record/metadata-record.ts';

interface StoredBatch {
  readonly baseOffset: Offset;
  readonly controllerEpoch: number;
  readonly values: readonly Buffer[];
}

/** What outlives the logs that are opened on it. */
export class MetadataStore {
  readonly batches: StoredBatch[] = [];
  /** Whether the next append fails, and every later one until the log is opened again. */
  isFailing = false;
}

/** A metadata log in memory, for tests of what stands above it. */
export class MemoryMetadataLog implements MetadataLog {
  private readonly store: MetadataStore;
  error: KafkaError | undefined;

  constructor(store: MetadataStore = new MetadataStore()) {
    this.store = store;
  }

  get endOffset(): Offset {
    const last = this.store.batches.at(-1);
    return last === undefined ? 0 : last.baseOffset + last.values.length;
  }

  async readAll(onBatch: (batch: MetadataBatch) => void): Promise<void> {
    await Promise.resolve();
    for (const { baseOffset, values } of this.store.batches) {
      onBatch({ baseOffset, records: values.map(decodeMetadataRecord) });
    }
  }

  async append({ controllerEpoch, expectedEndOffset, records }: MetadataAppend): Promise<Offset> {
    if (this.error !== undefined) throw this.error;
    const { batches } = this.store;
    const baseOffset = this.endOffset;
    const lastEpoch = batches.at(-1)?.controllerEpoch ?? 0;
    if (controllerEpoch < lastEpoch || expectedEndOffset !== baseOffset) {
      throw deposedError(
        { controllerEpoch, expectedEndOffset },
        { lastEpoch, endOffset: baseOffset },
      );
    }
    if (this.store.isFailing) this.fail();
    batches.push({ baseOffset, controllerEpoch, values: encode(records) });
    await Promise.resolve();
    return baseOffset;
  }

  private fail(): never {
    this.error = new KafkaError(
      'KAFKA_STORAGE_ERROR',
      'The metadata log in memory was told to fail.',
    );
    throw this.error;
  }

  async close(): Promise<void> {
    this.error = new KafkaError('KAFKA_STORAGE_ERROR', 'The metadata log in memory is closed.');
    await Promise.resolve();
  }
}

/** Kept as bytes, so that nobody can change what is in the log. */
function encode(records: readonly MetadataRecord[]): Buffer[] {
  return records.map(encodeMetadataRecord);
}
