import { randomUuid } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { testCoordinatorLog } from '@odradek/coordinators/testing';
import { PartitionLog } from '@odradek/storage';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { TopicStats } from '../metrics/broker-topic-stats.ts';
import { Partition } from '../partition/partition.ts';
import { ManualTurn } from '../testing/manual-turn.ts';
import { PartitionCoordinatorLog } from './partition-coordinator-log.ts';

testCoordinatorLog('a partition that is led', async () => {
  const disk = new MemoryFileSystem({ seed: 1 });
  await disk.createDirectory('/data');
  const turn = new ManualTurn();
  const settle = (): Promise<void> => turn.settle(() => disk.operationsCount);
  const opening = PartitionLog.open({
    fileSystem: disk,
    clock: new ManualClock(),
    endOfTurn: turn.endOfTurn,
    directory: '/data/__consumer_offsets-0',
    report: () => {},
    saveLogStartOffset: async () => {},
  });
  await settle();
  const log = await opening;
  const partition = new Partition({
    topic: '__consumer_offsets',
    topicId: randomUuid(new SeededRandom(1)),
    index: 0,
    leaderEpoch: 0,
    log,
    stats: new TopicStats(),
  });
  return {
    source: {
      isEmpty: false,
      async open(listener) {
        const maxMessageBytes = (): number => 1_048_588;
        return new PartitionCoordinatorLog({ partition, listener, maxMessageBytes, onClose() {} });
      },
    },
    settle,
    async fail() {
      disk.failLater({ operation: 'any' });
      await settle();
    },
  };
});
