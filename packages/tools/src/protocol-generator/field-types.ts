import type { PrimitiveType } from '@odradek/protocol/schema';

import type { FieldModel, StructModel } from './message-model.ts';

/** What the generator knows of a primitive type. */
export interface PrimitiveTraits {
  /** The TypeScript type. */
  readonly typescript: string;
  /** The end of the names of the methods that read and write it, after `read` or `write`. */
  readonly method: string;
  /** The name of the method that writes it, if it is not `write` and `method`. */
  readonly writeMethod?: string;
  /** Bytes on the wire; of the empty value, for strings and the like. */
  readonly wireBytes: number;
  /** What an element costs in memory, in bytes, without what the reader charges itself. */
  readonly cost: number;
  /** Whether it has compact and nullable forms. */
  readonly hasLength: boolean;
}

const NUMBER_COST = 24;

const TRAITS: Readonly<Record<PrimitiveType, PrimitiveTraits>> = {
  bool: { typescript: 'boolean', method: 'Boolean', wireBytes: 1, cost: 8, hasLength: false },
  int8: { typescript: 'number', method: 'Int8', wireBytes: 1, cost: 8, hasLength: false },
  int16: { typescript: 'number', method: 'Int16', wireBytes: 2, cost: 8, hasLength: false },
  uint16: { typescript: 'number', method: 'Uint16', wireBytes: 2, cost: 8, hasLength: false },
  int32: { typescript: 'number', method: 'Int32', wireBytes: 4, cost: 8, hasLength: false },
  uint32: { typescript: 'number', method: 'Uint32', wireBytes: 4, cost: 24, hasLength: false },
  int64: { typescript: 'bigint', method: 'Int64', wireBytes: 8, cost: 40, hasLength: false },
  offset: int64AsNumber('Offset'),
  timestamp: int64AsNumber('Timestamp'),
  duration: int64AsNumber('number'),
  count: int64AsNumber('number'),
  float64: {
    typescript: 'number',
    method: 'Float64',
    wireBytes: 8,
    cost: NUMBER_COST,
    hasLength: false,
  },
  uuid: { typescript: 'Uuid', method: 'Uuid', wireBytes: 16, cost: 56, hasLength: false },
  string: { typescript: 'string', method: 'String', wireBytes: 1, cost: 8, hasLength: true },
  bytes: { typescript: 'Buffer', method: 'Bytes', wireBytes: 1, cost: 8, hasLength: true },
  records: { typescript: 'Buffer', method: 'Bytes', wireBytes: 1, cost: 8, hasLength: true },
};

function int64AsNumber(typescript: string): PrimitiveTraits {
  return {
    typescript,
    method: 'Int64AsNumber',
    writeMethod: 'Int64FromNumber',
    wireBytes: 8,
    cost: NUMBER_COST,
    hasLength: false,
  };
}

export function traitsOf(type: PrimitiveType): PrimitiveTraits {
  return TRAITS[type];
}

export function isStruct(type: PrimitiveType | StructModel): type is StructModel {
  return typeof type !== 'string';
}

/** Whether null is a value of the field in some version. */
export function canBeNull(field: FieldModel): boolean {
  return field.nullable.min <= field.nullable.max;
}

/** The TypeScript type of one element of the field, or of the field if it is no array. */
function elementType(field: FieldModel): string {
  return isStruct(field.type) ? field.type.name : traitsOf(field.type).typescript;
}

/** The TypeScript type of the field. */
export function fieldType(field: FieldModel): string {
  const type = field.isArray ? `readonly ${elementType(field)}[]` : elementType(field);
  return canBeNull(field) ? `${type} | null` : type;
}

/**
 * The fewest bytes that a struct can take on the wire, in any of its versions. Fields that only
 * some versions carry and tagged fields count as nothing.
 */
export function wireBytesMin(struct: StructModel): number {
  let bytes = 0;
  for (const field of struct.fields) {
    const everywhere =
      field.versions.min <= struct.versions.min && field.versions.max >= struct.versions.max;
    if (everywhere && field.tag === undefined) bytes += fieldWireBytesMin(field);
  }
  return bytes;
}

function fieldWireBytesMin(field: FieldModel): number {
  if (field.isArray) return 1;
  if (!isStruct(field.type)) return traitsOf(field.type).wireBytes;
  return canBeNull(field) ? 1 : wireBytesMin(field.type);
}

const OBJECT_COST = 24;
/** The slot and the object of an array; its elements and the rest are charged when it is read. */
const ARRAY_FIELD_COST = 24;

/** A cautious estimate of the memory that a struct costs, without what the reader charges itself. */
export function structCost(struct: StructModel): number {
  let cost = OBJECT_COST;
  for (const field of struct.fields) {
    if (field.isArray) cost += ARRAY_FIELD_COST;
    else if (isStruct(field.type)) cost += 8 + structCost(field.type);
    else cost += traitsOf(field.type).cost;
  }
  return cost;
}
