import type { Conversation } from './conversation.ts';
import type { Scenario } from './scenario.ts';

const INT32_MAX = 2_147_483_647;
const EPOCHS: readonly number[] = [-2, -1, 0, 1, INT32_MAX];

/** What clients are told of leader epochs, of a log of epoch 0 alone. */
export const EPOCH_SCENARIOS: readonly Scenario[] = [
  ...[2, 3, 4].map((version) => ({
    name: `OffsetForLeaderEpoch version ${version}`,
    async play(talk: Conversation) {
      const topic = await talk.createTopic(`epochs-${version}`, 2);
      await talk.produce(topic, ['a', 'b', 'c']);
      for (const leaderEpoch of EPOCHS) {
        for (const currentLeaderEpoch of EPOCHS) {
          const what = `epoch ${leaderEpoch}, believing in ${currentLeaderEpoch}`;
          const partitions = [0, 1].map((partition) => ({
            partition,
            currentLeaderEpoch,
            leaderEpoch,
          }));
          await talk.offsetForLeaderEpoch(what, topic.name, partitions, { version });
        }
      }
      const asked = { currentLeaderEpoch: -1, leaderEpoch: 0 };
      const missing = [7, -1, 0, 0].map((partition) => ({ ...asked, partition }));
      for (const replicaId of [-2, -1, 0, 7]) {
        const who = { version, replicaId };
        await talk.offsetForLeaderEpoch('missing and twice', topic.name, missing, who);
        await talk.offsetForLeaderEpoch('no such topic', 'nowhere', missing, who);
        await talk.offsetForLeaderEpoch('no partition', topic.name, [], who);
      }
    },
  })),
  {
    name: 'leader epochs in ListOffsets',
    async play(talk) {
      const topic = await talk.createTopic('listed-epochs');
      await talk.produce(topic, ['a', 'b', 'c']);
      for (const currentLeaderEpoch of EPOCHS) {
        for (const timestamp of [-1, -2, -3, 0]) {
          const what = `timestamp ${timestamp}, believing in ${currentLeaderEpoch}`;
          await talk.listOffsets(what, topic.name, { timestamp, currentLeaderEpoch });
        }
      }
    },
  },
];
