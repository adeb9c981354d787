import type { ConfigurationsImage } from '@odradek/cluster';
import type { CleanerSettings } from '@odradek/storage';

import type { BrokerConfig } from './broker-config.ts';
import { dynamicNumber } from './dynamic-config.ts';

/** The settings of the compaction of logs, `log.cleaner.*`. */
export interface CleanerConfig extends CleanerSettings {
  /** `log.cleaner.backoff.ms`: how long it waits when nothing is to be compacted. */
  readonly backoffMs: number;
}

/** The settings that a broker was started with. */
export function cleanerConfigOf(
  number: (name: string) => number,
  isEnabled: boolean,
): CleanerConfig {
  return {
    isEnabled,
    backoffMs: number('log.cleaner.backoff.ms'),
    threads: number('log.cleaner.threads'),
    dedupeBufferBytes: number('log.cleaner.dedupe.buffer.size'),
    loadFactor: number('log.cleaner.io.buffer.load.factor'),
    ioBufferBytes: number('log.cleaner.io.buffer.size'),
    bytesPerSecond: number('log.cleaner.io.max.bytes.per.second'),
  };
}

/** The settings as they are now: all but whether it is enabled may be changed while it runs. */
export function currentCleanerConfig(
  config: BrokerConfig,
  configs: ConfigurationsImage,
): CleanerConfig {
  const started = config.logCleaner;
  const byName: Readonly<Record<string, number>> = {
    'log.cleaner.backoff.ms': started.backoffMs,
    'log.cleaner.threads': started.threads,
    'log.cleaner.dedupe.buffer.size': started.dedupeBufferBytes,
    'log.cleaner.io.buffer.load.factor': started.loadFactor,
    'log.cleaner.io.buffer.size': started.ioBufferBytes,
    'log.cleaner.io.max.bytes.per.second': started.bytesPerSecond,
  };
  const number = (name: string): number =>
    dynamicNumber(config, configs, name) ?? byName[name] ?? Number.NaN;
  return cleanerConfigOf(number, started.isEnabled);
}
