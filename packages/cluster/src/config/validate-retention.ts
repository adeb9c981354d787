import type { ConfigValue } from './config-value.ts';

/** Retention by time is for ever (-1) or at least a moment, in each of its three units. */
export function refuseRetention(name: string, value: ConfigValue): string | undefined {
  if (!/^log\.retention\.(?:ms|minutes|hours)$/.test(name)) return undefined;
  if (Number(value) !== 0) return undefined;
  return 'requirement failed: log.retention.ms must be unlimited (-1) or, greater than or equal to 1';
}
