/** What configs are set on (Kafka's `ConfigResource.Type`). */
export const ConfigResourceType = {
  TOPIC: 2,
  BROKER: 4,
  BROKER_LOGGER: 8,
  CLIENT_METRICS: 16,
  GROUP: 32,
} as const;

/**
 * Where the value of a config comes from (Kafka's `ConfigSource`). Of the first five the strongest is
 * first; what is set on a group beats what its brokers have.
 */
export const ConfigSource = {
  TOPIC: 1,
  DYNAMIC_BROKER: 2,
  DYNAMIC_DEFAULT_BROKER: 3,
  STATIC_BROKER: 4,
  DEFAULT: 5,
  GROUP: 8,
} as const;
