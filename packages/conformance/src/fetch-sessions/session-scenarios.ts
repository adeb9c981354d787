import type { Conversation, ConversationTopic } from './conversation.ts';
import type { Scenario } from './scenario.ts';

const UNKNOWN_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
const INT32_MAX = 2_147_483_647;
const VERSIONS: readonly number[] = Array.from({ length: 15 }, (_, index) => index + 4);

/** A topic of three partitions; partition 0 has the batches 0-1 and 2-3, partition 1 the batch 0-0. */
async function withBatches(talk: Conversation, name: string): Promise<ConversationTopic> {
  const topic = await talk.createTopic(name, 3);
  await talk.produce(topic, ['a', 'b']);
  await talk.produce(topic, ['c', 'd']);
  await talk.produce(topic, ['x'], 1);
  return topic;
}

/** What a fetcher may do with sessions, and what it may do wrong. */
export const SESSION_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a session from its full request to its end',
    async play(talk) {
      const topic = await withBatches(talk, 'whole');
      const three = [0, 1, 2].map((partition) => ({ topic, partition }));
      const { sessionId } = await talk.fetch('full', { sessionEpoch: 0, partitions: three });
      const next = (sessionEpoch: number) => ({ sessionId, sessionEpoch });
      await talk.fetch('all records again, as nothing was said', next(1));
      const atEnd = [
        { topic, partition: 0, fetchOffset: 4 },
        { topic, partition: 1, fetchOffset: 1 },
      ];
      await talk.fetch('at the end', { ...next(2), partitions: atEnd });
      await talk.fetch('nothing new', next(3));
      await talk.produce(topic, ['e']);
      await talk.fetch('one record', next(4));
      const offset5 = [{ topic, partition: 0, fetchOffset: 5 }];
      await talk.fetch('behind it', { ...next(5), partitions: offset5 });
      await talk.fetch('partition 1 is forgotten', {
        ...next(6),
        forgotten: [{ topic, partition: 1 }],
      });
      await talk.produce(topic, ['y'], 1);
      await talk.fetch('it is not answered', next(7));
      await talk.fetch('it is there again', {
        ...next(8),
        partitions: [{ topic, partition: 1, fetchOffset: 2 }],
      });
      await talk.fetch('asked for and forgotten at once', {
        ...next(9),
        partitions: [{ topic, partition: 2, fetchOffset: 0 }],
        forgotten: [{ topic, partition: 2 }],
      });
      await talk.fetch('the end', { sessionId, sessionEpoch: -1 });
      await talk.fetch('after the end', next(10));
    },
  },
  ...VERSIONS.map((version) => ({
    name: `version ${version}: sessions that there are and are not`,
    async play(talk: Conversation) {
      const topic = await withBatches(talk, `versions-${version}`);
      const partitions = [{ topic }, { topic, partition: 2 }];
      await talk.fetch('no session', { version, partitions });
      const { sessionId } = await talk.fetch('full', { version, sessionEpoch: 0, partitions });
      await talk.fetch('next', { version, sessionId, sessionEpoch: 1 });
      await talk.fetch('unknown topic', {
        version,
        partitions: [{ topic: { name: 'nowhere', topicId: UNKNOWN_ID } }, { topic }],
      });
      await talk.fetch('unknown partition', {
        version,
        partitions: [{ topic, partition: 9 }, { topic }],
      });
      await talk.fetch('a replica', {
        version,
        replicaId: 7,
        replicaState: { replicaId: 7, replicaEpoch: -1n },
        partitions,
      });
      await talk.fetch('out of range', {
        version,
        partitions: [
          { topic, fetchOffset: 99 },
          { topic, partition: 2 },
        ],
      });
      for (const currentLeaderEpoch of [-2, 0, 1]) {
        await talk.fetch(`leader epoch ${currentLeaderEpoch}`, {
          version,
          partitions: [{ topic, currentLeaderEpoch }],
        });
      }
      for (const lastFetchedEpoch of [-2, 0, 1, 5]) {
        await talk.fetch(`last fetched epoch ${lastFetchedEpoch}`, {
          version,
          partitions: [{ topic, fetchOffset: 2, lastFetchedEpoch }],
        });
      }
      await talk.fetch('an isolation level that there is not', {
        version,
        isolationLevel: 2,
        partitions,
      });
      await talk.fetch('read_committed', { version, isolationLevel: 1, partitions });
    },
  })),
  {
    name: 'wrong ids and epochs',
    async play(talk) {
      const topic = await withBatches(talk, 'wrong');
      const partitions = [{ topic, fetchOffset: 4 }];
      await talk.fetch('session 0 has no next request', { sessionEpoch: 1, partitions });
      await talk.fetch('an unknown session', { sessionId: 77, sessionEpoch: 1, partitions });
      await talk.fetch('an unknown session, negative epoch', { sessionId: 77, sessionEpoch: -2 });
      await talk.fetch('end of an unknown session', {
        sessionId: 77,
        sessionEpoch: -1,
        partitions,
      });
      await talk.fetch('full for an unknown session', {
        sessionId: 77,
        sessionEpoch: 0,
        partitions,
      });
      const { sessionId } = await talk.fetch('full', { sessionEpoch: 0, partitions });
      for (const sessionEpoch of [2, INT32_MAX, -2]) {
        await talk.fetch(`epoch ${sessionEpoch}`, { sessionId, sessionEpoch });
      }
      await talk.fetch('epoch 1, as nothing was counted', { sessionId, sessionEpoch: 1 });
      await talk.fetch('epoch 1 again', { sessionId, sessionEpoch: 1 });
      await talk.fetch('epoch 2', { sessionId, sessionEpoch: 2 });
      const other = await talk.fetch('full again', { sessionId, sessionEpoch: 0, partitions });
      await talk.fetch('the old one', { sessionId, sessionEpoch: 3 });
      await talk.fetch('the new one', { sessionId: other.sessionId, sessionEpoch: 1 });
    },
  },
  {
    name: 'sessions without a partition',
    async play(talk) {
      const topic = await withBatches(talk, 'empty');
      const first = await talk.fetch('full of nothing', { sessionEpoch: 0 });
      await talk.fetch('and still', { sessionId: first.sessionId, sessionEpoch: 1 });
      await talk.fetch('it is gone', { sessionId: first.sessionId, sessionEpoch: 2 });
      const { sessionId } = await talk.fetch('full', { sessionEpoch: 0, partitions: [{ topic }] });
      const forgotten = [{ topic }, { topic, partition: 9 }];
      await talk.fetch('everything forgotten', { sessionId, sessionEpoch: 1, forgotten });
      await talk.fetch('gone', { sessionId, sessionEpoch: 2 });
      const second = await talk.fetch('full', { sessionEpoch: 0, partitions: [{ topic }] });
      await talk.fetch('all forgotten, but asked for', {
        sessionId: second.sessionId,
        sessionEpoch: 1,
        partitions: [{ topic, fetchOffset: 2 }],
        forgotten,
      });
    },
  },
  {
    name: 'names and ids do not mix',
    async play(talk) {
      const topic = await withBatches(talk, 'mixed');
      const partitions = [{ topic, fetchOffset: 2 }];
      const byId = await talk.fetch('by id', { sessionEpoch: 0, partitions });
      const byName = await talk.fetch('by name', { version: 12, sessionEpoch: 0, partitions });
      const ids = { sessionId: byId.sessionId, sessionEpoch: 1 };
      const names = { sessionId: byName.sessionId, sessionEpoch: 1 };
      await talk.fetch('by name in a session by id', { ...ids, version: 12 });
      await talk.fetch('by id in a session by name', { ...names, version: 13 });
      await talk.fetch('by id', ids);
      await talk.fetch('by name', { ...names, version: 11 });
      await talk.fetch('by name at another version', { ...names, sessionEpoch: 2, version: 7 });
    },
  },
  {
    name: 'topics that are deleted and created anew',
    async play(talk) {
      for (const version of [12, 13]) {
        const topic = await withBatches(talk, `deleted-${version}`);
        const partitions = [
          { topic, fetchOffset: 4 },
          { topic, partition: 2 },
        ];
        const { sessionId } = await talk.fetch('full', { version, sessionEpoch: 0, partitions });
        const next = (sessionEpoch: number) => ({ version, sessionId, sessionEpoch });
        await talk.deleteTopic(topic);
        await talk.fetch('deleted', next(1));
        await talk.fetch('still deleted', next(2));
        const again = await talk.createTopic(topic.name, 2);
        await talk.fetch('created anew, with fewer partitions', next(3));
        await talk.fetch('still', next(4));
        await talk.produce(again, ['z']);
        await talk.fetch('with a record', next(5));
        await talk.fetch('outside of a session', { version, partitions });
        await talk.fetch('the new one is asked for too', {
          ...next(6),
          partitions: [{ topic: again }],
        });
        await talk.fetch('the old one is forgotten', { ...next(7), forgotten: partitions });
      }
    },
  },
  {
    name: 'topics and partitions that are not there',
    async play(talk) {
      const topic = await withBatches(talk, 'missing');
      const nowhere = { name: 'nowhere', topicId: UNKNOWN_ID };
      for (const version of [12, 13]) {
        const partitions = [
          { topic: nowhere },
          { topic, partition: 7 },
          { topic, partition: -1 },
          { topic, fetchOffset: 4 },
        ];
        const wait = { version, maxWaitMs: 300 };
        const { sessionId } = await talk.fetch('full', { ...wait, sessionEpoch: 0, partitions });
        await talk.fetch('next', { ...wait, sessionId, sessionEpoch: 1 });
        const only = { partitions: partitions.slice(0, 3) };
        await talk.fetch('nothing that there is', { ...wait, ...only });
      }
      const later = {
        version: 12,
        sessionEpoch: 0,
        partitions: [{ topic: { ...nowhere, name: 'later' } }],
      };
      const { sessionId } = await talk.fetch('too early', later);
      await talk.createTopic('later');
      await talk.fetch('in time', { version: 12, sessionId, sessionEpoch: 1 });
    },
  },
  {
    name: 'errors come again until they are over',
    async play(talk) {
      const topic = await withBatches(talk, 'errors');
      const partitions = [
        { topic, fetchOffset: 99 },
        { topic, partition: 2 },
      ];
      const { sessionId } = await talk.fetch('full', { sessionEpoch: 0, partitions });
      const next = (sessionEpoch: number) => ({ sessionId, sessionEpoch });
      await talk.fetch('again', next(1));
      await talk.fetch('over', { ...next(2), partitions: [{ topic, fetchOffset: 4 }] });
      await talk.fetch('nothing new', next(3));
      const ahead = [{ topic, fetchOffset: 4, currentLeaderEpoch: 9 }];
      await talk.fetch('unknown leader epoch', { ...next(4), partitions: ahead });
      await talk.fetch('it is remembered', next(5));
      await talk.deleteRecords(topic, 2);
      await talk.fetch('the log begins later', {
        ...next(6),
        partitions: [{ topic, fetchOffset: 4 }],
      });
      await talk.fetch('nothing new', next(7));
      await talk.deleteRecords(topic, 3);
      await talk.fetch('the log begins later, though nothing was asked for', next(8));
    },
  },
  {
    name: 'partitions take turns',
    async play(talk) {
      const topic = await talk.createTopic('turns', 3);
      for (const partition of [0, 1, 2]) {
        for (const value of ['a', 'b', 'c']) await talk.produce(topic, [value], partition);
      }
      const one = { maxBytes: 1 };
      const partitions = [0, 1, 2].map((partition) => ({ topic, partition }));
      const { sessionId } = await talk.fetch('full', { ...one, sessionEpoch: 0, partitions });
      const next = (sessionEpoch: number) => ({ ...one, sessionId, sessionEpoch });
      for (let epoch = 1; epoch <= 5; epoch++) await talk.fetch(`turn ${epoch}`, next(epoch));
      await talk.fetch('partition 1 goes on', {
        ...next(6),
        partitions: [{ topic, partition: 1, fetchOffset: 1 }],
      });
      for (let epoch = 7; epoch <= 9; epoch++) await talk.fetch(`turn ${epoch}`, next(epoch));
      await talk.fetch('all at once', { sessionId, sessionEpoch: 10 });
      for (const order of [
        [2, 0, 1],
        [1, 2, 0],
      ]) {
        await talk.fetch('without a session the order is that of the request', {
          ...one,
          partitions: order.map((partition) => ({ topic, partition })),
        });
      }
    },
  },
  {
    name: 'a session that two connections use',
    async play(talk) {
      const topic = await withBatches(talk, 'shared');
      const partitions = [{ topic, fetchOffset: 4 }];
      const { sessionId } = await talk.fetch('full', { sessionEpoch: 0, partitions });
      const other = await talk.connect();
      const waits = { sessionId, sessionEpoch: 1, maxWaitMs: 600 };
      const first = talk.fetch('the first waits and is out of turn then', waits, other);
      await talk.pause();
      await talk.fetch('the second', { sessionId, sessionEpoch: 2 });
      await first;
      await talk.fetch('the third', { sessionId, sessionEpoch: 3 });
    },
  },
  {
    name: 'a partition that stands many times counts as it stands last',
    async play(talk) {
      const topic = await withBatches(talk, 'twice');
      const partitions = [
        { topic, fetchOffset: 0 },
        { topic, partition: 1 },
        { topic, fetchOffset: 2 },
      ];
      for (const version of [12, 13]) {
        await talk.fetch('without a session', { version, partitions });
        const { sessionId } = await talk.fetch('full', { version, sessionEpoch: 0, partitions });
        await talk.fetch('next', { version, sessionId, sessionEpoch: 1, partitions });
      }
    },
  },
];
