import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
} from '@odradek/protocol/messages/01-fetch';

import { FETCH } from '../partitions/partition-requests.ts';
import type { RawConnection } from '../partitions/raw-connection.ts';

/** Of a consumer by default. */
const PARTITION_BYTES_MAX = 1024 * 1024;
const WAIT_MS_MAX = 500;

/** Where is read. */
export interface FetchPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Reads batches from an offset on, none if it is the end. Throws what the broker answers. */
export async function fetchBatches(
  connection: RawConnection,
  { topic, partition, offset }: FetchPlace,
): Promise<Buffer> {
  const wanted = {
    ...defaultFetchPartition,
    partition,
    fetchOffset: offset,
    partitionMaxBytes: PARTITION_BYTES_MAX,
  };
  const { responses } = await connection.request(FETCH, {
    ...defaultFetchRequest,
    maxWaitMs: WAIT_MS_MAX,
    minBytes: 1,
    maxBytes: PARTITION_BYTES_MAX,
    topics: [{ ...defaultFetchTopic, topic, partitions: [wanted] }],
  });
  const found = responses[0]?.partitions[0];
  if (found === undefined) throw new Error(`There is no answer for partition ${partition}.`);
  if (found.errorCode !== ErrorCode.NONE) {
    throw errorOf(found.errorCode, 'The broker refused a Fetch of the bench.');
  }
  return found.records ?? Buffer.alloc(0);
}
