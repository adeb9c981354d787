import type { AlterConfigsResource } from '@odradek/protocol/messages/44-incremental-alter-configs';

import { BROKER_CONFIGS } from '../../config/broker-config-definitions.ts';
import type { BrokerConfigSources } from '../../config/broker-config-sources.ts';
import { ConfigResourceType } from '../../config/config-resource.ts';
import { refuseDynamicConfigs } from '../../config/validate-dynamic-configs.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { configRecords } from './config-records.ts';
import { invalidConfig, invalidRequest } from './config-refusal.ts';
import { updateConfigs } from './config-update.ts';

/**
 * The records that change configs of one broker, or with an empty name of all, or why they may not
 * be changed. A value that stays the same is a record too: the broker is told to apply it again.
 */
export function planBrokerConfigs(
  { resourceName, configs: operations }: AlterConfigsResource,
  { nodeId, staticConfigs, configs }: BrokerConfigSources,
): readonly MetadataRecord[] | Refusal {
  const misdirected = refuseBroker(resourceName, nodeId);
  if (misdirected !== undefined) return invalidRequest(misdirected);
  const updated = updateConfigs(operations, {
    current: configs.of(ConfigResourceType.BROKER, resourceName),
    definitionOf: (name) => BROKER_CONFIGS.get(name),
    inheritedList: ({ name, default: text }) => staticConfigs.get(name) ?? text ?? '',
    refuseList: ({ name }, operation) =>
      invalidConfig(
        BROKER_CONFIGS.has(name)
          ? `Config value ${operation.toLowerCase()} is not allowed for config key: ${name}`
          : `Unknown config name: ${name}`,
      ),
  });
  if ('errorCode' in updated) return updated;
  const refusal = refuseDynamicConfigs(updated.configs, {
    isForAllBrokers: resourceName === '',
    staticConfigs,
  });
  if (refusal !== undefined) return invalidRequest(refusal);
  return configRecords(ConfigResourceType.BROKER, resourceName, updated.changes);
}

function refuseBroker(resourceName: string, nodeId: number): string | undefined {
  if (resourceName === '' || resourceName === String(nodeId)) return undefined;
  return /^[+-]?\d+$/.test(resourceName)
    ? `Unexpected broker id, expected ${nodeId}, but received ${resourceName}`
    : `Node id must be an integer, but it is: ${resourceName}`;
}
