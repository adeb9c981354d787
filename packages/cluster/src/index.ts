export { Controller, type ControllerOptions } from './controller/controller.ts';
export {
  CLUSTER_METADATA_TOPIC,
  invalidTopicName,
  isInternalTopic,
} from './controller/topics/topic-name.ts';
export type { ProducerIdsBlock } from './controller/producer-ids/allocate-producer-ids.ts';
export type { ChangedConfigs, MetadataDelta } from './image/metadata-delta.ts';
export { MetadataImage } from './image/metadata-image.ts';
export { type PartitionImage, type TopicImage, TopicsImage } from './image/topics-image.ts';
export { FileMetadataLog } from './metadata-log/file-metadata-log.ts';
export type { MetadataAppend, MetadataBatch, MetadataLog } from './metadata-log/metadata-log.ts';
export {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
} from './metadata-record/metadata-record.ts';
