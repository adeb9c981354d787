import type { KafkaError, Offset } from '@odradek/base';

import {
  at,
  corruptKraftFile,
  type KraftBatch,
  type KraftFile,
  type KraftFileEnd,
  KraftFileReader,
} from './kraft-file.ts';
import { KraftImage } from './kraft-image.ts';

/** The files of Kafka's metadata. */
export interface KraftMetadataFiles {
  /** The newest snapshot, and the offset that its name says. */
  readonly snapshot: { readonly file: KraftFile; readonly endOffset: Offset } | undefined;
  /** The segments of the log, ascending; those that the snapshot contains may be missing. */
  readonly segments: readonly KraftFile[];
  /** `bootstrap.checkpoint`, which a controller writes into its log when it first starts. */
  readonly bootstrap: KraftFile | undefined;
  /** Whether the last segment may end in the middle of a batch, as a crash leaves it. */
  readonly isTornTailAllowed: boolean;
}

/** What the metadata of Kafka says. */
export interface KraftMetadata {
  readonly image: KraftImage;
  /** The end of the log. */
  readonly endOffset: Offset;
  /** How many bytes at the end of the log were no whole batch and do not count. */
  readonly tornBytes: number;
}

/**
 * The cluster as a snapshot and the log behind it describe it, as Kafka loads them; of the files no
 * more than a chunk and a batch are in memory at a time. With one voter everything in the log is
 * committed. Rejects with `CORRUPT_MESSAGE` with path and byte for a file that is damaged or not
 * finished and for a gap between them, and with `ODRADEK_UNKNOWN_METADATA_RECORD` for records of a
 * later Kafka. What the snapshot contains is not read in the log.
 */
export async function readKraftMetadata(files: KraftMetadataFiles): Promise<KraftMetadata> {
  const image = new KraftImage();
  const { snapshot, segments, bootstrap } = files;
  if (snapshot !== undefined) await replaySnapshot(image, snapshot.file);
  let endOffset = snapshot?.endOffset ?? 0;
  let tornBytes = 0;
  for (const [index, file] of segments.entries()) {
    const segment = await replaySegment(image, file, endOffset);
    ({ endOffset } = segment);
    ({ tornBytes } = segment.end);
    checkTail(file.path, segment.end, files.isTornTailAllowed && index === segments.length - 1);
  }
  if (endOffset === 0 && bootstrap !== undefined) await replaySnapshot(image, bootstrap);
  return { image, endOffset, tornBytes };
}

/** A snapshot that has no footer is not finished, however many of its records are there. */
async function replaySnapshot(image: KraftImage, file: KraftFile): Promise<void> {
  const { path } = file;
  let count = 0;
  let last: string | undefined;
  const end = await readBatches(file, 0, (batch) => {
    if (count++ === 0 && batch.controlType !== 'SNAPSHOT_HEADER') throw noSnapshot(path);
    last = batch.controlType;
    replayBatch(image, path, batch, 0);
  });
  checkTail(path, end, false);
  if (count === 0) throw noSnapshot(path);
  if (last === 'SNAPSHOT_FOOTER') return;
  throw corruptKraftFile(path, end.bytes, 'a snapshot ends with a footer, and this does not');
}

function noSnapshot(path: string): KafkaError {
  return corruptKraftFile(path, 0, 'a snapshot begins with a header, and this does not');
}

/** Replays what stands behind `from`. */
async function replaySegment(
  image: KraftImage,
  file: KraftFile,
  from: Offset,
): Promise<{ readonly endOffset: Offset; readonly end: KraftFileEnd }> {
  let endOffset = from;
  const end = await readBatches(file, from, (batch) => {
    if (batch.nextOffset <= endOffset) return;
    if (batch.baseOffset > endOffset) {
      const gap = `it goes on at offset ${batch.baseOffset}, and what comes before ends at ${endOffset}`;
      throw corruptKraftFile(file.path, batch.position, gap);
    }
    replayBatch(image, file.path, batch, endOffset);
    endOffset = batch.nextOffset;
  });
  return { endOffset, end };
}

async function readBatches(
  { path, chunks }: KraftFile,
  from: Offset,
  onBatch: (batch: KraftBatch) => void,
): Promise<KraftFileEnd> {
  const reader = new KraftFileReader({ path, from, onBatch });
  for await (const chunk of chunks) reader.push(chunk);
  return reader.finish();
}

function replayBatch(image: KraftImage, path: string, batch: KraftBatch, from: Offset): void {
  for (const { offset, position, entry } of batch.records) {
    if (offset >= from) at(path, position, () => image.replay(entry), offset);
  }
}

function checkTail(path: string, { bytes, tornBytes }: KraftFileEnd, isAllowed: boolean): void {
  if (tornBytes === 0 || isAllowed) return;
  throw corruptKraftFile(
    path,
    bytes - tornBytes,
    `${tornBytes} bytes follow that are no whole record batch`,
  );
}
