import { SystemClock, SystemRandom } from '@odradek/base/node';
import { LogManager, type PartitionLog, type TopicIdPartition } from '@odradek/storage';
import { NodeFileSystem, nodeEndOfTurn } from '@odradek/storage/node';

/** The partition that is measured. */
const ORDERS: TopicIdPartition = {
  topic: 'orders',
  topicId: 'b3JkZXJzLW9yZGVycy1vcg',
  partition: 0,
};

/** The logs of a directory of the machine. What is reported goes to the error output. */
export function openLogManager(directory: string): LogManager {
  return new LogManager({
    random: new SystemRandom(),
    fileSystem: new NodeFileSystem(),
    endOfTurn: nodeEndOfTurn,
    clock: new SystemClock(),
    report: (event) => console.error(event),
    directories: [directory],
    // The records are old, and none may be deleted.
    config: { retentionMs: -1 },
  });
}

/** The log of orders, which is made when it is not there. */
export function openOrders(manager: LogManager): Promise<PartitionLog> {
  return manager.getOrCreate(ORDERS);
}
