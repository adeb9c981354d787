import type { Offset } from '@odradek/base';
import {
  attributesAt,
  hasProducerIdAt,
  isControl,
  lastOffsetAt,
  producerEpochAt,
  producerIdAt,
} from '@odradek/protocol';

import type {
  ProducerStateEntry,
  RememberedBatch,
} from '../producer-state/producer-state-entry.ts';

/**
 * What must stay of the producers that may go on, so that a log that is read again knows them. Numbers
 * side by side: a hundred thousand objects would take a thread that sends them a tenth of a second.
 */
export interface ActiveProducers {
  readonly producerIds: BigInt64Array;
  readonly epochs: Int16Array;
  /** Two for each: of its last batch, and of the last one that is durable. */
  readonly lastDataOffsets: Float64Array;
}

/** Stands for "no batch": of a producer that is known by a marker only. */
const NO_OFFSET: Offset = -1;
const OFFSETS_OF_PRODUCER = 2;

/**
 * What has to stay of each producer that is known (`UnifiedLog.lastRecordsOfActiveProducers`). What is
 * not durable may be taken back, so the last batch that is stays too.
 */
export function activeProducers(
  entries: Iterable<ProducerStateEntry>,
  durableOffset: Offset,
): ActiveProducers {
  const all = [...entries];
  const producerIds = new BigInt64Array(all.length);
  const epochs = new Int16Array(all.length);
  const lastDataOffsets = new Float64Array(all.length * OFFSETS_OF_PRODUCER).fill(NO_OFFSET);
  let index = 0;
  for (const { producerId, epoch, batches } of all) {
    producerIds[index] = producerId;
    epochs[index] = epoch;
    const at = index * OFFSETS_OF_PRODUCER;
    lastDataOffsets[at] = batches.at(-1)?.lastOffset ?? NO_OFFSET;
    lastDataOffsets[at + 1] = lastBefore(batches, durableOffset);
    index++;
  }
  return { producerIds, epochs, lastDataOffsets };
}

function lastBefore(batches: readonly RememberedBatch[], offset: Offset): Offset {
  for (let index = batches.length - 1; index >= 0; index--) {
    const lastOffset = batches[index]?.lastOffset ?? NO_OFFSET;
    if (lastOffset < offset) return lastOffset;
  }
  return NO_OFFSET;
}

/** Knows batches that are the last of their producers. */
export class LastBatches {
  private readonly producers: ActiveProducers;
  private readonly indexes: ReadonlyMap<bigint, number>;

  constructor(producers: ActiveProducers) {
    this.producers = producers;
    this.indexes = new Map(Array.from(producers.producerIds, (id, index) => [id, index]));
  }

  /** Whether a batch, or the marker of a producer without one, is what a producer is known by. */
  includes(batch: Buffer): boolean {
    if (!hasProducerIdAt(batch, 0)) return false;
    const index = this.indexes.get(producerIdAt(batch, 0));
    if (index === undefined) return false;
    const { epochs, lastDataOffsets } = this.producers;
    const at = index * OFFSETS_OF_PRODUCER;
    if (lastDataOffsets[at] === NO_OFFSET) {
      return isControl(attributesAt(batch, 0)) && producerEpochAt(batch, 0) === epochs[index];
    }
    const lastOffset = lastOffsetAt(batch, 0);
    return lastDataOffsets[at] === lastOffset || lastDataOffsets[at + 1] === lastOffset;
  }
}
