import type { AppendTask } from './append-task.ts';
import type { Disk } from './disk.ts';
import { BATCHES } from './logs.ts';
import type { ReadTask } from './read-task.ts';

const KIB = 1024;
const MIB: number = KIB * KIB;
/** As many as Kafka's producer has in flight. */
const PIPELINED = 5;

const DISKS: Readonly<Record<Disk, string>> = {
  synced: 'synced',
  unsynced: 'no sync',
  none: 'not written',
};

/** Everything that is measured, with syncs, without, and without writes. */
export function tasks(): readonly (AppendTask | ReadTask)[] {
  return [
    ...appendTasks('synced'),
    ...appendTasks('unsynced'),
    ...appendTasks('none'),
    ...readTasks(),
  ];
}

function appendTasks(disk: Disk): AppendTask[] {
  return Object.keys(BATCHES).flatMap((batch) =>
    [1, 100].flatMap((partitions) =>
      [1, PIPELINED].flatMap((inFlight) =>
        [false, true].map((isIdempotent): AppendTask => {
          return { type: 'append', batch, partitions, inFlight, isIdempotent, disk };
        }),
      ),
    ),
  );
}

function readTasks(): ReadTask[] {
  return [
    { type: 'read', batch: '1 x 100 B', what: 'recent', bytesMax: 64 * KIB },
    { type: 'read', batch: '10 x 100 B', what: 'recent', bytesMax: 64 * KIB },
    { type: 'read', batch: '10 x 100 B', what: 'recent', bytesMax: 1 },
    { type: 'read', batch: '10 x 100 B', what: 'file', bytesMax: 1 },
    { type: 'read', batch: '10 x 100 B', what: 'file', bytesMax: 64 * KIB },
    { type: 'read', batch: '10 x 100 B', what: 'file', bytesMax: MIB },
    { type: 'read', batch: '100 x 1 KiB', what: 'file', bytesMax: MIB },
    { type: 'read', batch: '10 x 100 B', what: 'timestamp', bytesMax: 1 },
  ];
}

/** What a task is called in a table. */
export function nameOf(task: AppendTask | ReadTask): string {
  if (task.type === 'append') {
    const partitions = task.partitions === 1 ? '1 partition' : `${task.partitions} partitions`;
    const producer = task.isIdempotent ? 'idempotent' : 'plain';
    return `append ${task.batch}, ${partitions}, ${task.inFlight} in flight, ${producer}, ${DISKS[task.disk]}`;
  }
  const { what, batch, bytesMax } = task;
  if (what === 'timestamp') return `offsetForTimestamp, batches of ${batch}`;
  const size = bytesMax === 1 ? 'one batch' : `${bytesMax / KIB} KiB`;
  return `read ${size} from ${what === 'recent' ? 'memory' : 'the file'}, batches of ${batch}`;
}
