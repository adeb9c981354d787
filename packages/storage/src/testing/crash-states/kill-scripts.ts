import { type CrashScript, LARGE } from './crash-script.ts';

const PRODUCER = 7n;

/** Brokers that are killed, and started again on what they left to the page cache. */
export const KILL_SCRIPTS: readonly CrashScript[] = [
  {
    name: 'kill',
    says: 'A broker is killed and started again: what it finds then stays, though nobody synced it.',
    run: async (broker) => {
      await broker.append('a', { producerId: PRODUCER });
      void broker.append('a', { ...LARGE, producerId: PRODUCER });
      await broker.turns(5);
      await broker.kill();
      await broker.append('a', LARGE);
      void broker.append('a', LARGE);
      void broker.append('b', LARGE);
      await broker.turns(60);
      await broker.kill();
      await broker.append('b');
    },
  },
  {
    name: 'kill-at-the-first-record',
    says: 'A broker is killed while it writes down that a partition has records.',
    run: async (broker) => {
      await broker.append('a');
      for (let turns = 40; turns < 130; turns += 6) {
        void broker.append(`b${turns}`);
        await broker.turns(turns);
        await broker.kill();
        await broker.append(`b${turns}`);
      }
    },
  },
  {
    name: 'kill-at-a-summary',
    says: 'A broker is killed while it writes down that what is known of a log does not count.',
    run: async (broker) => {
      await broker.append('a');
      for (const turns of [10, 20, 30, 40, 50]) {
        await broker.restart();
        void broker.append('a');
        await broker.turns(turns);
        await broker.kill();
        await broker.append('a');
      }
    },
  },
  {
    name: 'kill-at-a-deletion',
    says: 'A broker is killed while it deletes records, and asked to delete them again.',
    run: async (broker) => {
      let offset = 0;
      for (const turns of [2, 4, 6, 8, 10, 14, 18, 24]) {
        await broker.append('a');
        offset++;
        void broker.deleteRecords('a', offset);
        await broker.turns(turns);
        await broker.kill();
        await broker.deleteRecords('a', offset);
      }
    },
  },
];
