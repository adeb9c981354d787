import type { ConfigValue } from './config-value.ts';

/**
 * Why a broker's config may not have this value, in Kafka's words, beyond the range of its definition
 * (`KafkaConfig.validateValues`), or `undefined`: retention by time is for ever (-1) or at least a
 * moment, in each of its three units, segments roll after at least a moment, and no sync comes before
 * its record.
 */
export function refuseLogTime(name: string, value: ConfigValue): string | undefined {
  if (/^log\.retention\.(?:ms|minutes|hours)$/.test(name)) {
    if (Number(value) !== 0) return undefined;
    return 'requirement failed: log.retention.ms must be unlimited (-1) or, greater than or equal to 1';
  }
  const least = LEAST_MS.get(name);
  if (least === undefined || Number(value) >= least) return undefined;
  return `requirement failed: ${name} must be greater than or equal to ${least}`;
}

/** Kafka's definitions have no range for these, as they may be missing. */
const LEAST_MS: ReadonlyMap<string, number> = new Map([
  ['log.roll.ms', 1],
  ['log.roll.jitter.ms', 0],
  ['log.flush.interval.ms', 0],
  ['log.flush.scheduler.interval.ms', 0],
]);
