import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTITION_METADATA = 'partition.metadata';
/** What a log directory knows of its partitions that their folders do not say. */
const CHECKPOINTS = ['log-start-offset-checkpoint', 'cleaner-offset-checkpoint'];

/** A partition whose folder is handed over between brokers that are stopped. */
export interface HandOver {
  /** The log directory that the folder is taken from; it is only read. */
  readonly from: string;
  readonly topic: string;
  /** The log directory of a broker that has the other topic, which is empty. */
  readonly to: string;
  readonly as: string;
  /** The id of that topic, for a broker that makes no folder before the first record. */
  readonly topicId: string;
}

/**
 * Puts segments, indexes, snapshots and epochs of partition 0 beside the `partition.metadata` of
 * another topic, as people do it by hand, and its lines of the checkpoints: where the log begins after
 * DeleteRecords, and that it was compacted.
 */
export function handOver({ from, topic, to, as, topicId }: HandOver): void {
  const source = join(from, `${topic}-0`);
  const target = join(to, `${as}-0`);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source).filter((file) => file !== PARTITION_METADATA)) {
    cpSync(join(source, name), join(target, name));
  }
  const metadata = join(target, PARTITION_METADATA);
  if (!existsSync(metadata)) writeFileSync(metadata, `version: 0\ntopic_id: ${topicId}`);
  for (const name of CHECKPOINTS) {
    const offset = readCheckpoint(join(from, name)).get(`${topic} 0`);
    if (offset !== undefined) addToCheckpoint(join(to, name), `${as} 0`, offset);
  }
}

/** The offsets of a checkpoint by `topic partition`; none if there is no such file. */
export function readCheckpoint(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) return new Map();
  const [, , ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => [line.replace(/ \d+$/, ''), /\d+$/.exec(line)?.[0] ?? '']));
}

function addToCheckpoint(path: string, partition: string, offset: string): void {
  const offsets = new Map(readCheckpoint(path)).set(partition, offset);
  const lines = [...offsets].map(([name, of]) => `${name} ${of}\n`);
  writeFileSync(path, `0\n${offsets.size}\n${lines.join('')}`);
}
