import type { Offset } from '@odradek/base';
import {
  baseOffsetAt,
  isCrcValid,
  MAGIC_AT,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
} from '@odradek/protocol';

import { type File, type FileSystem, parentOf } from '../ports/file-system.ts';
import type { TailCutEvent } from '../ports/report.ts';
import type { Segment } from '../segment/segment.ts';

/** How far behind the fault a whole batch is looked for. */
const SEARCH_BYTES = 4 * 1024 * 1024;
/** How many bytes of what may be batches are checked at most. */
const CHECKED_BYTES_MAX: number = 16 * 1024 * 1024;
const COPY_BYTES = 1024 * 1024;

/** Where a segment ends and why. */
export interface TailCut {
  readonly fileSystem: FileSystem;
  /** Its `size` is where the file is cut. */
  readonly segment: Segment;
  /** Where the file ends now. */
  readonly end: number;
  /** Why it cannot be read further. */
  readonly reason: string;
}

/**
 * Cuts a segment off behind its last whole batch. If whole batches are among what is cut, it is kept
 * in a file beside: it may be the only copy of records that were acknowledged.
 */
export async function cutTail({
  fileSystem,
  segment,
  end,
  reason,
}: TailCut): Promise<TailCutEvent> {
  const file = await segment.file();
  const position = segment.size;
  const tail = await file.read(position, Math.min(SEARCH_BYTES, end - position));
  const event: TailCutEvent = {
    type: 'tail-cut',
    path: segment.path,
    position,
    bytesCut: end - position,
    logEndOffset: segment.nextOffset,
    reason,
  };
  // Of what is more than was looked at, nobody knows what it holds.
  const isSearched = end - position <= SEARCH_BYTES;
  if (isSearched && !hasBatch(tail, segment.nextOffset)) {
    await file.truncate(position);
    return event;
  }
  const keptAs = await freeName(fileSystem, `${segment.path}.${position}.cut`);
  await copyTail(fileSystem, file, { position, end, target: keptAs });
  await file.truncate(position);
  return { ...event, keptAs };
}

/** The name, or with a number behind it if an earlier cut has taken it: that may be the only copy. */
async function freeName(fileSystem: FileSystem, name: string): Promise<string> {
  let free = name;
  for (let number = 1; await fileSystem.exists(free); number++) free = `${name}.${number}`;
  return free;
}

/**
 * Whether a whole batch of a later offset stands anywhere in `tail`. Bytes that look like many
 * headers would take forever, so after some megabytes of checksums the answer is yes: what is kept
 * for nothing does no harm.
 */
function hasBatch(tail: Buffer, nextOffset: Offset): boolean {
  let bytesChecked = 0;
  let magic = tail.indexOf(RECORD_BATCH_MAGIC, MAGIC_AT);
  while (magic >= 0) {
    const at = magic - MAGIC_AT;
    const left = tail.byteLength - at;
    if (left < RECORD_BATCH_OVERHEAD) return false;
    const size = sizeInBytesAt(tail, at);
    const isPossible = size >= RECORD_BATCH_OVERHEAD && size <= left;
    if (isPossible && baseOffsetAt(tail, at) >= nextOffset) {
      bytesChecked += size;
      if (bytesChecked > CHECKED_BYTES_MAX || isCrcValid(tail, at)) return true;
    }
    magic = tail.indexOf(RECORD_BATCH_MAGIC, magic + 1);
  }
  return false;
}

async function copyTail(
  fileSystem: FileSystem,
  source: File,
  part: { readonly position: number; readonly end: number; readonly target: string },
): Promise<void> {
  const target = await fileSystem.open(part.target, { create: true });
  try {
    for (let at = part.position; at < part.end; at += COPY_BYTES) {
      const bytes = await source.read(at, Math.min(COPY_BYTES, part.end - at));
      await target.write(at - part.position, [bytes]);
    }
    await target.datasync();
  } finally {
    await target.close();
  }
  await fileSystem.syncDirectory(parentOf(part.target));
}
