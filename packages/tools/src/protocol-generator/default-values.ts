import { canBeNull, isStruct, traitsOf } from './field-types.ts';
import type { FieldModel, StructModel } from './message-model.ts';

/** The name of the constant that holds a struct of defaults. */
export function defaultsName(struct: StructModel): string {
  return `default${struct.name}`;
}

/** The expression for the default value of a field (protocol guide: zero, empty, or as declared). */
export function defaultValue(field: FieldModel): string {
  const declared = field.declaration.default;
  if (declared === null) return 'null';
  if (field.isArray) return 'NO_ELEMENTS';
  if (isStruct(field.type)) return defaultsName(field.type);
  if (field.type === 'records') return canBeNull(field) ? 'null' : 'EMPTY_BYTES';
  if (declared === 'maxInt64') return 'OUT_OF_RANGE_INT64';
  if (declared === undefined) return zeroValue(field);
  if (typeof declared === 'string') return `'${declared}'`;
  return field.type === 'int64' ? `${String(declared)}n` : String(declared);
}

function zeroValue(field: FieldModel): string {
  if (field.type === 'bytes') return 'EMPTY_BYTES';
  if (field.type === 'uuid') return 'ZERO_UUID';
  if (field.type === 'string') return `''`;
  if (field.type === 'bool') return 'false';
  if (field.type === 'int64') return '0n';
  return '0';
}

/** The condition for `value.field` to differ from its default, which makes a tagged field written. */
export function differsFromDefault(field: FieldModel, value: string): string {
  const fallback = defaultValue(field);
  if (fallback === 'null') return `${value} !== null`;
  const orNull = canBeNull(field) ? `${value} === null || ` : '';
  if (field.isArray) return `${orNull}${value}.length !== 0`;
  if (isStruct(field.type)) return `${orNull}!isDefault${field.type.name}(${value})`;
  if (!isStruct(field.type) && traitsOf(field.type).typescript === 'Buffer') {
    return `${orNull}${value}.byteLength !== 0`;
  }
  return `${value} !== ${fallback}`;
}
