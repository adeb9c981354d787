/** A config after it was read from text. LONG is a bigint, as it may exceed what a number holds. */
export type ConfigValue = boolean | number | bigint | string | readonly string[];

/** The text of a value as Kafka writes it (`ConfigDef.convertToString`). */
export function formatConfigValue(value: ConfigValue, type: string): string {
  if (type === 'DOUBLE' && typeof value === 'number') return formatDouble(value);
  return typeof value === 'object' ? value.join(',') : String(value);
}

/** The text of a number as Java writes a double: `1.0`, `2.5E10`. */
function formatDouble(value: number): string {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) return withPoint(String(value));
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${withPoint(digits)}E${exponent.replace('+', '')}`;
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
