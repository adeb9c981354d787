import { KafkaError } from '@odradek/base';
import { DECOMPRESSED_BATCH_BYTES_MAX } from '@odradek/protocol';

import type { InEnvironment } from '../client-options.ts';
import { type ClientSettings, clientSettings, integerSetting } from '../client-settings.ts';
import type { ConsumerOptions } from './consumer-options.ts';
import { type GroupSettings, groupSettings } from './group/group-settings.ts';
import { type OffsetReset, offsetReset } from './offset-reset.ts';

/** The options of a consumer, checked, with defaults filled in. */
export interface ConsumerSettings {
  readonly client: ClientSettings;
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitMs: number;
  readonly fetchMaxBytes: number;
  readonly maxPartitionFetchBytes: number;
  readonly isReadCommitted: boolean;
  readonly autoOffsetReset: OffsetReset;
  readonly checkCrcs: boolean;
  readonly maxPollRecords: number;
  readonly decompressedBatchBytesMax: number;
  readonly defaultApiTimeoutMs: number;
  /** `undefined` without `group.id`. */
  readonly group: GroupSettings | undefined;
}

const MIB = 1024 * 1024;
const ISOLATION_LEVELS = ['read_committed', 'read_uncommitted'] as const;

/** Checks the options of a consumer. Raises `INVALID_CONFIG`. */
export function consumerSettings(options: InEnvironment<ConsumerOptions>): ConsumerSettings {
  const isolationLevel = oneOf('isolation.level', options.isolationLevel, ISOLATION_LEVELS);
  const fetchMaxWaitMs = integerSetting('fetch.max.wait.ms', options.fetchMaxWaitMs, 500);
  const client = clientSettings(options);
  if (fetchMaxWaitMs >= client.requestTimeoutMs) {
    throw new KafkaError(
      'INVALID_CONFIG',
      `fetch.max.wait.ms is ${fetchMaxWaitMs}; use less than request.timeout.ms, which is ` +
        `${client.requestTimeoutMs}, or an idle partition looks like a dead broker.`,
    );
  }
  return {
    client,
    fetchMinBytes: integerSetting('fetch.min.bytes', options.fetchMinBytes, 1),
    fetchMaxWaitMs,
    fetchMaxBytes: integerSetting('fetch.max.bytes', options.fetchMaxBytes, 50 * MIB),
    maxPartitionFetchBytes: integerSetting(
      'max.partition.fetch.bytes',
      options.maxPartitionFetchBytes,
      MIB,
    ),
    isReadCommitted: isolationLevel === 'read_committed',
    autoOffsetReset: offsetReset(options.autoOffsetReset ?? 'latest'),
    checkCrcs: options.checkCrcs ?? true,
    maxPollRecords: integerSetting('max.poll.records', options.maxPollRecords, 500, 1),
    decompressedBatchBytesMax: integerSetting(
      'decompressedBatchBytesMax',
      options.decompressedBatchBytesMax,
      DECOMPRESSED_BATCH_BYTES_MAX,
      1,
    ),
    defaultApiTimeoutMs: integerSetting(
      'default.api.timeout.ms',
      options.defaultApiTimeoutMs,
      60_000,
    ),
    group: groupSettings(options),
  };
}

/** The value of a setting that has few; the default is the first. Raises `INVALID_CONFIG`. */
function oneOf<Value extends string>(
  name: string,
  value: Value | undefined,
  values: readonly [Value, ...Value[]],
): Value {
  if (value === undefined) return values[0];
  if (values.includes(value)) return value;
  throw new KafkaError('INVALID_CONFIG', `${name} is "${value}"; use ${values.join(' or ')}.`);
}
