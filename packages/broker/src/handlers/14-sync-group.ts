import { ErrorCode } from '@odradek/protocol';
import {
  defaultSyncGroupResponse,
  readSyncGroupRequest,
  type SyncGroupRequest,
  type SyncGroupResponse,
  writeSyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITH_PROTOCOL = 5;

/**
 * SyncGroup: the leader of a classic group hands in who gets what, the others fetch their part. From
 * version 5 on members say by which protocol (KIP-559).
 */
export const syncGroup: RequestHandler = defineHandler<SyncGroupRequest, SyncGroupResponse>({
  apiKey: 14,
  read: readSyncGroupRequest,
  write: writeSyncGroupResponse,
  handle({ request, context, services, respond }) {
    const namesProtocol = request.protocolType !== null && request.protocolName !== null;
    if (context.apiVersion >= FIRST_VERSION_WITH_PROTOCOL && !namesProtocol) {
      const errorCode = ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
      respond({ ...defaultSyncGroupResponse, errorCode });
      return;
    }
    const assignments = request.assignments.map(({ memberId, assignment }) => ({
      memberId,
      assignment: Buffer.from(assignment),
    }));
    // The answer waits for the leader and for a sync.
    context.releaseBytes();
    services.groupCoordinator.syncGroup({ ...request, assignments }, respond);
  },
});
