import {
  type AddRaftVoterRequest,
  type AddRaftVoterResponse,
  defaultAddRaftVoterResponse,
  readAddRaftVoterRequest,
  writeAddRaftVoterResponse,
} from '@odradek/protocol/messages/80-add-raft-voter';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AddRaftVoter, refused. */
export const addRaftVoter: RequestHandler = defineRefusal<
  AddRaftVoterRequest,
  AddRaftVoterResponse
>({
  apiKey: 80,
  read: readAddRaftVoterRequest,
  write: writeAddRaftVoterResponse,
  refuse: (_request, error) => ({ ...defaultAddRaftVoterResponse, ...error }),
});
