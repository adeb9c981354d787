import {
  defaultElectLeadersResponse,
  type ElectLeadersRequest,
  type ElectLeadersResponse,
  readElectLeadersRequest,
  writeElectLeadersResponse,
} from '@odradek/protocol/messages/43-elect-leaders';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** ElectLeaders, refused. Null asks for all partitions: none is named then. */
export const electLeaders: RequestHandler = defineRefusal<
  ElectLeadersRequest,
  ElectLeadersResponse
>({
  apiKey: 43,
  read: readElectLeadersRequest,
  write: writeElectLeadersResponse,
  refuse: ({ topicPartitions }, error) => ({
    ...defaultElectLeadersResponse,
    errorCode: error.errorCode,
    replicaElectionResults: (topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map((partitionId) => ({ ...error, partitionId })),
    })),
  }),
});
