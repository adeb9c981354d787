import { storageError } from '../log/storage-error.ts';
import { type FoundHeader, isWholeFrame } from './frame.ts';
import type { FoundFrame } from './frame-scan.ts';

/** A frame to be replayed, with its bytes up to its length. */
export interface ChainedFrame extends FoundFrame {
  readonly bytes: Buffer;
}

/** What counts of the frames that were found. */
export interface FrameChain {
  /** Everything up to this frame is durable in the segments. */
  readonly checkpointLsn: number;
  /** Up to this frame all are durable, as a frame says; those behind it may be or not. */
  readonly durableLsn: number;
  /** The frames behind the checkpoint, in order. */
  readonly frames: readonly ChainedFrame[];
  /** The last frame that counts; `undefined` if none does. */
  readonly last: FoundFrame | undefined;
}

/** What `chainFrames` needs. */
export interface FrameChainOptions {
  readonly directory: string;
  /** All frames that were found, in any order. */
  readonly found: readonly FoundFrame[];
  /** The bytes of a frame behind the checkpoint: its length, or less if the file ends before. */
  readonly bytesOf: (frame: FoundFrame) => Buffer;
}

/**
 * The last checkpoint that frames speak of. Also a frame that does not count says the truth of that:
 * it was durable in the segments when the frame was written.
 */
export function checkpointOf(found: readonly FoundHeader[]): number {
  return found.reduce((max, { checkpointLsn }) => Math.max(max, checkpointLsn), 0);
}

/**
 * Follows the frames from the last checkpoint on as long as each is whole and names the one before it.
 * What comes behind a frame that is not whole was never acknowledged and does not count, unless a
 * frame says that it was durable: then it was damaged since, and `KAFKA_STORAGE_ERROR` is raised.
 *
 * A frame is written when all but a few before it are durable, and says which. Those few, and no
 * more, cannot be told from an unfinished end if they are damaged.
 */
export function chainFrames(options: FrameChainOptions): FrameChain {
  const { found, directory } = options;
  const checkpointLsn = checkpointOf(found);
  const durableLsn = found.reduce((max, frame) => Math.max(max, frame.durableLsn), 0);
  const followers = followersOf(found.filter(({ lsn }) => lsn > checkpointLsn));
  const frames: ChainedFrame[] = [];
  let last = found.find(({ lsn }) => lsn === checkpointLsn);
  for (;;) {
    const lsn = last?.lsn ?? checkpointLsn;
    const next = nextOf(followers.get(lsn) ?? [], frames.at(-1), options.bytesOf);
    if (next === undefined) break;
    frames.push(next);
    last = next;
  }
  const endLsn = last?.lsn ?? 0;
  if (endLsn < Math.max(durableLsn, checkpointLsn)) {
    throw damaged(directory, endLsn, durableLsn, last);
  }
  return { checkpointLsn, durableLsn, frames, last };
}

/** The frames by the number of the one that they name as the one before. */
function followersOf(found: readonly FoundFrame[]): ReadonlyMap<number, readonly FoundFrame[]> {
  const followers = new Map<number, FoundFrame[]>();
  for (const frame of found) {
    const others = followers.get(frame.previousLsn);
    if (others === undefined) followers.set(frame.previousLsn, [frame]);
    else others.push(frame);
  }
  return followers;
}

/** The whole one of some frames that names `previous`; of several that of the last life. */
function nextOf(
  candidates: readonly FoundFrame[],
  previous: FoundFrame | undefined,
  bytesOf: (frame: FoundFrame) => Buffer,
): ChainedFrame | undefined {
  let next: ChainedFrame | undefined;
  for (const candidate of candidates) {
    const follows =
      previous === undefined ||
      (candidate.previousCrc === previous.crc && candidate.generation >= previous.generation);
    if (!follows || (next !== undefined && candidate.generation < next.generation)) continue;
    const bytes = bytesOf(candidate);
    if (isWholeFrame(bytes, candidate)) next = { ...candidate, bytes };
  }
  return next;
}

function damaged(
  directory: string,
  endLsn: number,
  durableLsn: number,
  last: FoundFrame | undefined,
): Error {
  const where =
    last === undefined ? 'none is whole' : `it ends in ${last.file.path} at byte ${last.position}`;
  return storageError(
    `The journal of ${directory} is damaged: frames up to ${durableLsn} were durable, and only ` +
      `those up to ${endLsn} can be read (${where}). Acknowledged records would be lost. Restore ` +
      'the odradek-journal-* files from a copy made at the same time as the logs, or the directory ' +
      'from replicas; removing these files gives up what only they have.',
  );
}
