import {
  defaultSyncGroupResponse,
  type SyncGroupResponse,
} from '@odradek/protocol/messages/14-sync-group';

import type { ClassicGroup } from './classic-group.ts';

/** A SyncGroup that failed. */
export function failedSync(errorCode: number): SyncGroupResponse {
  return { ...defaultSyncGroupResponse, errorCode };
}

/** The part of a member, with the protocol by which it was made. */
export function assignedSync(group: ClassicGroup, assignment: Buffer): SyncGroupResponse {
  return {
    ...defaultSyncGroupResponse,
    protocolType: group.protocolType ?? null,
    protocolName: group.protocolName ?? null,
    assignment,
  };
}
