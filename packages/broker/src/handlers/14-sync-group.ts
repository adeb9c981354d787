import {
  readSyncGroupRequest,
  type SyncGroupRequest,
  type SyncGroupResponse,
  writeSyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** SyncGroup: the leader of a classic group hands in who gets what, the others fetch their part. */
export const syncGroup: RequestHandler = defineHandler<SyncGroupRequest, SyncGroupResponse>({
  apiKey: 14,
  read: readSyncGroupRequest,
  write: writeSyncGroupResponse,
  handle({ request, context, services, respond }) {
    const assignments = request.assignments.map(({ memberId, assignment }) => ({
      memberId,
      assignment: Buffer.from(assignment),
    }));
    // The answer waits for the leader and for a sync.
    context.releaseBytes();
    services.groupCoordinator.syncGroup({ ...request, assignments }, respond);
  },
});
