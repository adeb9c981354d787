import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  lastOffsetOf,
  readRecordBatchHeader,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesOf,
} from '@odradek/protocol';

import { dropPagesOf } from '../log/page-cache.ts';
import { RawConnection } from '../partitions/raw-connection.ts';
import type { ColdReads } from './cold-reads.ts';
import { fetchBatches } from './fetch-batches.ts';

const BYTES_PER_MEGABYTE = 1e6;

/**
 * Reads a partition from its first to its last batch, again and again, each time with the pages of
 * its files dropped before.
 */
export class PartitionReader {
  bytesRead = 0;
  private readonly reads: ColdReads;
  private readonly partition: number;
  private isReading = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(reads: ColdReads, partition: number) {
    this.reads = reads;
    this.partition = partition;
  }

  /** Begins to read. A failure is one of the process. */
  start(): void {
    this.isReading = true;
    this.reading = this.read();
  }

  /** Resolves when nothing is asked for any more. */
  async stop(): Promise<void> {
    this.isReading = false;
    await this.reading;
  }

  private async read(): Promise<void> {
    const { address, topic } = this.reads;
    const connection = await RawConnection.open(address);
    const [startMs, startBytes] = [performance.now(), this.bytesRead];
    let offset = 0;
    while (this.isReading) {
      if (offset === 0) await this.dropPages();
      const batches = await fetchBatches(connection, { topic, partition: this.partition, offset });
      this.bytesRead += batches.length;
      offset = batches.length === 0 ? 0 : offsetBehind(batches, offset);
      await this.untilDue(startMs, this.bytesRead - startBytes);
    }
    connection.close();
  }

  private async untilDue(startMs: number, bytes: number): Promise<void> {
    const { megabytesPerSecond, partitions } = this.reads;
    if (megabytesPerSecond === undefined) return;
    const bytesPerMs = (megabytesPerSecond * BYTES_PER_MEGABYTE) / partitions / 1000;
    const earlyMs = startMs + bytes / bytesPerMs - performance.now();
    if (earlyMs > 0) await sleep(earlyMs);
  }

  private async dropPages(): Promise<void> {
    const { dataDirectory, topic } = this.reads;
    const folder = join(dataDirectory, `${topic}-${this.partition}`);
    const segments = readdirSync(folder).filter((name) => name.endsWith('.log'));
    await Promise.all(segments.map((name) => dropPagesOf(join(folder, name))));
  }
}

/** The offset behind the last batch that is whole. */
function offsetBehind(batches: Buffer, offset: number): number {
  let behind = offset;
  let at = 0;
  while (at + RECORD_BATCH_OVERHEAD <= batches.length) {
    const header = readRecordBatchHeader(batches, at);
    at += sizeInBytesOf(header);
    if (at <= batches.length) behind = lastOffsetOf(header) + 1;
  }
  return behind;
}
