import type { RemoveTopicRecord } from '@odradek/protocol/messages/cluster-metadata';

import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { ClientQuotasImage } from './client-quotas-image.ts';
import { ConfigurationsImage } from './configurations-image.ts';
import { FeaturesImage } from './features-image.ts';
import { MetadataChanges, type MetadataDelta } from './metadata-delta.ts';
import { ProducerIdsImage } from './producer-ids-image.ts';
import { type TopicImage, TopicsImage } from './topics-image.ts';

/** The cluster as the records of the metadata log describe it. Only `replay` changes it. */
export class MetadataImage {
  readonly topics: TopicsImage = new TopicsImage();
  readonly configs: ConfigurationsImage = new ConfigurationsImage();
  readonly clientQuotas: ClientQuotasImage = new ClientQuotasImage();
  readonly features: FeaturesImage = new FeaturesImage();
  readonly producerIds: ProducerIdsImage = new ProducerIdsImage();

  /** Applies records that are in the log, live and when the log is loaded, and tells what changed. */
  replay(records: readonly MetadataRecord[]): MetadataDelta {
    const changes = new MetadataChanges();
    this.replayInto(changes, records);
    return changes.delta();
  }

  /** As `replay`, for records that are part of what `changes` sums up. */
  replayInto(changes: MetadataChanges, records: readonly MetadataRecord[]): void {
    for (const entry of records) changes.add(entry, this.replayRecord(entry));
  }

  private replayRecord(entry: MetadataRecord): TopicImage | undefined {
    switch (entry.type) {
      case 'TopicRecord':
        return this.topics.replayTopic(entry.record);
      case 'PartitionRecord':
        return this.topics.replayPartition(entry.record);
      case 'PartitionChangeRecord':
        return this.topics.replayPartitionChange(entry.record);
      case 'RemoveTopicRecord':
        return this.replayRemoveTopic(entry.record);
      case 'FeatureLevelRecord':
        this.features.replayFeatureLevel(entry.record);
        return undefined;
      case 'ProducerIdsRecord':
        this.producerIds.replayProducerIds(entry.record);
        return undefined;
      case 'ConfigRecord':
        this.configs.replayConfig(entry.record);
        return undefined;
      case 'ClientQuotaRecord':
        this.clientQuotas.replayClientQuota(entry.record);
        return undefined;
    }
  }

  /** What was set on a topic goes with it. */
  private replayRemoveTopic(record: RemoveTopicRecord): TopicImage {
    const topic = this.topics.replayRemoveTopic(record);
    this.configs.replayRemoveTopic(topic.name);
    return topic;
  }
}
