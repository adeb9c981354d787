import { ConfigResourceType, type ConfigurationsImage, type MetadataDelta } from '@odradek/cluster';

import type { TopicConfigs } from './topic-configs.ts';

/** What the warnings go by, and where they go. */
export interface UnsyncedTopicsOptions {
  /** Follows the metadata before this does. */
  readonly topicConfigs: TopicConfigs;
  readonly configs: ConfigurationsImage;
  readonly report: (message: string) => void;
}

const FLUSH = 'odradek.flush';
/** The names of more topics would fill the log. */
const NAMES_MAX = 10;
const PRICE =
  'records are acknowledged before they are on the disk, and a loss of power takes them away. Set ' +
  `${FLUSH}=journal to keep them.`;

/**
 * Warns the operator of `odradek.flush=os`, for topics in general and for single ones, once for as
 * long as it is in force.
 */
export class UnsyncedTopics {
  private readonly options: UnsyncedTopicsOptions;
  private isGeneral = false;
  private readonly topics = new Set<string>();

  constructor(options: UnsyncedTopicsOptions) {
    this.options = options;
  }

  /** Looks through all topics after the metadata was loaded. */
  load(): void {
    this.checkGeneral();
    const names = [...this.options.configs.all()]
      .filter(([type]) => type === ConfigResourceType.TOPIC)
      .map(([, name]) => name);
    this.checkTopics(names);
  }

  /** Follows a change of the metadata. */
  apply({ changedConfigs, removedTopics }: MetadataDelta): void {
    for (const { name } of removedTopics) this.topics.delete(name);
    const namesOf = (type: number): readonly string[] =>
      changedConfigs
        .filter(({ resourceType }) => resourceType === type)
        .map(({ resourceName }) => resourceName);
    if (namesOf(ConfigResourceType.BROKER).length > 0) this.checkGeneral();
    this.checkTopics(namesOf(ConfigResourceType.TOPIC));
  }

  private checkGeneral(): void {
    const { topicConfigs, report } = this.options;
    const isOs = topicConfigs.general.flush === 'os';
    if (isOs && !this.isGeneral) {
      report(`${FLUSH} is os for all topics that have none of their own: ${PRICE}`);
    }
    this.isGeneral = isOs;
  }

  private checkTopics(names: readonly string[]): void {
    const { configs, report } = this.options;
    const fresh: string[] = [];
    for (const name of names) {
      if (configs.topic(name).get(FLUSH)?.trim() !== 'os') this.topics.delete(name);
      else if (!this.topics.has(name)) fresh.push(name);
    }
    if (fresh.length === 0) return;
    for (const name of fresh) this.topics.add(name);
    report(`${FLUSH} is os for ${listOf(fresh)}: ${PRICE}`);
  }
}

function listOf(names: readonly string[]): string {
  const listed = names.slice(0, NAMES_MAX).join(', ');
  const count = names.length - NAMES_MAX;
  const more = count > 0 ? ` and ${count} more` : '';
  return `${names.length === 1 ? 'topic' : 'the topics'} ${listed}${more}`;
}
