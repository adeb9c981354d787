import type { ConfigValue } from '@odradek/cluster';
import { COMPRESSION_NAMES, CompressionType, type TimestampType } from '@odradek/protocol';
import type { Flush, JournalForm, ValidationLevel } from '@odradek/storage';

/** The number that a value is; beyond what a number holds exactly it means "no limit" anyway. */
export function toNumber(value: ConfigValue | null): number {
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}

/** The validated text of a timestamp type. */
export function toTimestampType(value: ConfigValue | null): TimestampType {
  return value === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime';
}

/** The validated text of `odradek.flush`. */
export function toFlush(value: ConfigValue | null): Flush {
  return value === 'os' ? 'os' : 'journal';
}

/** The validated text of `odradek.produce.validation`. */
export function toValidationLevel(value: ConfigValue | null): ValidationLevel {
  return value === 'header' ? 'header' : 'full';
}

/** The validated text of `odradek.journal.form`. */
export function toJournalForm(value: ConfigValue | null): JournalForm {
  return value === 'buffered' || value === 'direct' ? value : 'auto';
}

/** Whether a list of cleanup policies has the given one; with `compact` records need keys. */
export function hasCleanupPolicy(value: ConfigValue | null, policy: 'compact' | 'delete'): boolean {
  return Array.isArray(value) && value.includes(policy);
}

/** The codec that a `compression.type` asks for; `undefined` for `producer`: as records come. */
export function toCompressionType(value: ConfigValue | null): CompressionType | undefined {
  if (value === 'uncompressed') return CompressionType.NONE;
  const index = COMPRESSION_NAMES.findIndex((name) => name === value);
  return index < 0 ? undefined : (index as CompressionType);
}
