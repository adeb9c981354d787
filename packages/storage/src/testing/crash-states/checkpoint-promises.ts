import assert from 'node:assert/strict';

import type { StorageEvent } from '../../ports/report.ts';
import { parseLogFileName } from '../../segment/log-file-name.ts';
import type { PartitionModel } from '../fault-at-operation/partition-model.ts';
import type { DirectoryImage, NodeImage } from './disk-image.ts';

const RECOVERY_POINTS = 'recovery-point-offset-checkpoint';
const CLEAN_SHUTDOWN = '.kafka_cleanshutdown';
const OWN_PREFIX = 'odradek-';
const INDEX_MADE = /^create (.*\.(?:index|timeindex))$/;
/** An index that is made again is removed first, and this one is not. */
const TIME_INDEX_MADE = /^create .*\.timeindex$/;
const INDEX_PATH = /\/([^/]+)\/(\d{20})\.(index|timeindex|txnindex)$/;

/**
 * What the checkpoints of a log directory promise to whoever finds them: an operator who has lost a
 * folder, Kafka, or a start that looks at nothing before a recovery point.
 */
export class CheckpointPromises {
  private readonly directory: DirectoryImage;
  /** By the folder of the partition. */
  private readonly recoveryPoints: ReadonlyMap<string, number>;

  constructor(directory: DirectoryImage) {
    this.directory = directory;
    this.recoveryPoints = recoveryPointsIn(directory.names.get(RECOVERY_POINTS));
  }

  /** Partitions with acknowledged records are known to have some: a lost folder is missed then. */
  checkMarks(models: readonly PartitionModel[]): void {
    for (const { topic, batches, doubt } of models) {
      if (batches.length === 0 || doubt.isDeleted || doubt.emptiedAt !== undefined) continue;
      assert(this.recoveryPoints.has(`${topic}-0`), `${topic} is not known to have records`);
    }
  }

  /** What is reported is not what a recovery point says is durable. */
  checkEvent(event: StorageEvent): void {
    if (event.type !== 'index-rebuilt') return;
    assert(!this.isComplete(event.path), `an index is wrong: ${JSON.stringify(event)}`);
  }

  /** No index is made again that a recovery point says is durable. */
  checkIndexesKept(descriptions: readonly string[]): void {
    for (const what of descriptions) {
      const [, path = ''] = INDEX_MADE.exec(what) ?? [];
      const isMissing = TIME_INDEX_MADE.test(what) && this.isBegun(path);
      assert(!isMissing && !this.isComplete(path), `an index is made again: ${what}`);
    }
  }

  /** Whether a file is an index of a segment that lies before the recovery point as a whole. */
  private isComplete(path: string): boolean {
    const [, folder = '', digits = ''] = INDEX_PATH.exec(path) ?? [];
    const recoveryPoint = this.recoveryPoints.get(folder) ?? 0;
    const next = this.segmentsOf(folder).find((baseOffset) => baseOffset > Number(digits));
    return next !== undefined && next <= recoveryPoint;
  }

  /** Whether the directory says that it was closed in order: Kafka looks at no log then. */
  get wasClosed(): boolean {
    return this.directory.names.has(CLEAN_SHUTDOWN);
  }

  /** Whether a file is an index of a segment that begins before the recovery point. */
  private isBegun(path: string): boolean {
    const [, folder = '', digits = ''] = INDEX_PATH.exec(path) ?? [];
    return Number(digits) < (this.recoveryPoints.get(folder) ?? 0);
  }

  private segmentsOf(folder: string): readonly number[] {
    const node = this.directory.names.get(folder);
    if (node === undefined || Buffer.isBuffer(node)) return [];
    return [...node.names.keys()]
      .map((name) => parseLogFileName(name, 'log'))
      .filter((baseOffset) => baseOffset !== undefined)
      .sort((one, other) => one - other);
  }
}

function recoveryPointsIn(file: unknown): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  if (!Buffer.isBuffer(file)) return points;
  for (const line of String(file).split('\n').slice(2)) {
    const [topic, partition, offset] = line.split(' ');
    if (offset !== undefined) points.set(`${topic}-${partition}`, Number(offset));
  }
  return points;
}

/** What Kafka finds, which knows nothing of our files. */
export function withoutOwnFiles(disk: DirectoryImage): DirectoryImage {
  const names = [...disk.names]
    .filter(([name]) => !name.startsWith(OWN_PREFIX))
    .map(([name, node]): [string, NodeImage] => {
      return [name, Buffer.isBuffer(node) ? node : withoutOwnFiles(node)];
    });
  return { names: new Map(names) };
}
