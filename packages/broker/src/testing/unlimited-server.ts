import type { Clock, Endpoint, Network } from '@odradek/base';

import { ConnectionLimits } from '../connection/connection-limits.ts';
import { ConnectionResources } from '../connection/connection-resources.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { BrokerServer } from '../server/broker-server.ts';

const RESOURCES = {
  connectionsMaxIdleMs: -1,
  queuedMaxRequests: 500,
  queuedMaxRequestBytes: -1,
  queuedMaxResponseBytes: Infinity,
};

/** A server that takes as many connections as come, with the services that a test needs. */
export async function listenUnlimited(
  services: Partial<BrokerServices> & { readonly clock: Clock },
  network: Network,
  endpoint: Endpoint,
): Promise<void> {
  const connectionResources = new ConnectionResources(services.clock, RESOURCES);
  const limits = new ConnectionLimits(
    {
      maxConnections: Infinity,
      maxConnectionsPerIp: Infinity,
      maxConnectionsPerIpOverrides: new Map(),
      maxConnectionCreationRate: Infinity,
      listeners: new Map(),
    },
    'PLAINTEXT',
  );
  const rates = { recordAndGetThrottleTimeMs: () => 0 };
  const connectionLimits = { limits, onChanged: () => {} };
  const acceptance = { connectionLimits, listenerRates: rates, ipRates: rates };
  const all = { ...services, connectionResources } as BrokerServices;
  await new BrokerServer(all, network, acceptance).listen({ name: 'PLAINTEXT', endpoint });
}
