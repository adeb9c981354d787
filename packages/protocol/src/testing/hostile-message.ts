import { ByteWriter } from '@odradek/base';

import type { MessageCodec } from '../codec/message-codec.ts';
import {
  type DecodedField,
  decodedFields,
  defaultOf,
  defaultStruct,
  isOnWire,
} from './decoded-fields.ts';
import { DECLARED_MESSAGES, type DeclaredMessage } from './declared-message.ts';
import type { Path, StructValue } from './nested-value.ts';

/**
 * What the elements of a hostile array are like: every field at its default; every struct and array
 * there but empty; or everything there, with the values that take most memory.
 */
export type ElementShape = 'default' | 'empty' | 'full';

/** An array in some version of a message. */
export interface ArrayPlace {
  readonly codec: MessageCodec;
  readonly version: number;
  /** The way to the array, which is its last field. */
  readonly path: Path;
}

/** Every array that a version of a message has, at any level. */
export function arrayPlaces(codec: MessageCodec, version: number): ArrayPlace[] {
  const message = declaredMessage(codec);
  const places: ArrayPlace[] = [];
  const walk = (fields: readonly DecodedField[], path: Path): void => {
    for (const field of fields) {
      if (!isOnWire(message, field, version)) continue;
      const inner = [...path, field];
      if (field.isArray) places.push({ codec, version, path: inner });
      if (field.fields !== undefined) walk(field.fields, inner);
    }
  };
  walk(decodedFields(message), []);
  return places;
}

/** The bytes of a message with `count` equal elements in one of its arrays. */
export function repeatedElements(place: ArrayPlace, shape: ElementShape, count: number): Buffer {
  const { codec, version, path } = place;
  const message = declaredMessage(codec);
  const value = structWith(message, place, decodedFields(message), path, shape, count);
  const writer = new ByteWriter();
  codec.write(writer, value as never, version);
  return writer.toBuffer();
}

function declaredMessage(codec: MessageCodec): DeclaredMessage {
  const message = DECLARED_MESSAGES.get(codec.name);
  if (message === undefined) throw new Error(`${codec.name} is not declared.`);
  return message;
}

function structWith(
  message: DeclaredMessage,
  place: ArrayPlace,
  fields: readonly DecodedField[],
  path: Path,
  shape: ElementShape,
  count: number,
): StructValue {
  const value = defaultStruct(fields);
  const [field, ...rest] = path;
  if (field === undefined) return value;
  if (rest.length === 0) {
    value[field.name] = Array<unknown>(count).fill(elementOf(message, place, field, shape));
    return value;
  }
  const inner = structWith(message, place, field.fields ?? [], rest, shape, count);
  value[field.name] = field.isArray ? [inner] : inner;
  return value;
}

function elementOf(
  message: DeclaredMessage,
  place: ArrayPlace,
  field: DecodedField,
  shape: ElementShape,
): unknown {
  if (field.fields === undefined) return primitiveOf(field.type, shape);
  if (shape === 'default') return defaultStruct(field.fields);
  const struct: StructValue = {};
  for (const inner of field.fields) {
    struct[inner.name] = isOnWire(message, inner, place.version)
      ? presentField(message, place, inner, shape)
      : defaultOf(inner);
  }
  return struct;
}

function presentField(
  message: DeclaredMessage,
  place: ArrayPlace,
  field: DecodedField,
  shape: ElementShape,
): unknown {
  if (field.isArray && shape === 'empty') return [];
  const element = elementOf(message, place, field, shape);
  return field.isArray ? [element] : element;
}

/** Numbers that are no small integers of V8 where the type allows it, and strings of two bytes. */
const LARGE_VALUES: Readonly<Record<string, unknown>> = {
  bool: true,
  int8: -128,
  int16: -32_768,
  uint16: 65_535,
  int32: -0x8000_0000,
  uint32: 0xffff_ffff,
  int64: 2n ** 62n,
  offset: 2 ** 50 + 1,
  timestamp: 2 ** 50 + 1,
  duration: 2 ** 50 + 1,
  count: 2 ** 50 + 1,
  float64: Math.PI,
  uuid: 'AAAAAAAAAAAAAAAAAAAAAQ',
};

function primitiveOf(type: string, shape: ElementShape): unknown {
  if (type === 'string') return shape === 'full' ? 'ā twenty-four characters' : '';
  if (type === 'bytes' || type === 'records') return Buffer.alloc(shape === 'full' ? 1 : 0);
  return LARGE_VALUES[type];
}
