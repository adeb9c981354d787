import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import type { TopicImage } from './topics-image.ts';

/** A resource whose settings changed: 2 is a topic, 4 a broker (the empty name: all brokers). */
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
}

/** What a delta is gathered from. */
export interface ReplayedRecord {
  readonly entry: MetadataRecord;
  /** The topic that the record is about, as it was after it, or before if the record removed it. */
  readonly topic: TopicImage | undefined;
}

/** Sums up what the records changed. A topic that came and went counts as removed. */
export function gatherDelta(replayed: readonly ReplayedRecord[]): MetadataDelta {
  const changed = new Map<string, TopicImage>();
  const removed: TopicImage[] = [];
  const configs = new Map<string, ChangedConfigs>();
  for (const { entry, topic } of replayed) {
    if (entry.type === 'ConfigRecord') {
      const { resourceType, resourceName } = entry.record;
      configs.set(`${resourceType} ${resourceName}`, { resourceType, resourceName });
    }
    if (topic === undefined) continue;
    if (entry.type === 'RemoveTopicRecord') {
      changed.delete(topic.topicId);
      removed.push(topic);
    } else changed.set(topic.topicId, topic);
  }
  return {
    changedTopics: [...changed.values()],
    removedTopics: removed,
    changedConfigs: [...configs.values()],
  };
}
