import { CONSUMER_OFFSETS_TOPIC } from '@odradek/coordinators';
import {
  type CreatableTopic,
  defaultCreatableTopic,
  defaultCreatableTopicConfig,
} from '@odradek/protocol/messages/19-create-topics';

import type { GroupConfig } from '../config/group-config.ts';

/**
 * `__consumer_offsets` as it is created when a group first asks for its coordinator (Kafka's
 * `AutoTopicCreationManager`): with fewer replicas than configured if there are fewer brokers.
 */
export function consumerOffsetsTopic(config: GroupConfig, brokersCount: number): CreatableTopic {
  const configs = {
    'cleanup.policy': 'compact',
    'compression.type': 'producer',
    'segment.bytes': String(config.offsetsTopicSegmentBytes),
  };
  return {
    ...defaultCreatableTopic,
    name: CONSUMER_OFFSETS_TOPIC,
    numPartitions: config.offsetsTopicNumPartitions,
    replicationFactor: Math.min(config.offsetsTopicReplicationFactor, brokersCount),
    configs: Object.entries(configs).map(([name, value]) => ({
      ...defaultCreatableTopicConfig,
      name,
      value,
    })),
  };
}
