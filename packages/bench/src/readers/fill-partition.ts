import { ProduceConnection } from '../load/produce-connection.ts';
import { readyBatch, ReadyRequests } from '../load/ready-requests.ts';
import type { ColdReads } from './cold-reads.ts';

const WORK = {
  recordBytes: 1024,
  batchBytes: 16_384,
  connections: 1,
  inFlight: 20,
  partitions: 1,
};

/** What is filled, and how much each of its partitions gets. */
export type Filling = Pick<ColdReads, 'address' | 'topic' | 'partitions' | 'partitionBytes'>;

/** Produces until a partition has as much as is wanted. */
export async function fillPartition(
  { address, topic, partitions, partitionBytes }: Filling,
  partition: number,
): Promise<void> {
  const batch = readyBatch(WORK, Date.now());
  const needed = Math.ceil(partitionBytes / batch.length);
  let acknowledged = 0;
  await new Promise<void>((resolve, reject) => {
    const connecting = ProduceConnection.connect(address, {
      requests: new ReadyRequests(topic, batch, WORK.inFlight),
      turn: { first: partition, step: partitions, count: partitions },
      onAcknowledged: () => {
        acknowledged++;
        if (acknowledged === needed) {
          connecting.then((connection) => connection.stop()).then(resolve, reject);
        }
      },
      onFailed: reject,
    });
    connecting.then((connection) => connection.start()).catch(reject);
  });
}
