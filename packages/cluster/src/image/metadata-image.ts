import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { TopicsImage } from './topics-image.ts';

/** The cluster as the records of the metadata log describe it. Only `replay` changes it. */
export class MetadataImage {
  readonly topics: TopicsImage = new TopicsImage();

  /** Applies a record that is in the log, live and when the log is loaded. */
  replay(entry: MetadataRecord): void {
    switch (entry.type) {
      case 'TopicRecord':
        this.topics.replayTopic(entry.record);
        break;
      case 'PartitionRecord':
        this.topics.replayPartition(entry.record);
        break;
      case 'RemoveTopicRecord':
        this.topics.replayRemoveTopic(entry.record);
        break;
    }
  }
}
