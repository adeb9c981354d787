import {
  defaultSyncGroupResponse,
  readSyncGroupRequest,
  type SyncGroupRequest,
  type SyncGroupResponse,
  writeSyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** SyncGroup, refused. */
export const syncGroup: RequestHandler = defineRefusal<SyncGroupRequest, SyncGroupResponse>({
  apiKey: 14,
  read: readSyncGroupRequest,
  write: writeSyncGroupResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultSyncGroupResponse, errorCode }),
});
