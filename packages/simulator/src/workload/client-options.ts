import type { ClientOptions, InEnvironment } from '@odradek/client';

import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { World } from '../world/world.ts';

/** What all clients of a seed have in common. */
export function clientOptions(
  { endpoint }: World,
  { name, clock, network, randomSource }: SimulatedProcess,
  requestTimeoutMs: number,
): InEnvironment<ClientOptions> {
  return {
    bootstrapServers: `${endpoint.host}:${endpoint.port}`,
    clientId: name,
    requestTimeoutMs,
    connectTimeoutMs: requestTimeoutMs,
    environment: { clock, random: randomSource, network },
  };
}
