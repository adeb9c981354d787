import type { ConfigRecord } from '@odradek/protocol/messages/cluster-metadata';

import { ConfigResourceType } from '../config/config-resource.ts';

/** Configs that were set on one resource: texts by name. */
export type ResourceConfigs = ReadonlyMap<string, string>;

const NONE: ResourceConfigs = new Map();

/** The configs that were set on topics, brokers and groups. Only `replay…` changes it. */
export class ConfigurationsImage {
  /** By resource type and then by the name of the resource. */
  private readonly byType = new Map<number, Map<string, Map<string, string>>>();

  /** What was set on a resource; it changes with the image. */
  of(resourceType: number, resourceName: string): ResourceConfigs {
    return this.byType.get(resourceType)?.get(resourceName) ?? NONE;
  }

  /** What was set on a topic. */
  topic(name: string): ResourceConfigs {
    return this.of(ConfigResourceType.TOPIC, name);
  }

  /** What was set on one broker. */
  broker(nodeId: number): ResourceConfigs {
    return this.of(ConfigResourceType.BROKER, String(nodeId));
  }

  /** What was set on all brokers. */
  defaultBroker(): ResourceConfigs {
    return this.of(ConfigResourceType.BROKER, '');
  }

  /** What was set on a group. */
  group(groupId: string): ResourceConfigs {
    return this.of(ConfigResourceType.GROUP, groupId);
  }

  /** The names of the resources of a type on which something was set. */
  names(resourceType: number): Iterable<string> {
    return this.byType.get(resourceType)?.keys() ?? [];
  }

  /** Everything that was set, resource by resource; it changes with the image. */
  *all(): Iterable<readonly [resourceType: number, resourceName: string, ResourceConfigs]> {
    for (const [type, resources] of this.byType) {
      for (const [name, configs] of resources) yield [type, name, configs];
    }
  }

  replayConfig({ resourceType, resourceName, name, value }: ConfigRecord): void {
    const resources = this.byType.get(resourceType) ?? new Map<string, Map<string, string>>();
    this.byType.set(resourceType, resources);
    const configs = resources.get(resourceName) ?? new Map<string, string>();
    if (value === null) configs.delete(name);
    else configs.set(name, value);
    if (configs.size === 0) resources.delete(resourceName);
    else resources.set(resourceName, configs);
  }

  /** A topic is gone, and with it what was set on it. */
  replayRemoveTopic(name: string): void {
    this.byType.get(ConfigResourceType.TOPIC)?.delete(name);
  }
}
