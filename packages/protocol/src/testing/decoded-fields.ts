import { OUT_OF_RANGE_INT64, ZERO_UUID } from '@odradek/base';

import {
  type FieldDeclaration,
  includesVersion,
  intersectVersions,
  isEmptyRange,
  parseVersions,
  type VersionRange,
} from '../schema/index.ts';
import {
  type DeclaredMessage,
  elementTypeName,
  isArrayField,
  isCarried,
} from './declared-message.ts';

/** A field as it stands in decoded values. */
export interface DecodedField {
  readonly declaration: FieldDeclaration;
  readonly name: string;
  readonly isArray: boolean;
  /** The type of the field or of its elements. */
  readonly type: string;
  /** The versions in which the field may be null; empty if it never may. */
  readonly nullable: VersionRange;
  /** The fields of the struct, if the type is one. */
  readonly fields: readonly DecodedField[] | undefined;
}

type StructVersions = Map<string, VersionRange>;

/** The fields that decoded values of a message have: those that some version of it carries. */
export function decodedFields(message: DeclaredMessage): readonly DecodedField[] {
  const structs: StructVersions = new Map();
  collectStructVersions(message.fields, message.versions, structs);
  return fieldsWithin(message.fields, message.versions, structs);
}

/** A struct that stands in several places has the fields that it needs in any of them. */
function collectStructVersions(
  fields: readonly FieldDeclaration[],
  within: VersionRange,
  structs: StructVersions,
): void {
  for (const field of fields) {
    const carried = intersectVersions(parseVersions(field.versions ?? '0+'), within);
    if (field.fields === undefined || isEmptyRange(carried)) continue;
    const before = structs.get(elementTypeName(field)) ?? carried;
    const union = {
      min: Math.min(before.min, carried.min),
      max: Math.max(before.max, carried.max),
    };
    structs.set(elementTypeName(field), union);
    collectStructVersions(field.fields, union, structs);
  }
}

function fieldsWithin(
  fields: readonly FieldDeclaration[],
  within: VersionRange,
  structs: StructVersions,
): DecodedField[] {
  return fields.flatMap((declaration) => {
    const carried = intersectVersions(parseVersions(declaration.versions ?? '0+'), within);
    if (isEmptyRange(carried)) return [];
    const type = elementTypeName(declaration);
    const inner = structs.get(type);
    return {
      declaration,
      name: declaration.name,
      isArray: isArrayField(declaration),
      type,
      nullable: intersectVersions(parseVersions(declaration.nullable ?? 'none'), carried),
      fields:
        declaration.fields === undefined || inner === undefined
          ? undefined
          : fieldsWithin(declaration.fields, inner, structs),
    };
  });
}

/** Whether `version` of a message has the field on the wire. */
export function isOnWire(message: DeclaredMessage, field: DecodedField, version: number): boolean {
  const { declaration } = field;
  if (!isCarried(declaration, version)) return false;
  return declaration.tag === undefined || includesVersion(message.flexible, version);
}

/** Whether `version` can say that the field is null. */
export function canBeNullIn(field: DecodedField, version: number): boolean {
  return includesVersion(field.nullable, version);
}

/** What a field is after decoding a version that does not carry it. */
export function defaultOf(field: DecodedField): unknown {
  const declared = field.declaration.default;
  if (declared === null) return null;
  if (field.isArray) return [];
  if (field.fields !== undefined) return defaultStruct(field.fields);
  if (declared === 'maxInt64') return OUT_OF_RANGE_INT64;
  if (declared === undefined) return zeroOf(field);
  return field.type === 'int64' ? BigInt(declared) : declared;
}

/** A struct with every field at its default. */
export function defaultStruct(fields: readonly DecodedField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, defaultOf(field)]));
}

function zeroOf(field: DecodedField): unknown {
  if (field.type === 'records' && !isEmptyRange(field.nullable)) return null;
  if (field.type === 'records' || field.type === 'bytes') return Buffer.alloc(0);
  if (field.type === 'string') return '';
  if (field.type === 'uuid') return ZERO_UUID;
  if (field.type === 'bool') return false;
  return field.type === 'int64' ? 0n : 0;
}
