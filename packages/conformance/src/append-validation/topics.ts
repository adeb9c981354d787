const HOUR_MS = '3600000';
const MINUTE_MS = '60000';

/** `max.message.bytes` of the topics that take small batches only. */
export const SMALL_MESSAGE_BYTES = 1000;
/** `segment.bytes` of the topic of small segments, the least that Kafka takes. */
export const SMALL_SEGMENT_BYTES = 1_048_576;

/** The name of one of the topics. */
export type TopicName =
  | 'plain'
  | 'producers'
  | 'compacted'
  | 'compacted-bounded'
  | 'compacted-gzip'
  | 'bounded'
  | 'append-time'
  | 'append-time-lz4'
  | 'uncompressed'
  | 'gzip'
  | 'gzip-9'
  | 'snappy'
  | 'lz4'
  | 'lz4-1'
  | 'zstd'
  | 'zstd-10'
  | 'small'
  | 'small-uncompressed'
  | 'small-segments';

/** The topics that batches are sent to, each of one partition, and what they are configured to. */
export const TOPICS: Readonly<Record<TopicName, Readonly<Record<string, string>>>> = {
  plain: {},
  producers: {},
  compacted: { 'cleanup.policy': 'compact' },
  'compacted-bounded': {
    'cleanup.policy': 'compact,delete',
    'message.timestamp.before.max.ms': HOUR_MS,
    'message.timestamp.after.max.ms': MINUTE_MS,
  },
  'compacted-gzip': { 'cleanup.policy': 'compact', 'compression.type': 'gzip' },
  bounded: {
    'message.timestamp.before.max.ms': HOUR_MS,
    'message.timestamp.after.max.ms': MINUTE_MS,
  },
  'append-time': { 'message.timestamp.type': 'LogAppendTime' },
  'append-time-lz4': { 'message.timestamp.type': 'LogAppendTime', 'compression.type': 'lz4' },
  uncompressed: { 'compression.type': 'uncompressed' },
  gzip: { 'compression.type': 'gzip' },
  'gzip-9': { 'compression.type': 'gzip', 'compression.gzip.level': '9' },
  snappy: { 'compression.type': 'snappy' },
  lz4: { 'compression.type': 'lz4' },
  'lz4-1': { 'compression.type': 'lz4', 'compression.lz4.level': '1' },
  zstd: { 'compression.type': 'zstd' },
  'zstd-10': { 'compression.type': 'zstd', 'compression.zstd.level': '10' },
  small: { 'max.message.bytes': String(SMALL_MESSAGE_BYTES) },
  'small-uncompressed': {
    'max.message.bytes': String(SMALL_MESSAGE_BYTES),
    'compression.type': 'uncompressed',
  },
  'small-segments': {
    'segment.bytes': String(SMALL_SEGMENT_BYTES),
    'max.message.bytes': '4000000',
    'compression.type': 'uncompressed',
  },
};

/** Whether the broker writes its own time into the batches of a topic. */
export function isStamped(topic: TopicName): boolean {
  return 'message.timestamp.type' in TOPICS[topic];
}

/** The topics that store every batch in a codec of their own. */
export const CODEC_TOPICS: readonly TopicName[] = [
  'uncompressed',
  'gzip',
  'gzip-9',
  'snappy',
  'lz4',
  'lz4-1',
  'zstd',
  'zstd-10',
];
