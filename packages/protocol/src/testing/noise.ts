import type { DeclaredMessage } from './declared-message.ts';
import { type DecodedField, decodedFields, defaultOf, isOnWire } from './decoded-fields.ts';
import type { MessageValue } from './kafka-json.ts';

/**
 * A copy of a message in which the fields that `version` does not carry have values that are not
 * their default: writing it must give the same message.
 */
export function withNoise(
  message: DeclaredMessage,
  value: MessageValue,
  version: number,
): MessageValue {
  const struct = (fields: readonly DecodedField[], from: MessageValue): MessageValue => {
    const copy: Record<string, unknown> = { ...from };
    for (const field of fields) {
      copy[field.name] = isOnWire(message, field, version)
        ? inner(field, from[field.name])
        : noiseOf(field);
    }
    return copy;
  };
  const inner = (field: DecodedField, from: unknown): unknown => {
    const { fields } = field;
    if (fields === undefined || from === null) return from;
    if (!field.isArray) return struct(fields, from as MessageValue);
    return (from as MessageValue[]).map((element) => struct(fields, element));
  };
  return struct(decodedFields(message), value);
}

function noiseOf(field: DecodedField): unknown {
  const element = elementNoise(field);
  return field.isArray ? [element] : element;
}

function elementNoise(field: DecodedField): unknown {
  if (field.fields !== undefined) {
    return Object.fromEntries(field.fields.map((inner) => [inner.name, noiseOf(inner)]));
  }
  if (field.type === 'bytes' || field.type === 'records') return Buffer.from('noise');
  if (field.type === 'string') return 'noise';
  if (field.type === 'uuid') return 'bm9pc2Vub2lzZW5vaXNlbg';
  if (field.type === 'int64') return 77n;
  if (field.type === 'bool') return defaultOf(field) !== true;
  return 77;
}
