import type { ConfigDefinition } from './config-definition.ts';
import { TOPIC_CONFIG_TABLE } from './definitions/topic-configs.ts';

/** Every config of a topic by its name, in the order in which Kafka checks them. */
export const TOPIC_CONFIGS: ReadonlyMap<string, ConfigDefinition> = new Map(
  TOPIC_CONFIG_TABLE.map((definition) => [definition.name, definition]),
);
