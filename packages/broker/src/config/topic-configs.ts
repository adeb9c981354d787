import {
  type BrokerConfigSources,
  ConfigResourceType,
  type ConfigurationsImage,
  type MetadataDelta,
} from '@odradek/cluster';

import type { BrokerConfig } from './broker-config.ts';
import { type TopicConfig, topicConfigOf } from './topic-config.ts';

/** The configs of all topics as they are now. They follow the metadata by `apply`. */
export class TopicConfigs {
  private readonly configs: ConfigurationsImage;
  private readonly sources: BrokerConfigSources;
  private readonly startedWith: TopicConfig;
  /** What topics have on which nothing was set. */
  private shared: TopicConfig;
  /** Of topics on which something was set, when it was asked for. */
  private readonly own = new Map<string, TopicConfig>();

  constructor(config: BrokerConfig, configs: ConfigurationsImage) {
    const { nodeId, staticConfigs } = config;
    this.configs = configs;
    this.sources = { nodeId, staticConfigs, configs };
    this.startedWith = config.topicDefaults;
    this.shared = this.startedWith;
  }

  /** What a topic has now. Cheap: it is asked for with each batch. */
  of(topic: string): TopicConfig {
    const known = this.own.get(topic);
    if (known !== undefined) return known;
    const topicConfigs = this.configs.topic(topic);
    if (topicConfigs.size === 0) return this.shared;
    const config = topicConfigOf(topicConfigs, this.sources, this.startedWith);
    this.own.set(topic, config);
    return config;
  }

  /** What topics have now on which nothing was set. */
  get general(): TopicConfig {
    return this.shared;
  }

  /** Follows the image after it was loaded. */
  load(): void {
    this.shared = topicConfigOf(new Map(), this.sources, this.startedWith);
    this.own.clear();
  }

  /** Follows a change of the image. Answers whether it may have changed what topics in general have. */
  apply({ changedConfigs, removedTopics }: MetadataDelta): boolean {
    for (const { name } of removedTopics) this.own.delete(name);
    for (const { resourceType, resourceName } of changedConfigs) {
      if (resourceType === ConfigResourceType.TOPIC) this.own.delete(resourceName);
    }
    const isGeneral = changedConfigs.some(
      ({ resourceType }) => resourceType === ConfigResourceType.BROKER,
    );
    if (isGeneral) this.load();
    return isGeneral;
  }
}
