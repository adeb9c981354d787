import { canonicalIpAddress } from '@odradek/base';
import type { RequestOrigin } from '@odradek/coordinators';

import type { RequestContext } from '../request/request-context.ts';

/** Who sends a request, as members of groups are told apart and shown by it. */
export function requestOriginOf(context: RequestContext): RequestOrigin {
  const { clientId, apiVersion } = context;
  return { clientId: clientId ?? '', clientHost: clientHostOf(context), apiVersion };
}

/** The address of the client as Java prints it, which is how clients and tools are shown it. */
function clientHostOf({ remoteAddress }: RequestContext): string {
  const [host = remoteAddress] = /^.*(?=:\d+$)/.exec(remoteAddress) ?? [];
  return `/${canonicalIpAddress(host) ?? host}`;
}
