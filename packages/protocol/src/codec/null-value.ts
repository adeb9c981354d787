import { KafkaError } from '@odradek/base';

/** `value`, or the error `UNSUPPORTED_VERSION` if it is null, which `version` does not allow. */
export function requireNotNull<Value>(value: Value | null, field: string, version: number): Value {
  if (value !== null) return value;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    `Field ${field} may not be null in version ${version}; give it a value or use a later version.`,
  );
}
