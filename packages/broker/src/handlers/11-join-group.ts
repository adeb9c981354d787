import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupRequest,
  writeJoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';

import { requestOriginOf } from '../group-coordinator/request-origin.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

const FIRST_VERSION_WITHOUT_PROTOCOL_NAME = 7;

/**
 * JoinGroup: a member of a classic group takes part in a rebalance; the answer waits for the others.
 * Where there is no protocol its name is null, up to version 6 empty.
 */
export const joinGroup: RequestHandler = defineHandler<JoinGroupRequest, JoinGroupResponse>({
  apiKey: 11,
  read: readJoinGroupRequest,
  write: writeJoinGroupResponse,
  handle({ request, context, services, respond }) {
    const { apiVersion } = context;
    const protocols = request.protocols.map(({ name, metadata }) => ({
      name,
      metadata: Buffer.from(metadata),
    }));
    // The answer may come minutes later.
    context.releaseBytes();
    const origin = requestOriginOf(context);
    services.groupCoordinator.joinGroup({ ...request, protocols }, origin, (response) => {
      const { protocolName } = response;
      const none = apiVersion >= FIRST_VERSION_WITHOUT_PROTOCOL_NAME ? null : '';
      const hasName = protocolName !== null && protocolName !== '';
      respond(hasName ? response : { ...response, protocolName: none });
    });
  },
});
