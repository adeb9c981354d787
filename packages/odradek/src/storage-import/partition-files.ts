import type { Offset } from '@odradek/base';

/** What is taken of the folder of a partition. */
export interface PartitionFiles {
  /** The names of the files to copy. */
  readonly taken: readonly string[];
  /** The names of what stays, each with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
  /** The recovery point that goes with the files: not behind a segment whose indexes stay. */
  readonly recoveryPoint: Offset | undefined;
}

/** What is known of the folder of a partition. */
export interface PartitionFolderContent {
  /** As they are once a compaction that was interrupted is ended. */
  readonly names: readonly string[];
  /** Up to where Kafka says that everything was durable, indexes too. */
  readonly recoveryPoint: Offset | undefined;
  /** Whether Kafka was stopped in order. */
  readonly isCleanlyStopped: boolean;
}

export const LEADER_EPOCHS = 'leader-epoch-checkpoint';
const LOG_FILE = /^(\d{20})\.(log|index|timeindex|txnindex|snapshot)$/;
const FILES_BESIDE: ReadonlySet<string> = new Set([LEADER_EPOCHS, 'partition.metadata']);
/** Kafka makes these as large as they may become, and they keep their zeros if it is killed. */
const PREALLOCATED: ReadonlySet<string> = new Set(['index', 'timeindex']);
const REASONS: readonly (readonly [suffix: string, reason: string])[] = [
  ['.deleted', 'Kafka was about to delete it'],
  ['.cleaned', 'the log cleaner had not finished it'],
  ['.tmp', 'it was not finished'],
];

/**
 * Which files of the folder of a partition are taken. After a crash the indexes of the segments that
 * Kafka may still have written to stay: they can be made again from the segments.
 */
export function partitionFiles(content: PartitionFolderContent): PartitionFiles {
  const activeFrom = content.isCleanlyStopped ? undefined : firstActiveSegment(content);
  const taken: string[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const name of content.names) {
    const reason = reasonToLeave(name, activeFrom);
    if (reason === undefined) taken.push(name);
    else leftOut.push({ name, reason });
  }
  const { recoveryPoint } = content;
  const isLowered =
    recoveryPoint !== undefined && activeFrom !== undefined && activeFrom < recoveryPoint;
  return { taken, leftOut, recoveryPoint: isLowered ? activeFrom : recoveryPoint };
}

/** The base offsets of the segments in a folder, ascending. */
export function segmentBaseOffsets(names: readonly string[]): readonly Offset[] {
  return names
    .map((name) => LOG_FILE.exec(name))
    .flatMap((match) => (match?.[2] === 'log' ? [Number(match[1])] : []))
    .sort((left, right) => left - right);
}

/** The base offset that the name of a segment says, or `undefined` for other files. */
export function baseOffsetOfSegment(name: string): Offset | undefined {
  const match = LOG_FILE.exec(name);
  return match?.[2] === 'log' ? Number(match[1]) : undefined;
}

/** The segment in which the recovery point lies; it and those behind it may have been written to. */
function firstActiveSegment({ names, recoveryPoint }: PartitionFolderContent): Offset {
  const before = segmentBaseOffsets(names).filter((base) => base <= (recoveryPoint ?? 0));
  return before.at(-1) ?? 0;
}

function reasonToLeave(name: string, activeFrom: Offset | undefined): string | undefined {
  if (FILES_BESIDE.has(name)) return undefined;
  const [, baseOffset, type = ''] = LOG_FILE.exec(name) ?? [];
  if (baseOffset === undefined) {
    return REASONS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? 'it is no file of a log';
  }
  const isActive = activeFrom !== undefined && Number(baseOffset) >= activeFrom;
  return isActive && PREALLOCATED.has(type) ? 'it is made again from its segment' : undefined;
}
