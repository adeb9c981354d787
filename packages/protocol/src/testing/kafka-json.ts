import { OUT_OF_RANGE_INT64, ZERO_UUID } from '@odradek/base';

import type { FieldDeclaration } from '../schema/index.ts';
import {
  type DeclaredMessage,
  elementTypeName,
  isArrayField,
  isCarried,
  isNullable,
} from './declared-message.ts';

/** A value in the JSON that Kafka prints of a message, with a `bigint` where JSON has a long. */
export type KafkaJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly KafkaJson[]
  | { readonly [name: string]: KafkaJson };

/** A decoded message, seen as data. */
export type MessageValue = Readonly<Record<string, unknown>>;

/** Reads JSON whose integers may have more digits than a `number` holds. */
export function parseKafkaJson(text: string): KafkaJson {
  const quoted = text.replaceAll(/(?<=[:[,])(-?\d{16,})(?=[,}\]])/g, '"bigint:$1"');
  return JSON.parse(quoted, (_, value: KafkaJson) =>
    typeof value === 'string' && value.startsWith('bigint:')
      ? shortestInteger(BigInt(value.slice('bigint:'.length)))
      : value,
  ) as KafkaJson;
}

/**
 * A decoded message in the form in which Kafka's generated JSON converters print it: only fields
 * that `version` carries, tagged fields only where they differ from their default.
 */
export function toKafkaJson(
  message: DeclaredMessage,
  value: MessageValue,
  version: number,
): KafkaJson {
  return structJson(message.fields, value, version);
}

function structJson(
  fields: readonly FieldDeclaration[],
  value: MessageValue,
  version: number,
): KafkaJson {
  const json: Record<string, KafkaJson> = {};
  for (const field of fields) {
    if (!isCarried(field, version)) continue;
    const fieldValue = fieldJson(field, value[field.name], version);
    if (field.tag !== undefined && isDefault(field, fieldValue, version)) continue;
    json[field.name] = fieldValue;
  }
  return json;
}

function fieldJson(field: FieldDeclaration, value: unknown, version: number): KafkaJson {
  if (value === null) return null;
  if (isArrayField(field)) {
    return (value as unknown[]).map((element) => elementJson(field, element, version));
  }
  return elementJson(field, value, version);
}

function elementJson(field: FieldDeclaration, value: unknown, version: number): KafkaJson {
  if (field.fields !== undefined) return structJson(field.fields, value as MessageValue, version);
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return typeof value === 'bigint' ? shortestInteger(value) : (value as KafkaJson);
}

function shortestInteger(value: bigint): number | bigint {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value;
}

function isDefault(field: FieldDeclaration, json: KafkaJson, version: number): boolean {
  return (
    JSON.stringify(json, replaceBigint) ===
    JSON.stringify(defaultJson(field, version), replaceBigint)
  );
}

function replaceBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

/** What Kafka prints of a field that nothing was assigned to. */
function defaultJson(field: FieldDeclaration, version: number): KafkaJson {
  if (field.default === null) return null;
  if (isArrayField(field)) return [];
  if (field.fields !== undefined) {
    const json: Record<string, KafkaJson> = {};
    for (const inner of field.fields) {
      if (isCarried(inner, version) && inner.tag === undefined) {
        json[inner.name] = defaultJson(inner, version);
      }
    }
    return json;
  }
  if (field.default === 'maxInt64') return OUT_OF_RANGE_INT64;
  return field.default ?? zeroJson(elementTypeName(field), isNullable(field, version));
}

function zeroJson(type: string, nullable: boolean): KafkaJson {
  if (type === 'bool') return false;
  if (type === 'uuid') return ZERO_UUID;
  if (type === 'records') return nullable ? null : '';
  return type === 'string' || type === 'bytes' ? '' : 0;
}
