import type { AlterConfigsResource } from '@odradek/protocol/messages/44-incremental-alter-configs';

import type { BrokerConfigSources } from '../../config/broker-config-sources.ts';
import { ConfigResourceType } from '../../config/config-resource.ts';
import { DYNAMIC_GROUP_CONFIGS } from '../../config/dynamic-group-config-definitions.ts';
import { refuseDynamicGroupConfigs } from '../../config/validate-dynamic-group-configs.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { configRecords } from './config-records.ts';
import { invalidConfig, invalidRequest } from './config-refusal.ts';
import { updateConfigs } from './config-update.ts';

/**
 * The records that change configs of a group, or why they may not be changed. A group needs not be
 * there to have configs.
 */
export function planGroupConfigs(
  { resourceName: groupId, configs: operations }: AlterConfigsResource,
  { staticConfigs, configs }: BrokerConfigSources,
): readonly MetadataRecord[] | Refusal {
  const current = configs.group(groupId);
  const updated = updateConfigs(operations, {
    current,
    definitionOf: (name) => DYNAMIC_GROUP_CONFIGS.get(name),
    inheritedList: ({ default: text }) => text ?? '',
    refuseList: ({ name }, operation) =>
      invalidConfig(`Can't ${operation} to key ${name} because its type is not LIST.`),
  });
  if ('errorCode' in updated) return updated;
  if (groupId === '') return invalidRequest('Default group resources are not allowed.');
  const refusal = refuseDynamicGroupConfigs(updated.configs, staticConfigs);
  if (refusal !== undefined) return invalidConfig(refusal);
  const changed = [...updated.changes].filter(
    ([name, value]) => value !== (current.get(name) ?? null),
  );
  return configRecords(ConfigResourceType.GROUP, groupId, changed);
}
