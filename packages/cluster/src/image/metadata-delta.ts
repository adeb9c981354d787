import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { type ClientQuotaEntity, clientQuotaEntityOf } from './client-quota-entity.ts';
import type { TopicImage } from './topics-image.ts';

/** A resource whose settings changed: 2 is a topic, 4 a broker (the empty name: all brokers), 32 a group. */
export interface ChangedConfigs {
  readonly resourceType: number;
  readonly resourceName: string;
}

/** What a batch of records changed in an image, so that what follows it needs not look for it. */
export interface MetadataDelta {
  /** Topics that are new or have new or changed partitions, as they are now. */
  readonly changedTopics: readonly TopicImage[];
  /** Topics that there were and that are gone, as they were at last. */
  readonly removedTopics: readonly TopicImage[];
  readonly changedConfigs: readonly ChangedConfigs[];
  /** Entities of which a quota was set or removed. */
  readonly changedClientQuotas: readonly ClientQuotaEntity[];
}

/** Sums up what records changed. A topic that came and went counts as removed. */
export class MetadataChanges {
  private readonly changed = new Map<string, TopicImage>();
  private readonly removed: TopicImage[] = [];
  private readonly configs = new Map<string, ChangedConfigs>();
  private readonly clientQuotas = new Map<string, ClientQuotaEntity>();
  /** The topic of the last record: many records about one topic come together. */
  private last: TopicImage | undefined;

  /**
   * Adds a record that was replayed, with the topic that it is about, as it was after it, or before if
   * the record removed it.
   */
  add(entry: MetadataRecord, topic: TopicImage | undefined): void {
    if (entry.type === 'ConfigRecord') {
      const { resourceType, resourceName } = entry.record;
      this.configs.set(`${resourceType} ${resourceName}`, { resourceType, resourceName });
    }
    if (entry.type === 'ClientQuotaRecord') {
      const entity = clientQuotaEntityOf(entry.record.entity);
      this.clientQuotas.set(entity.key, entity);
    }
    if (topic === undefined) return;
    if (entry.type === 'RemoveTopicRecord') {
      this.changed.delete(topic.topicId);
      this.removed.push(topic);
      this.last = undefined;
    } else if (topic !== this.last) {
      this.changed.set(topic.topicId, topic);
      this.last = topic;
    }
  }

  /** All in all. */
  delta(): MetadataDelta {
    return {
      changedTopics: [...this.changed.values()],
      removedTopics: this.removed,
      changedConfigs: [...this.configs.values()],
      changedClientQuotas: [...this.clientQuotas.values()],
    };
  }
}
