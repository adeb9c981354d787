/*
 * Readers of what is in no memory: `node reader-process.js '{"address":"127.0.0.1:9092",...}'`, started
 * with a channel for messages. Fills its topic and says `filled`; reads from the message `begin` on
 * until `end`, which it answers with the megabytes that it read in each second.
 */
import { spawnSync } from 'node:child_process';

import type { ColdReads } from './cold-reads.ts';
import { fillPartition } from './fill-partition.ts';
import { PartitionReader } from './partition-reader.ts';

const BYTES_PER_MEGABYTE = 1e6;

function sum(readers: readonly PartitionReader[]): number {
  return readers.reduce((bytes, reader) => bytes + reader.bytesRead, 0);
}

const reads = JSON.parse(process.argv[2] ?? '') as ColdReads;
const partitions = Array.from({ length: reads.partitions }, (_, partition) => partition);
const readers = partitions.map((partition) => new PartitionReader(reads, partition));
let beganMs = 0;
let bytesBefore = 0;

function begin(): void {
  beganMs = performance.now();
  bytesBefore = sum(readers);
  for (const reader of readers) reader.start();
}

async function end(): Promise<void> {
  const seconds = (performance.now() - beganMs) / 1000;
  const megabytesPerSecond = (sum(readers) - bytesBefore) / BYTES_PER_MEGABYTE / seconds;
  await Promise.all(readers.map((reader) => reader.stop()));
  process.send?.(megabytesPerSecond);
}

process.on('message', (message) => {
  if (message === 'begin') begin();
  else void end();
});
await Promise.all(partitions.map((partition) => fillPartition(reads, partition)));
// Only pages that are written can be dropped.
spawnSync('sync', ['-f', reads.dataDirectory]);
process.send?.('filled');
