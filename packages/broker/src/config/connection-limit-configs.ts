import {
  type BrokerConfigSources,
  type ConfigurationsImage,
  parseConnectionsPerIp,
  sourcedBrokerConfigs,
} from '@odradek/cluster';

import type { BrokerConfig } from './broker-config.ts';
import type { ConnectionLimitValues, ListenerLimits } from '../connection/connection-limits.ts';

/** What "no limit" is in Kafka's configs of type INT. */
const NO_LIMIT = 2_147_483_647;
const NONE: ReadonlyMap<string, number> = new Map();

/** The limits on connections as they are set now: on this broker, on all, or at the start. */
export function connectionLimitsOf(
  { nodeId, staticConfigs, listenerNames }: BrokerConfig,
  configs: ConfigurationsImage,
): ConnectionLimitValues {
  const sources = { nodeId, staticConfigs, configs };
  const overrides = textOf(sources, 'max.connections.per.ip.overrides') ?? '';
  return {
    maxConnections: numberOf(sources, 'max.connections'),
    maxConnectionsPerIp: numberOf(sources, 'max.connections.per.ip'),
    maxConnectionsPerIpOverrides: parseConnectionsPerIp(overrides) ?? NONE,
    maxConnectionCreationRate: numberOf(sources, 'max.connection.creation.rate'),
    listeners: new Map(listenerNames.map((name) => [name, listenerLimitsOf(sources, name)])),
  };
}

/** What has no value for the listener has that of the broker, as in Kafka. */
function listenerLimitsOf(sources: BrokerConfigSources, listener: string): ListenerLimits {
  const ofListener = (name: string): number => {
    const own = `listener.name.${listener.toLowerCase()}.${name}`;
    return numberOf(sources, textOf(sources, own) === undefined ? name : own);
  };
  return {
    maxConnections: ofListener('max.connections'),
    maxConnectionCreationRate: ofListener('max.connection.creation.rate'),
  };
}

function numberOf(sources: BrokerConfigSources, name: string): number {
  const number = Number(textOf(sources, name) ?? NO_LIMIT);
  return number === NO_LIMIT ? Infinity : number;
}

/** The strongest value. Values were validated when they were set. */
function textOf(sources: BrokerConfigSources, name: string): string | undefined {
  return sourcedBrokerConfigs(sources, [name])[0]?.value;
}
