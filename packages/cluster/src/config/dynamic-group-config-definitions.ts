import type { ConfigDefinition } from './config-definition.ts';
import { DYNAMIC_GROUP_CONFIG_TABLE } from './definitions/dynamic-group-configs.ts';

/** Every config of a single group by its name (Kafka's `GroupConfig`). */
export const DYNAMIC_GROUP_CONFIGS: ReadonlyMap<string, ConfigDefinition> = new Map(
  DYNAMIC_GROUP_CONFIG_TABLE.map((definition) => [definition.name, definition]),
);
