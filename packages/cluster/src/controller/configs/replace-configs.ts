import type { AlterConfigsRequest } from '@odradek/protocol/messages/33-alter-configs';
import type {
  AlterableConfig,
  IncrementalAlterConfigsRequest,
} from '@odradek/protocol/messages/44-incremental-alter-configs';

import type { ConfigurationsImage } from '../../image/configurations-image.ts';
import { ConfigOperation } from './config-update.ts';

/**
 * AlterConfigs in the terms of IncrementalAlterConfigs: what it names is set, and what is set now
 * and not named is deleted (Kafka's `ConfigurationControlManager.legacyAlterConfigs`).
 */
export function replacingConfigs(
  { resources, validateOnly }: AlterConfigsRequest,
  image: ConfigurationsImage,
): IncrementalAlterConfigsRequest {
  return {
    validateOnly,
    resources: resources.map(({ resourceType, resourceName, configs }) => {
      const named = new Set(configs.map(({ name }) => name));
      const set = configs.map(({ name, value }): AlterableConfig => {
        return { name, value, configOperation: ConfigOperation.SET };
      });
      const current = [...image.of(resourceType, resourceName).keys()];
      const deleted = current
        .filter((name) => !named.has(name))
        .map((name): AlterableConfig => {
          return { name, value: null, configOperation: ConfigOperation.DELETE };
        });
      return { resourceType, resourceName, configs: [...set, ...deleted] };
    }),
  };
}
