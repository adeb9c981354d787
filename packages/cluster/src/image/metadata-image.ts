import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { FeaturesImage } from './features-image.ts';
import { gatherDelta, type MetadataDelta } from './metadata-delta.ts';
import { ProducerIdsImage } from './producer-ids-image.ts';
import { type TopicImage, TopicsImage } from './topics-image.ts';

/** The cluster as the records of the metadata log describe it. Only `replay` changes it. */
export class MetadataImage {
  readonly topics: TopicsImage = new TopicsImage();
  readonly features: FeaturesImage = new FeaturesImage();
  readonly producerIds: ProducerIdsImage = new ProducerIdsImage();

  /** Applies records that are in the log, live and when the log is loaded, and tells what changed. */
  replay(records: readonly MetadataRecord[]): MetadataDelta {
    return gatherDelta(records.map((entry) => ({ entry, topic: this.replayRecord(entry) })));
  }

  private replayRecord(entry: MetadataRecord): TopicImage | undefined {
    switch (entry.type) {
      case 'TopicRecord':
        return this.topics.replayTopic(entry.record);
      case 'PartitionRecord':
        return this.topics.replayPartition(entry.record);
      case 'RemoveTopicRecord':
        return this.topics.replayRemoveTopic(entry.record);
      case 'FeatureLevelRecord':
        this.features.replayFeatureLevel(entry.record);
        return undefined;
      case 'ProducerIdsRecord':
        this.producerIds.replayProducerIds(entry.record);
        return undefined;
      case 'ConfigRecord':
        return undefined;
    }
  }
}
