import type { ConfigDefinition } from './config-definition.ts';
import { NODE_CONFIGS } from './definitions/broker-configs.ts';
import { CONTROLLER_CONFIGS } from './definitions/controller-configs.ts';
import { DYNAMIC_CONFIGS } from './definitions/dynamic-configs.ts';
import { GROUP_CONFIGS } from './definitions/group-configs.ts';
import { LISTENER_CONFIGS } from './definitions/listener-configs.ts';
import { LOG_CLEANER_CONFIGS } from './definitions/log-cleaner-configs.ts';
import { LOG_CONFIGS } from './definitions/log-configs.ts';
import { ODRADEK_CONFIGS } from './definitions/odradek-configs.ts';
import { REMOTE_LOG_CONFIGS } from './definitions/remote-log-configs.ts';
import { REPLICATION_CONFIGS } from './definitions/replication-configs.ts';
import { SASL_CONFIGS } from './definitions/sasl-configs.ts';
import { SHARE_GROUP_CONFIGS } from './definitions/share-group-configs.ts';
import { SSL_CONFIGS } from './definitions/ssl-configs.ts';
import { TRANSACTION_CONFIGS } from './definitions/transaction-configs.ts';

/**
 * Every config of a broker by its name: those of Kafka 4.3 and ours. Defaults are Kafka's but for
 * `listeners`, `log.dir`, `node.id`, `process.roles` and `controller.listener.names`, so that a broker
 * starts without any.
 */
export const BROKER_CONFIGS: ReadonlyMap<string, ConfigDefinition> = new Map(
  [
    ...NODE_CONFIGS,
    ...LISTENER_CONFIGS,
    ...LOG_CONFIGS,
    ...LOG_CLEANER_CONFIGS,
    ...REPLICATION_CONFIGS,
    ...CONTROLLER_CONFIGS,
    ...GROUP_CONFIGS,
    ...SHARE_GROUP_CONFIGS,
    ...TRANSACTION_CONFIGS,
    ...REMOTE_LOG_CONFIGS,
    ...SASL_CONFIGS,
    ...SSL_CONFIGS,
    ...DYNAMIC_CONFIGS,
    ...ODRADEK_CONFIGS,
  ].map((definition) => [definition.name, definition]),
);

const LISTENER_PREFIX = /^listener\.name\.[^.]*\.(?:[^.]+\.)?/;
const LISTENER_PREFIX_ONLY = /^listener\.name\.[^.]*\./;

/**
 * The definition of a broker's config, also of one that is meant for a single listener
 * (`listener.name.internal.ssl.keystore.location`, `listener.name.internal.plain.sasl.jaas.config`).
 */
export function brokerConfigDefinition(name: string): ConfigDefinition | undefined {
  return (
    BROKER_CONFIGS.get(name) ??
    BROKER_CONFIGS.get(name.replace(LISTENER_PREFIX_ONLY, '')) ??
    BROKER_CONFIGS.get(name.replace(LISTENER_PREFIX, ''))
  );
}
