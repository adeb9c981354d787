export { BufferedJournalDevice } from './journal/buffered-journal-device.ts';
export type {
  ChosenJournalDevice,
  JournalDeviceChoice,
  JournalForm,
} from './journal/choose-journal-device.ts';
export {
  rememberedJournalDevice,
  type RememberedDeviceChoice,
} from './journal/remembered-journal-device.ts';
export type { CleanerSettings, LogCleanerCounts, UncleanableLog } from './cleaner/log-cleaner.ts';
export type { EpochEndOffset } from './leader-epoch/leader-epoch-cache.ts';
export type { Flush } from './log/flush-durability.ts';
export { LOG_CONFIG_DEFAULT, type LogConfig } from './log/log-config.ts';
export type { AppendOptions, LeaderAppend } from './log/leader-append.ts';
export { PartitionLog } from './log/partition-log.ts';
export type { PartitionLogOptions } from './log/partition-log-options.ts';
export { ReadLease, ReadMemory } from './log/read-memory.ts';
export type { ReadOptions } from './log/recent-batches.ts';
export type { TimestampAndOffset } from './log/timestamp-search.ts';
export type { EndOfTurn } from './ports/end-of-turn.ts';
export type { Volumes, VolumeSpace } from './ports/volumes.ts';
export {
  type DirectoryEntry,
  type File,
  type FileSystem,
  isMissingFile,
  type OpenOptions,
} from './ports/file-system.ts';
export type { JournalDevice, JournalFile } from './ports/journal-device.ts';
export type { SyncObserver } from './ports/sync-observer.ts';
export type { ProducerExpiration } from './producer-state/producer-states.ts';
export type { Report, StorageEvent, TailCutEvent } from './ports/report.ts';
export { type DirectoryLock, directoryLockedError } from './log-manager/directory-lock.ts';
export type { JournalSettings } from './log-manager/directory-journal.ts';
export type { LazyLog } from './log-manager/lazy-log.ts';
export { LOG_CHECKPOINT_FILE } from './log-manager/log-directory-checkpoint.ts';
export { LogManager, type LogManagerOptions } from './log-manager/log-manager.ts';
export type {
  LocatedFolder,
  PartitionFolder,
  TopicIdPartition,
} from './log-manager/partition-directory.ts';
export type { BatchChecker, OnChecked } from './ports/batch-checker.ts';
export type { SegmentCleaner } from './ports/segment-cleaner.ts';
export {
  acceptCheckedRecords,
  checkProducedRecords,
  validateProducedRecords,
} from './validation/log-validator.ts';
export { isHeaderEnough } from './validation/header-validator.ts';
export { RequestValidation } from './validation/request-validation.ts';
export { hasTransactionalRecords } from './validation/request-records.ts';
export type {
  AcceptedRecords,
  CheckedBatch,
  CheckResult,
  RecordError,
  RefusedRecords,
  ValidatedRecords,
} from './validation/validated-records.ts';
export type { LogValidatorOptions, ValidationLevel } from './validation/validation-options.ts';
export { parseLeaderEpochs } from './leader-epoch/leader-epoch-format.ts';
export {
  type MetaProperties,
  readMetaProperties,
  writeMetaProperties,
} from './log-manager/meta-properties.ts';
export {
  parsePartitionDirectoryName,
  partitionDirectoryName,
} from './log-manager/partition-directory.ts';
export {
  OffsetCheckpoint,
  type OffsetCheckpointOptions,
  type PartitionOffset,
} from './log-manager/offset-checkpoint.ts';
export {
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  parsePartitionMetadata,
} from './log-manager/partition-metadata.ts';
export {
  BoundedFileSystem,
  type BoundedFileSystemOptions,
} from './open-files/bounded-file-system.ts';
export { GatedFileSystem, type GatedFileSystemOptions } from './thread-pool/gated-file-system.ts';
export {
  MeasuredFileSystem,
  type MeasuredFileSystemOptions,
} from './sync-times/measured-file-system.ts';
export {
  MeasuredJournalDevice,
  type MeasuredJournalDeviceOptions,
} from './sync-times/measured-journal-device.ts';
