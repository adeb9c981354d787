import { canonicalIpAddress } from '@odradek/base';
import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupRequest,
  writeJoinGroupResponse,
} from '@odradek/protocol/messages/11-join-group';

import { defineHandler, type RequestHandler } from '../request/handler.ts';
import type { RequestContext } from '../request/request-context.ts';

const FIRST_VERSION_WITHOUT_PROTOCOL_NAME = 7;

/**
 * JoinGroup: a member of a classic group takes part in a rebalance; the answer waits for the others.
 * Up to version 6 there is always the name of a protocol, if need be an empty one.
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
    const origin = {
      clientId: context.clientId ?? '',
      clientHost: clientHostOf(context),
      apiVersion,
    };
    services.groupCoordinator.joinGroup({ ...request, protocols }, origin, (response) => {
      const hasName = apiVersion >= FIRST_VERSION_WITHOUT_PROTOCOL_NAME;
      respond(hasName ? response : { ...response, protocolName: response.protocolName ?? '' });
    });
  },
});

/** The address of the client as Java prints it, which is how clients and tools are shown it. */
function clientHostOf({ remoteAddress }: RequestContext): string {
  const [host = remoteAddress] = /^.*(?=:\d+$)/.exec(remoteAddress) ?? [];
  return `/${canonicalIpAddress(host) ?? host}`;
}
