import type { LogConfig } from '../../log/log-config.ts';
import { type CrashScript, LARGE } from './crash-script.ts';
import type { ScriptedBroker } from './scripted-broker.ts';

const PRODUCER = 7n;
const TRANSACTIONAL = 9n;
/** Everything that is complete is compacted at once. */
export const COMPACTED: Partial<LogConfig> = {
  isCompacted: true,
  isDeleted: false,
  minCleanableDirtyRatio: 0,
  deleteRetentionMs: 100,
};
/** Longer than tombstones and markers stay that were compacted. */
const LATER_MS = 200;

/** Compacts logs of which everything but the last record is in complete segments. */
async function rollAndClean(broker: ScriptedBroker, ...topics: readonly string[]): Promise<void> {
  for (const topic of topics) {
    await broker.roll(topic);
    await broker.append(topic, { key: 'last' });
  }
  await broker.clean();
}

/** Logs that are compacted: `cleaner/log-compaction.ts`. */
export const COMPACTION_SCRIPTS: readonly CrashScript[] = [
  {
    name: 'compaction',
    says: 'A segment takes the place of another one.',
    config: COMPACTED,
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.append('a', { key: 'l', producerId: PRODUCER });
      await broker.append('a', { key: 'k' });
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-of-several',
    says: 'A segment takes the place of three, while records come.',
    config: COMPACTED,
    run: async (broker) => {
      for (const key of ['k', 'l', 'k']) {
        await broker.append('a', { key });
        await broker.roll('a');
      }
      await broker.append('a', { key: 'k' });
      await Promise.all([broker.clean(), broker.append('a', { key: 'l' })]);
    },
  },
  {
    name: 'compaction-of-groups',
    says: 'Segments that are too large to become one are replaced one after the other.',
    config: { ...COMPACTED, segmentBytes: 1000 },
    run: async (broker) => {
      for (const key of ['k', 'l', 'k', 'l']) await broker.append('a', { ...LARGE, key });
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-tombstones',
    says: 'A tombstone is compacted, and gone with the next compaction after delete.retention.ms.',
    config: COMPACTED,
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.roll('a');
      await broker.append('a', { key: 'k', isTombstone: true });
      await rollAndClean(broker, 'a');
      broker.advance(LATER_MS);
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-transactions',
    says: 'Of an aborted transaction nothing stays but its marker, later not that either.',
    config: COMPACTED,
    run: async (broker) => {
      const transactional = { producerId: TRANSACTIONAL, isTransactional: true };
      await broker.append('a', { key: 'k' });
      await broker.append('a', { ...transactional, key: 'k' });
      await broker.endTransaction('a', TRANSACTIONAL, 'ABORT');
      await broker.append('a', { ...transactional, key: 'l' });
      await broker.endTransaction('a', TRANSACTIONAL, 'COMMIT');
      await rollAndClean(broker, 'a');
      broker.advance(LATER_MS);
      await broker.append('a', { key: 'l' });
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-files-later',
    says: 'The files of the old segments go some time later, or with the next start.',
    config: { ...COMPACTED, fileDeleteDelayMs: 1000 },
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.roll('a');
      await broker.append('a', { key: 'k' });
      await rollAndClean(broker, 'a');
      await broker.restart();
      await rollAndClean(broker, 'a');
      broker.advance(2000);
      await broker.append('a', { key: 'k' });
    },
  },
  {
    name: 'compaction-at-start',
    says: 'A log is compacted that nobody has written to since the start.',
    config: COMPACTED,
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.append('a', { key: 'k' });
      await broker.roll('a');
      await broker.append('a', { key: 'k' });
      await broker.restart();
      await broker.clean();
    },
  },
  {
    name: 'compaction-checkpoint',
    says: 'Compaction while recovery points and summaries are written; two logs.',
    config: COMPACTED,
    run: async (broker) => {
      for (const topic of ['a', 'b']) {
        await broker.append(topic, { key: 'k' });
        await broker.append(topic, { key: 'k' });
        await broker.roll(topic);
        await broker.append(topic, { key: 'k' });
      }
      await Promise.all([broker.clean(), broker.checkpoint()]);
      await broker.restart();
      await broker.append('a', { key: 'k' });
    },
  },
  {
    name: 'compaction-truncation',
    says: 'A log is truncated to before where it was compacted, gets other records, and is compacted.',
    config: COMPACTED,
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.append('a', { key: 'l' });
      await broker.roll('a');
      await broker.append('a', { key: 'm' });
      await rollAndClean(broker, 'a');
      await broker.truncate('a', 2);
      await broker.append('a', { key: 'k' });
      await broker.append('a', { key: 'l' });
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-deletion',
    says: 'Records are deleted before and behind compactions, and the topic is created anew.',
    config: COMPACTED,
    run: async (broker) => {
      await broker.append('a', { key: 'k' });
      await broker.roll('a');
      await broker.append('a', { key: 'k' });
      await rollAndClean(broker, 'a');
      await broker.deleteRecords('a', 2);
      await rollAndClean(broker, 'a');
      await broker.delete('a');
      await broker.append('a', { key: 'k' });
      await broker.append('a', { key: 'k' });
      await rollAndClean(broker, 'a');
    },
  },
  {
    name: 'compaction-kill',
    says: 'A broker is killed at moments of a compaction, and another one goes on.',
    config: COMPACTED,
    run: async (broker) => {
      for (const turns of [30, 60, 90, 120, 150, 180, 240, 300]) {
        await broker.append('a', { key: 'k' });
        await broker.append('a', { key: `${turns}` });
        await broker.roll('a');
        await broker.append('a', { key: 'k' });
        void broker.clean();
        await broker.turns(turns);
        await broker.kill();
      }
      await broker.clean();
    },
  },
];
