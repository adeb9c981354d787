import {
  defaultRemoveRaftVoterResponse,
  readRemoveRaftVoterRequest,
  type RemoveRaftVoterRequest,
  type RemoveRaftVoterResponse,
  writeRemoveRaftVoterResponse,
} from '@odradek/protocol/messages/81-remove-raft-voter';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** RemoveRaftVoter, refused. */
export const removeRaftVoter: RequestHandler = defineRefusal<
  RemoveRaftVoterRequest,
  RemoveRaftVoterResponse
>({
  apiKey: 81,
  read: readRemoveRaftVoterRequest,
  write: writeRemoveRaftVoterResponse,
  refuse: (_request, error) => ({ ...defaultRemoveRaftVoterResponse, ...error }),
});
