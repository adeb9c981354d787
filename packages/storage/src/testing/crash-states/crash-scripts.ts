import { COMPACTION_SCRIPTS } from './compaction-scripts.ts';
import { type CrashScript, fillSegments, LARGE, VERY_LARGE } from './crash-script.ts';
import { KILL_SCRIPTS } from './kill-scripts.ts';

const PRODUCER = 7n;
const TRANSACTIONAL = 9n;
/** One or more for each way in which something becomes durable. */
export const CRASH_SCRIPTS: readonly CrashScript[] = [
  {
    name: 'append-first',
    says: 'The first record of a partition: its folder, its files and its mark come with it.',
    run: async (broker) => {
      await broker.append('a');
    },
  },
  {
    name: 'append-later',
    says: 'Appends to a file that is there, alone and several at once.',
    run: async (broker) => {
      await broker.append('a', { records: 2 });
      await broker.append('a', LARGE);
      await Promise.all([broker.append('a'), broker.append('a', LARGE), broker.append('a')]);
    },
  },
  {
    name: 'append-to-several',
    says: 'Appends to several partitions in one turn.',
    run: async (broker) => {
      await broker.appendToAll(['a', 'b']);
      await broker.appendToAll(['a', 'b'], { producerId: PRODUCER });
      await Promise.all([broker.append('b'), broker.append('a', LARGE), broker.append('c')]);
    },
  },
  {
    name: 'idempotent-producer',
    says: 'A producer whose batches are known again, also behind a roll.',
    run: async (broker) => {
      for (let batch = 0; batch < 4; batch++) {
        await broker.append('a', { ...LARGE, producerId: PRODUCER });
      }
      await broker.append('a', { producerId: 8n });
    },
  },
  {
    name: 'segment-roll',
    says: 'Segments fill, and the next ones begin.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 4);
      await broker.roll('a');
      await Promise.all([
        broker.append('a', LARGE),
        broker.append('a', LARGE),
        broker.append('a', LARGE),
        broker.append('a', LARGE),
      ]);
    },
  },
  {
    name: 'transaction',
    says: 'Transactions are aborted and committed over several segments.',
    run: async (broker) => {
      await broker.append('a', { producerId: TRANSACTIONAL, isTransactional: true });
      await fillSegments(broker, 'a', 3);
      await broker.endTransaction('a', TRANSACTIONAL, 'ABORT');
      await broker.append('a', { producerId: TRANSACTIONAL, isTransactional: true });
      await broker.endTransaction('a', TRANSACTIONAL, 'COMMIT');
      await fillSegments(broker, 'a', 2);
      await broker.checkpoint();
      await broker.append('a', { producerId: TRANSACTIONAL, isTransactional: true });
    },
  },
  {
    name: 'recovery-point',
    says: 'Recovery points and snapshots of producers are written while appends go on.',
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await broker.checkpoint();
      await Promise.all([broker.append('a', { producerId: PRODUCER }), broker.checkpoint()]);
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('b');
      await broker.checkpoint();
      await broker.checkpoint();
      await broker.append('a', { producerId: PRODUCER });
      await broker.checkpoint();
    },
  },
  {
    name: 'recovery-point-at-a-roll',
    says: 'Recovery points are written while segments fill.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 3);
      await broker.turns(60);
      await broker.saveRecoveryPoints();
      await broker.append('a', LARGE);
      const appends = [broker.append('a', LARGE), broker.append('a', LARGE)];
      await broker.turns(2);
      await Promise.all([...appends, broker.append('a', LARGE), broker.checkpoint()]);
      await broker.append('a');
      await broker.checkpoint();
    },
  },
  {
    name: 'truncation',
    says: 'A follower takes the end of its log away, and gets other records there.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 7);
      await broker.checkpoint();
      await broker.truncate('a', 3);
      await broker.append('a', { ...LARGE, records: 2 });
      await broker.append('a', LARGE);
      await broker.truncate('a', 2);
      await broker.append('a');
    },
  },
  {
    name: 'truncation-in-a-segment',
    says: 'Some batches of the last segment are taken away.',
    run: async (broker) => {
      for (let batch = 0; batch < 5; batch++) await broker.append('a', { producerId: PRODUCER });
      await broker.checkpoint();
      await broker.truncate('a', 2);
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('a', LARGE);
    },
  },
  {
    name: 'truncation-of-everything',
    says: 'A follower begins anew at another offset.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 4);
      await broker.append('a', { producerId: PRODUCER });
      await broker.checkpoint();
      await broker.truncateFully('a', 100);
      await broker.append('a', LARGE);
      await broker.truncateFully('a', 50);
      await broker.append('a', { producerId: PRODUCER });
    },
  },
  {
    name: 'delete-records',
    says: 'Records are deleted at the beginning, within a segment and over several.',
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await fillSegments(broker, 'a', 5);
      await broker.deleteRecords('a', 1);
      await broker.deleteRecords('a', 4);
      await broker.append('a', LARGE);
      await broker.deleteRecords('a', 7);
      await broker.append('a');
    },
  },
  {
    name: 'retention-by-size',
    says: 'Old segments go, and their files some time later.',
    config: { retentionBytes: 2000, fileDeleteDelayMs: 1000 },
    run: async (broker) => {
      await fillSegments(broker, 'a', 7);
      await broker.deleteOldSegments();
      await broker.append('a', LARGE);
      broker.advance(2000);
      await broker.append('a', LARGE);
    },
  },
  {
    name: 'retention-of-everything',
    says: 'All segments are old, the active one too.',
    config: { retentionMs: 1000 },
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await fillSegments(broker, 'a', 3);
      broker.advance(10_000);
      await broker.deleteOldSegments();
      await broker.append('a', { producerId: PRODUCER });
    },
  },
  {
    name: 'truncation-behind-deletion',
    says: 'Records are deleted, then the log is truncated before where it begins.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 5);
      await broker.deleteRecords('a', 3);
      await broker.truncate('a', 2);
      await fillSegments(broker, 'a', 3);
      await broker.deleteRecords('a', 4);
      await broker.truncate('a', 3);
      await broker.append('a', LARGE);
      await broker.truncate('a', 0);
      await broker.append('a');
    },
  },
  {
    name: 'delete-topic',
    says: 'A topic is deleted and created again with the same name.',
    run: async (broker) => {
      await fillSegments(broker, 'a', 3);
      await broker.append('b');
      await broker.deleteRecords('a', 2);
      await broker.delete('a');
      await broker.append('a', { producerId: PRODUCER });
      await broker.delete('a');
      await broker.delete('b');
      await broker.append('a');
    },
  },
  {
    name: 'delete-topic-later',
    says: 'The folder of a deleted topic goes some time later.',
    config: { fileDeleteDelayMs: 1000 },
    run: async (broker) => {
      await broker.append('a');
      await broker.delete('a');
      await broker.append('a', LARGE);
      broker.advance(2000);
      await broker.append('a');
      await broker.delete('a');
    },
  },
  {
    name: 'leader-epochs',
    says: 'Leaders change, with and without records.',
    run: async (broker) => {
      await broker.append('a');
      await broker.changeLeaderEpoch('a');
      await broker.append('a', LARGE);
      await broker.checkpoint();
      await broker.changeLeaderEpoch('a');
      await broker.changeLeaderEpoch('a');
      await broker.append('a');
      await broker.truncate('a', 1);
      await broker.append('a');
    },
  },
  {
    name: 'clean-shutdown',
    says: 'A broker is stopped in order and started again.',
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('b', LARGE);
      await broker.restart();
      await broker.append('a', { producerId: PRODUCER });
      await broker.restart();
      await fillSegments(broker, 'b', 3);
      await broker.stop();
    },
  },
  {
    name: 'no-room',
    says: 'The disk has no room for an append, of which a part is written; later there is room again.',
    run: async (broker) => {
      await broker.append('a', LARGE);
      await broker.appendWithoutRoom('a', LARGE);
      await broker.roll('a');
      await broker.append('a');
      const before = broker.append('a', LARGE);
      await broker.turns(6);
      await broker.appendWithoutRoom('a', { producerId: PRODUCER });
      await before;
      await broker.append('a', { producerId: PRODUCER });
    },
  },
  {
    name: 'lost-indexes',
    says: 'Index files before the recovery point are gone, and are made again.',
    run: async (broker) => {
      await broker.append('a', { producerId: TRANSACTIONAL, isTransactional: true });
      await broker.append('a', LARGE);
      await broker.endTransaction('a', TRANSACTIONAL, 'ABORT');
      await fillSegments(broker, 'a', 3);
      for (const types of [['index'], ['timeindex'], ['index', 'timeindex', 'txnindex']]) {
        await broker.restartAfter(() => broker.removeIndexes('a', 0, types));
      }
      await broker.append('a');
    },
  },
  {
    name: 'journal-roll',
    says: 'The files of the journal are full, further ones are created, then they are used again.',
    config: { segmentBytes: 20_000 },
    run: async (broker) => {
      for (let batch = 0; batch < 12; batch++) {
        await broker.append('a', { ...LARGE, producerId: PRODUCER });
      }
      await broker.append('b');
    },
  },
  {
    name: 'journal-roll-busy',
    says: 'As `journal-roll`, while frames are always under way.',
    config: { segmentBytes: 20_000 },
    run: async (broker) => {
      await broker.append('a');
      const appends: Promise<void>[] = [];
      for (let batch = 0; batch < 12; batch++) {
        appends.push(broker.append('a', LARGE));
        await broker.turns(12);
      }
      await Promise.all(appends);
    },
  },
  {
    name: 'journal-checkpoint',
    says: 'Segments are made durable in the background, and the journal forgets their entries.',
    run: async (broker) => {
      await broker.appendToAll(['a', 'b']);
      broker.advance(1500);
      await broker.append('a', LARGE);
      await broker.append('b', LARGE);
      broker.advance(1500);
      await broker.turns(30);
      await broker.append('a', LARGE);
    },
  },
  {
    name: 'journal-frames-under-way',
    says: 'Two frames are under way, and others wait.',
    run: async (broker) => {
      await broker.append('a');
      const appends: Promise<void>[] = [];
      for (let batch = 0; batch < 5; batch++) {
        appends.push(broker.append('a'));
        await broker.turns(3);
      }
      await Promise.all(appends);
    },
  },
  {
    name: 'journal-replay',
    says: 'What only the journal has is written again, by a start that is killed, and by the next.',
    run: async (broker) => {
      await broker.appendToAll(['a', 'b'], LARGE);
      await broker.append('a', { producerId: PRODUCER });
      await broker.kill();
      await broker.append('a', { producerId: PRODUCER });
      await broker.kill();
      broker.advance(1500);
      await broker.append('b');
      await broker.restart();
      await broker.append('b');
    },
  },
  {
    name: 'journal-replay-unopened',
    says: 'What only the journal has is written again to logs that nobody opens.',
    run: async (broker) => {
      await broker.append('a', LARGE);
      await broker.append('a', LARGE);
      await broker.append('b');
      await broker.append('a', LARGE);
      await broker.killUnopened();
      await broker.append('b');
      broker.advance(1500);
      await broker.turns(40);
      for (let batch = 0; batch < 8; batch++) await broker.append('b');
    },
  },
  {
    name: 'by-reference',
    says: 'Batches that are large are synced in their segment, and the journal says where.',
    config: { segmentBytes: 20_000 },
    run: async (broker) => {
      await broker.append('a', VERY_LARGE);
      await broker.append('a');
      await Promise.all([broker.append('a'), broker.append('a', VERY_LARGE), broker.append('a')]);
      await broker.append('a', VERY_LARGE);
      await broker.truncate('a', 3);
      await broker.append('a', VERY_LARGE);
    },
  },
  {
    name: 'os-flush',
    says: 'Nothing is synced before it is acknowledged; what is left after a crash is a beginning.',
    config: { flush: 'os' },
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('a', LARGE);
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('a', LARGE);
      await broker.append('a', { ...LARGE, producerId: PRODUCER });
      await broker.truncate('a', 3);
      await broker.append('a', LARGE);
    },
  },
  {
    name: 'os-flush-and-checkpoint',
    says: 'As `os-flush`, with recovery points, deletions and starts in between.',
    config: { flush: 'os', flushMessages: 3 },
    run: async (broker) => {
      await broker.appendToAll(['a', 'b'], LARGE);
      await broker.append('a', LARGE);
      await broker.checkpoint();
      await broker.append('a', LARGE);
      await broker.append('a', LARGE);
      await broker.deleteRecords('a', 2);
      await broker.restart();
      await broker.append('a', LARGE);
      await broker.delete('a');
      await broker.append('a');
    },
  },
  {
    name: 'os-kill',
    says: 'What was never synced is found by a start, shown, and there from then on.',
    config: { flush: 'os' },
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      await broker.append('a', LARGE);
      await broker.append('a', LARGE);
      await broker.append('a', LARGE);
      await broker.kill();
      await broker.append('a', { producerId: PRODUCER });
      await broker.kill();
    },
  },
  {
    name: 'os-to-journal',
    says: 'A topic that was not synced is journalled from now on, and what was not synced with it.',
    config: { flush: 'os' },
    run: async (broker) => {
      await broker.append('a', LARGE);
      await broker.append('a');
      await broker.changeFlush('a', 'journal');
      await broker.append('a', LARGE);
      await broker.append('a');
      await broker.changeFlush('a', 'os');
      await broker.append('a');
    },
  },
  {
    name: 'os-lost-tail',
    says: 'The end of a log is lost that was never synced, and before it all records are deleted.',
    config: { flush: 'os' },
    run: async (broker) => {
      await broker.append('a', LARGE);
      await broker.append('a', LARGE);
      await broker.deleteRecords('a', 2);
      await broker.append('a');
    },
  },
  {
    name: 'summaries',
    says: 'Logs that are known without being opened, and written to again after a start.',
    run: async (broker) => {
      await broker.appendToAll(['a', 'b']);
      await broker.restart();
      await broker.deleteRecords('a', 1);
      await broker.restart();
      await broker.append('b');
      await broker.checkpoint();
      await broker.append('b');
      await broker.truncate('b', 1);
      await broker.delete('a');
      await broker.append('a');
      await broker.restart();
      await broker.truncate('b', 0);
      await broker.append('b');
      await broker.restart();
      await broker.delete('b');
    },
  },
  ...KILL_SCRIPTS,
  ...COMPACTION_SCRIPTS,
];
