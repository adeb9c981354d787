import type { Conversation, ConversationTopic } from './conversation.ts';
import type { Scenario } from './scenario.ts';

const VALUE_BYTES = 1000;
/** Of a batch of one such value. */
const BATCH_BYTES = 1070;
const LONG_MS = 400;

/** Three partitions: partition 0 has 4 batches of one record, partition 1 has 2, partition 2 none. */
async function withBatches(talk: Conversation, name: string): Promise<ConversationTopic> {
  const topic = await talk.createTopic(name, 3);
  const value = 'v'.repeat(VALUE_BYTES);
  for (const partition of [0, 1, 0, 1, 0, 0]) await talk.produce(topic, [value], partition);
  return topic;
}

/** How much is answered, and what is waited for. */
export const LIMIT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'limits of the request and of partitions',
    async play(talk) {
      const topic = await withBatches(talk, 'limits');
      const all = [2, 0, 1].map((partition) => ({ topic, partition }));
      for (const maxBytes of [
        0,
        1,
        BATCH_BYTES - 1,
        BATCH_BYTES,
        2 * BATCH_BYTES,
        5 * BATCH_BYTES,
      ]) {
        await talk.fetch(`maxBytes ${maxBytes}`, { maxBytes, partitions: all });
      }
      for (const partitionMaxBytes of [0, 1, BATCH_BYTES, 2 * BATCH_BYTES, 3 * BATCH_BYTES]) {
        const partitions = all.map((asked) => ({ ...asked, partitionMaxBytes }));
        await talk.fetch(`partitionMaxBytes ${partitionMaxBytes}`, { partitions });
        await talk.fetch('with a limit of the request too', {
          maxBytes: 4 * BATCH_BYTES,
          partitions,
        });
      }
    },
  },
  {
    name: 'limits below zero',
    async play(talk) {
      const topic = await withBatches(talk, 'negative');
      const all = [2, 0, 1].map((partition) => ({ topic, partition }));
      const wait = { maxWaitMs: LONG_MS };
      await talk.fetch('maxBytes', { ...wait, maxBytes: -1, partitions: all });
      const partitions = all.map((asked) => ({ ...asked, partitionMaxBytes: -1 }));
      await talk.fetch('partitionMaxBytes', { ...wait, partitions });
      await talk.fetch('minBytes', {
        ...wait,
        minBytes: -1,
        partitions: [{ topic, partition: 2 }],
      });
      await talk.fetch('maxWaitMs', { maxWaitMs: -1, partitions: [{ topic, partition: 2 }] });
    },
  },
  {
    name: 'what is waited for',
    async play(talk) {
      const topic = await withBatches(talk, 'waiting');
      const wait = { maxWaitMs: LONG_MS };
      const all = [0, 1, 2].map((partition) => ({ topic, partition }));
      for (const minBytes of [0, 1, 5 * BATCH_BYTES, 7 * BATCH_BYTES]) {
        await talk.fetch(`minBytes ${minBytes}`, { ...wait, minBytes, partitions: all });
      }
      const many = { minBytes: 7 * BATCH_BYTES };
      await talk.fetch('more than the answer may hold', {
        ...wait,
        ...many,
        maxBytes: 2 * BATCH_BYTES,
        partitions: all,
      });
      await talk.fetch('more than partitions may have', {
        ...wait,
        minBytes: 3 * BATCH_BYTES,
        partitions: all.map((asked) => ({ ...asked, partitionMaxBytes: BATCH_BYTES })),
      });
      await talk.fetch('a batch larger than its partition may have', {
        ...wait,
        minBytes: 100,
        partitions: all.map((asked) => ({ ...asked, partitionMaxBytes: 1 })),
      });
      const atEnd = { topic, fetchOffset: 4 };
      await talk.fetch('nothing there', { ...wait, partitions: [atEnd] });
      await talk.fetch('an error', {
        ...wait,
        partitions: [atEnd, { topic, partition: 1, fetchOffset: 9 }],
      });
      await talk.fetch('a leader epoch that is not known', {
        ...wait,
        partitions: [{ ...atEnd, currentLeaderEpoch: 5 }],
      });
      await talk.fetch('no partition', { ...wait, partitions: [] });
    },
  },
  {
    name: 'what ends the waiting',
    async play(talk) {
      const topic = await withBatches(talk, 'woken');
      const other = await talk.connect();
      const atEnd = [
        { topic, fetchOffset: 4 },
        { topic, partition: 1, fetchOffset: 2 },
        { topic, partition: 2 },
      ];
      const long = { maxWaitMs: 5000, partitions: atEnd };
      for (const isolationLevel of [0, 1]) {
        const woken = talk.fetch('an append', { ...long, isolationLevel }, other);
        await talk.pause();
        await talk.produce(topic, ['x'], 2);
        await woken;
        await talk.fetch('behind it', { partitions: [{ topic, partition: 2, fetchOffset: 1 }] });
        await talk.deleteRecords(topic, 1 + isolationLevel, 2);
        long.partitions[2] = { topic, partition: 2, fetchOffset: 1 + isolationLevel };
      }
      const enough = talk.fetch('enough bytes', { ...long, minBytes: 120 }, other);
      await talk.pause();
      await talk.produce(topic, ['y'], 0);
      await talk.pause();
      await talk.produce(topic, ['z'], 1);
      await enough;
      const alone = { ...long, minBytes: 1000, partitions: [{ topic, fetchOffset: 5 }] };
      const deleted = talk.fetch('the topic is deleted', alone, other);
      await talk.pause();
      await talk.deleteTopic(topic);
      await deleted;
    },
  },
];
