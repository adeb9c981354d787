export {
  apiKeyInfo,
  type ApiKeyInfo,
  isFlexibleVersion,
  requestHeaderVersion,
  responseHeaderVersion,
  type Versions,
} from './api-key.ts';
export { API_KEYS, ApiKey } from './generated/api-keys.ts';
export { EMPTY_BYTES } from './codec/empty-bytes.ts';
export type { MessageCodec } from './codec/message-codec.ts';
export type { UnknownTaggedField } from './codec/unknown-tagged-fields.ts';
export { ErrorCode, type ErrorName } from './errors/error-code.ts';
export {
  ERROR_CODES,
  errorByCode,
  errorByName,
  type ErrorCodeInfo,
  errorOf,
  type ErrorRefresh,
} from './errors/error-codes.ts';
export { FrameDecoder, type FrameLimit, REQUEST_FRAME_LIMIT } from './framing/frame-decoder.ts';
export { FrameMemory } from './framing/frame-memory.ts';
export {
  beginFrame,
  endFrame,
  type WriteBody,
  writeRequest,
  writeResponse,
} from './framing/frame-writer.ts';
export {
  readRequestHeader,
  type RequestHeader,
  type RequestHeaderFields,
  type UnknownApiRequest,
  writeRequestHeader,
} from './framing/request-header.ts';
export {
  type AnsweredRequest,
  peekCorrelationId,
  readResponseHeader,
  writeResponseHeader,
} from './framing/response-header.ts';
export {
  compress,
  compressionImplementations,
  type CompressionImplementations,
  decompress,
  DECOMPRESSED_BATCH_BYTES_MAX,
  type DecompressOptions,
  isCompressionLoaded,
  loadCompression,
} from './compression/compression.ts';
export {
  COMPRESSION_NAMES,
  compressionName,
  type CompressionName,
  CompressionType,
  compressionTypeFromId,
  compressionTypeFromName,
} from './compression/compression-type.ts';
export { bufferView } from './record-batch/buffer-view.ts';
export {
  controlRecordKey,
  ControlRecordType,
  type ControlRecordTypeName,
  controlTypeOf,
  type EndTransactionMarker,
  endTransactionMarkerBatch,
  type EndTransactionMarkerBatch,
  readControlRecordType,
  readEndTransactionMarker,
} from './record-batch/control-record.ts';
export {
  classifyRecords,
  isLegacyCrcValid,
  legacyRecordsOf,
  type RecordsFormat,
} from './record-batch/legacy-message-set.ts';
export {
  emptyRecordBatch,
  type EmptyRecordBatchOptions,
  RecordBatchBuilder,
  type RecordBatchOptions,
  type RecordToAppend,
} from './record-batch/record-batch-builder.ts';
export {
  ATTRIBUTES_AT,
  attributesAt,
  BASE_OFFSET_AT,
  BASE_SEQUENCE_AT,
  BASE_TIMESTAMP_AT,
  baseOffsetAt,
  baseSequenceAt,
  baseTimestampAt,
  BATCH_LENGTH_AT,
  checkHeader,
  compressionTypeOf,
  CONTROL_FLAG,
  corruptBatch,
  CRC_AT,
  crcAt,
  DELETE_HORIZON_FLAG,
  deleteHorizonOf,
  hasDeleteHorizon,
  hasProducerIdAt,
  incrementSequence,
  isControl,
  isTransactional,
  LAST_OFFSET_DELTA_AT,
  lastOffsetAt,
  lastOffsetDeltaAt,
  lastOffsetOf,
  lastSequenceAt,
  lastSequenceOf,
  LOG_OVERHEAD,
  MAGIC_AT,
  magicAt,
  MAX_TIMESTAMP_AT,
  maxTimestampAt,
  NO_PARTITION_LEADER_EPOCH,
  NO_PRODUCER_EPOCH,
  NO_PRODUCER_ID,
  NO_SEQUENCE,
  NO_TIMESTAMP,
  PARTITION_LEADER_EPOCH_AT,
  partitionLeaderEpochAt,
  PRODUCER_EPOCH_AT,
  PRODUCER_ID_AT,
  producerEpochAt,
  producerIdAt,
  readRecordBatchHeader,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  type RecordBatchHeader,
  RECORDS_COUNT_AT,
  recordsCountAt,
  sizeInBytesAt,
  sizeInBytesOf,
  TIMESTAMP_TYPE_FLAG,
  type TimestampType,
  timestampTypeOf,
  TRANSACTIONAL_FLAG,
} from './record-batch/record-batch-header.ts';
export {
  batchesIn,
  batchSizeAt,
  checkBatch,
  computeCrc,
  CORRUPT_BATCH,
  isCrcValid,
  NO_BATCH,
  type RecordBatches,
  setBaseOffset,
  setMaxTimestamp,
  setPartitionLeaderEpoch,
} from './record-batch/record-batch.ts';
export {
  type RetainedRecord,
  retainedRecordBatch,
  type RetainedRecords,
} from './record-batch/retained-records.ts';
export {
  type BatchRecord,
  RecordCursor,
  type RecordCursorOptions,
  type RecordHeader,
  recordsOf,
} from './record-batch/records.ts';
