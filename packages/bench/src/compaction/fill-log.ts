import {
  defaultPartitionProduceData,
  defaultProduceRequest,
} from '@odradek/protocol/messages/00-produce';

import { PRODUCE } from '../partitions/partition-requests.ts';
import { RawConnection } from '../partitions/raw-connection.ts';
import { type KeyedLog, keyedBatches } from './keyed-log.ts';

/** Each has one batch under way. */
const CONNECTIONS = 8;
const TIMEOUT_MS = 60_000;

/** Produces all batches of a log to the only partition of a topic. Rejects if one is refused. */
export async function fillLog(address: string, topic: string, log: KeyedLog): Promise<void> {
  const batches = keyedBatches(log);
  const produceInTurn = async (): Promise<void> => {
    const connection = await RawConnection.open(address);
    for (let next = batches.next(); next.done !== true; next = batches.next()) {
      await produce(connection, topic, next.value);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, produceInTurn));
}

async function produce(connection: RawConnection, topic: string, records: Buffer): Promise<void> {
  const partitionData = [{ ...defaultPartitionProduceData, index: 0, records }];
  const { responses } = await connection.request(PRODUCE, {
    ...defaultProduceRequest,
    acks: -1,
    timeoutMs: TIMEOUT_MS,
    topicData: [{ name: topic, topicId: '', partitionData }],
  });
  const errorCode = responses[0]?.partitionResponses[0]?.errorCode;
  if (errorCode !== 0) throw new Error(`A batch for ${topic} was refused: error ${errorCode}.`);
}
