import {
  readWriteTxnMarkersRequest,
  type WriteTxnMarkersRequest,
  type WriteTxnMarkersResponse,
  writeWriteTxnMarkersResponse,
} from '@odradek/protocol/messages/27-write-txn-markers';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** WriteTxnMarkers, refused. Topics without partitions are left out, as Kafka does. */
export const writeTxnMarkers: RequestHandler = defineRefusal<
  WriteTxnMarkersRequest,
  WriteTxnMarkersResponse
>({
  apiKey: 27,
  read: readWriteTxnMarkersRequest,
  write: writeWriteTxnMarkersResponse,
  refuse: ({ markers }, { errorCode }) => ({
    markers: markers.map(({ producerId, topics }) => ({
      producerId,
      topics: topics
        .filter(({ partitionIndexes }) => partitionIndexes.length > 0)
        .map(({ name, partitionIndexes }) => ({
          name,
          partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex, errorCode })),
        })),
    })),
  }),
});
