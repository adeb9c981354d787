import type { ConfigDefinition } from './config-definition.ts';
import { isJavaDuration } from './java-duration.ts';
import { type ConfigValue, formatConfigValue } from './config-value.ts';

/** What a text means as the value of a config, or why it is none, in Kafka's words. */
export type ParsedConfigValue =
  | { readonly type: 'value'; readonly value: ConfigValue; readonly text: string }
  | { readonly type: 'invalid'; readonly message: string };

/** Raised and caught inside of this file only: why a text is no value. */
class InvalidValue extends Error {}

/**
 * Reads and checks a value (Kafka's `ConfigDef.parseType` and its validators). `text` of the result
 * is the value as DescribeConfigs shows it. A CLASS is any text, as there is nothing to load it with.
 */
export function parseConfigValue(definition: ConfigDefinition, text: string): ParsedConfigValue {
  try {
    const value = parseType(definition, text);
    checkValue(definition, value);
    return { type: 'value', value, text: formatConfigValue(value, definition.type) };
  } catch (error) {
    if (error instanceof InvalidValue) return { type: 'invalid', message: error.message };
    throw error;
  }
}

function invalid(name: string, shown: string, why: string): InvalidValue {
  return new InvalidValue(`Invalid value ${shown} for configuration ${name}: ${why}`);
}

function parseType({ name, type, isDistinct }: ConfigDefinition, text: string): ConfigValue {
  // Java's `trim` takes off every control character and no other space than ours.
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, '');
  switch (type) {
    case 'BOOLEAN':
      return parseBoolean(name, text, trimmed.toLowerCase());
    case 'SHORT':
      return Number(parseInteger({ name, type, text }, trimmed, 16));
    case 'INT':
      return Number(parseInteger({ name, type, text }, trimmed, 32));
    case 'LONG':
      return parseInteger({ name, type, text }, trimmed, 64);
    case 'DOUBLE':
      return parseDouble(name, text, trimmed);
    case 'LIST': {
      const elements = trimmed === '' ? [] : trimmed.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/);
      return isDistinct === true ? [...new Set(elements)] : elements;
    }
    case 'STRING':
    case 'CLASS':
    case 'PASSWORD':
      return trimmed;
  }
}

function parseBoolean(name: string, text: string, lower: string): boolean {
  if (lower === 'true' || lower === 'false') return lower === 'true';
  throw invalid(name, text, 'Expected value to be either true or false');
}

function parseInteger(
  { name, type, text }: { readonly name: string; readonly type: string; readonly text: string },
  trimmed: string,
  bits: number,
): bigint {
  const value = /^[+-]?\d{1,40}$/.test(trimmed) ? BigInt(trimmed.replace('+', '')) : undefined;
  if (value === undefined || BigInt.asIntN(bits, value) !== value) {
    throw invalid(name, text, `Not a number of type ${type}`);
  }
  return value;
}

const DECIMAL = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[dDfF]?$/;
const NOT_FINITE = /^([+-]?)(NaN|Infinity)$/;

/** Java's `Double.parseDouble`, but for hexadecimal digits. */
function parseDouble(name: string, text: string, trimmed: string): number {
  const decimal = DECIMAL.exec(trimmed)?.[1];
  if (decimal !== undefined) return Number(decimal);
  const [, sign, word] = NOT_FINITE.exec(trimmed) ?? [];
  if (word === undefined) throw invalid(name, text, 'Not a number of type DOUBLE');
  return sign === '-' ? -Number(word) : Number(word);
}

function checkValue(definition: ConfigDefinition, value: ConfigValue): void {
  if (typeof value === 'number' || typeof value === 'bigint') checkNumber(definition, value);
  else if (typeof value === 'string') checkString(definition, value);
  else if (typeof value === 'object') checkList(definition, value);
}

function checkNumber(definition: ConfigDefinition, value: number | bigint): void {
  const { name, min, max, format } = definition;
  const refuse = (why: string): InvalidValue =>
    invalid(name, formatConfigValue(value, definition.type), why);
  if (min !== undefined && value < min) throw refuse(`Value must be at least ${min}`);
  if (max !== undefined && value > max) throw refuse(`Value must be no more than ${max}`);
  if (format === 'gzip-level' && value !== -1 && (value < 1 || value > 9)) {
    throw refuse('Value must be between 1 and 9 or equal to -1');
  }
}

function checkString(
  { name, oneOf, ignoreCase, isNonEmpty, format }: ConfigDefinition,
  value: string,
): void {
  if (isNonEmpty === true && value === '') throw invalid(name, value, 'String must be non-empty');
  if (format === 'share-offset-reset') checkOffsetReset(name, value);
  if (oneOf === undefined) return;
  if (ignoreCase === true) {
    if (oneOf.includes(value.toUpperCase())) return;
    const allowed = oneOf.join(', ');
    throw invalid(name, value, `String must be one of (case insensitive): ${allowed}`);
  }
  checkOneOf(name, oneOf, value);
}

function checkOffsetReset(name: string, value: string): void {
  if (value === 'earliest' || value === 'latest') return;
  const [, duration] = /^by_duration:(.+)$/.exec(value) ?? [];
  if (duration !== undefined && isJavaDuration(duration)) return;
  throw invalid(
    name,
    value,
    `Invalid value \`${value}\` for configuration ${name}. The value must be either 'earliest', ` +
      "'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
  );
}

function checkOneOf(name: string, oneOf: readonly string[], value: string): void {
  if (oneOf.includes(value)) return;
  throw invalid(name, value, `String must be one of: ${oneOf.join(', ')}`);
}

function checkList(definition: ConfigDefinition, elements: readonly string[]): void {
  const { name, oneOf, isNonEmpty, isDistinct } = definition;
  if (isNonEmpty === true && elements.length === 0) {
    const allowed = oneOf === undefined ? 'any non-empty value' : `[${oneOf.join(', ')}]`;
    throw new InvalidValue(
      `Configuration '${name}' must not be empty. Valid values include: ${allowed}`,
    );
  }
  for (const element of elements) {
    if (isDistinct === true && element === '') {
      throw new InvalidValue(`Configuration '${name}' values must not be empty.`);
    }
    if (oneOf !== undefined) checkOneOf(name, oneOf, element);
  }
  checkListFormat(definition, elements);
}

function checkListFormat({ name, format }: ConfigDefinition, elements: readonly string[]): void {
  if (format === 'throttled-replicas') {
    if (elements.every((element) => /^(?:\d+:\d+)?$/.test(element))) return;
    if (elements.join('') === '*') return;
    const form = '[partitionId]:[brokerId],[partitionId]:[brokerId],...';
    const why = `${name} must be the literal '*' or a list of replicas in the following format: ${form}`;
    throw invalid(name, `[${elements.join(', ')}]`, why);
  }
  if (format === 'quorum-voters') {
    if (elements.every((element) => /^\d+@.+:\d+$/.test(element))) return;
    throw new InvalidValue(
      `Invalid configuration value for ${name}. Each entry should be in the form ` +
        '`{id}@{host}:{port}`.',
    );
  }
  if (format !== 'host-ports') return;
  for (const element of elements) {
    if (/^(?:[\w]+:\/\/)?(?:\[[\da-fA-F:.%]+\]|[\w.-]*):\d+$/.test(element)) continue;
    throw new InvalidValue(
      `Failed to parse host name from ${element} for the configuration ${name}. Each entry should ` +
        'be in the form "{host}:{port}"',
    );
  }
}
