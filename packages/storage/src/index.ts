export { LOG_CONFIG_DEFAULT, type LogConfig } from './log/log-config.ts';
export { type AppendOptions, PartitionLog, type PartitionLogOptions } from './log/partition-log.ts';
export type { ReadOptions } from './log/recent-batches.ts';
export type { TimestampAndOffset } from './log/timestamp-search.ts';
export type { EndOfTurn } from './ports/end-of-turn.ts';
export {
  type DirectoryEntry,
  type File,
  type FileSystem,
  isMissingFile,
  type OpenOptions,
} from './ports/file-system.ts';
export type { Report, StorageEvent, TailCutEvent } from './ports/report.ts';
export { LogManager, type LogManagerOptions, type TopicIdPartition } from './log-manager/log-manager.ts';
export {
  type LogValidatorOptions,
  type RecordError,
  type ValidatedRecords,
  validateProducedRecords,
} from './validation/log-validator.ts';
export {
  type MetaProperties,
  readMetaProperties,
  writeMetaProperties,
} from './log-manager/meta-properties.ts';
