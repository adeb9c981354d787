import type { Offset } from '@odradek/base';

import {
  at,
  corruptKraftFile,
  type KraftBatch,
  type KraftFile,
  readKraftFile,
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
 * The cluster as a snapshot and the log behind it describe it, as Kafka loads them. With one voter
 * everything in the log is committed. Raises `CORRUPT_MESSAGE` with path and byte for a file that is
 * damaged or not finished and for a gap between them, and `ODRADEK_UNKNOWN_METADATA_RECORD` for
 * records of a later Kafka.
 */
export function readKraftMetadata(files: KraftMetadataFiles): KraftMetadata {
  const image = new KraftImage();
  const { snapshot, segments, bootstrap } = files;
  if (snapshot !== undefined) replaySnapshot(image, snapshot.file);
  let endOffset = snapshot?.endOffset ?? 0;
  let tornBytes = 0;
  for (const [index, file] of segments.entries()) {
    const content = readKraftFile(file);
    ({ tornBytes } = content);
    checkTail(file, tornBytes, files.isTornTailAllowed && index === segments.length - 1);
    endOffset = replaySegment(image, file.path, content.batches, endOffset);
  }
  if (endOffset === 0 && bootstrap !== undefined) replaySnapshot(image, bootstrap);
  return { image, endOffset, tornBytes };
}

/** A snapshot that has no footer is not finished, however many of its records are there. */
function replaySnapshot(image: KraftImage, file: KraftFile): void {
  const { batches, tornBytes } = readKraftFile(file);
  checkTail(file, tornBytes, false);
  if (batches[0]?.controlType !== 'SNAPSHOT_HEADER') {
    throw corruptKraftFile(file.path, 0, 'a snapshot begins with a header, and this does not');
  }
  if (batches.at(-1)?.controlType !== 'SNAPSHOT_FOOTER') {
    const { byteLength } = file.bytes;
    throw corruptKraftFile(
      file.path,
      byteLength,
      'a snapshot ends with a footer, and this does not',
    );
  }
  for (const batch of batches) replayBatch(image, file.path, batch, 0);
}

/** Replays what stands behind `from`. Answers the end. */
function replaySegment(
  image: KraftImage,
  path: string,
  batches: readonly KraftBatch[],
  from: Offset,
): Offset {
  let endOffset = from;
  for (const batch of batches) {
    if (batch.nextOffset <= endOffset) continue;
    if (batch.baseOffset > endOffset) {
      const gap = `it goes on at offset ${batch.baseOffset}, and what comes before ends at ${endOffset}`;
      throw corruptKraftFile(path, batch.position, gap);
    }
    replayBatch(image, path, batch, endOffset);
    endOffset = batch.nextOffset;
  }
  return endOffset;
}

function replayBatch(image: KraftImage, path: string, batch: KraftBatch, from: Offset): void {
  for (const { offset, position, entry } of batch.records) {
    if (offset >= from) at(path, position, () => image.replay(entry), offset);
  }
}

function checkTail({ path, bytes }: KraftFile, tornBytes: number, isAllowed: boolean): void {
  if (tornBytes === 0 || isAllowed) return;
  const position = bytes.byteLength - tornBytes;
  throw corruptKraftFile(
    path,
    position,
    `${tornBytes} bytes follow that are no whole record batch`,
  );
}
