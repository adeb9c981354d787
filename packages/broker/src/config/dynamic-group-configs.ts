import {
  boundedGroupConfig,
  type ChangedConfigs,
  ConfigResourceType,
  type ConfigurationsImage,
} from '@odradek/cluster';
import type { ConsumerGroupConfig } from '@odradek/coordinators';

import type { BrokerConfig } from './broker-config.ts';
import { dynamicNumber } from './dynamic-config.ts';

/** The configs of all groups as they are now. They follow the metadata by `load` and `apply`. */
export class DynamicGroupConfigs {
  private readonly config: BrokerConfig;
  private readonly configs: ConfigurationsImage;
  /** What groups have on which nothing was set. */
  private shared: ConsumerGroupConfig;
  /** Of groups on which something was set, when it was asked for. */
  private readonly own = new Map<string, ConsumerGroupConfig>();

  constructor(config: BrokerConfig, configs: ConfigurationsImage) {
    this.config = config;
    this.configs = configs;
    this.shared = config.groups.consumer;
  }

  /** What a group has now. Cheap: it is asked for with each heartbeat. */
  of(groupId: string): ConsumerGroupConfig {
    const known = this.own.get(groupId);
    if (known !== undefined) return known;
    const groupConfigs = this.configs.group(groupId);
    if (groupConfigs.size === 0) return this.shared;
    const config = this.configOf(groupConfigs);
    this.own.set(groupId, config);
    return config;
  }

  /** Follows the image after it was loaded. */
  load(): void {
    const { sessionTimeoutMs, heartbeatIntervalMs } = this.config.groups.consumer;
    const assignmentIntervalMs = this.sharedAssignmentIntervalMs();
    this.shared = { sessionTimeoutMs, heartbeatIntervalMs, assignmentIntervalMs };
    this.own.clear();
  }

  /** Follows a change of the image. */
  apply(changedConfigs: readonly ChangedConfigs[]): void {
    for (const { resourceType, resourceName } of changedConfigs) {
      if (resourceType === ConfigResourceType.GROUP) this.own.delete(resourceName);
    }
    const isGeneral = changedConfigs.some(
      ({ resourceType }) => resourceType === ConfigResourceType.BROKER,
    );
    if (isGeneral) this.load();
  }

  private configOf(groupConfigs: ReadonlyMap<string, string>): ConsumerGroupConfig {
    const { shared } = this;
    const number = (name: string, inherited: number): number => {
      const text = groupConfigs.get(name);
      return text === undefined ? inherited : this.bounded(name, Number(text));
    };
    return {
      sessionTimeoutMs: number('consumer.session.timeout.ms', shared.sessionTimeoutMs),
      heartbeatIntervalMs: number('consumer.heartbeat.interval.ms', shared.heartbeatIntervalMs),
      assignmentIntervalMs: number('consumer.assignment.interval.ms', shared.assignmentIntervalMs),
    };
  }

  private sharedAssignmentIntervalMs(): number {
    const { config, configs } = this;
    const dynamic = dynamicNumber(config, configs, 'group.consumer.assignment.interval.ms');
    if (dynamic === undefined) return config.groups.consumer.assignmentIntervalMs;
    return this.bounded('consumer.assignment.interval.ms', dynamic);
  }

  private bounded(name: string, value: number): number {
    return boundedGroupConfig(name, value, this.config.staticConfigs);
  }
}
