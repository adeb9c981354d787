import fc from 'fast-check';

import { includesVersion } from '../schema/index.ts';
import {
  canBeNullIn,
  type DecodedField,
  decodedFields,
  defaultOf,
  isOnWire,
} from './decoded-fields.ts';
import type { DeclaredMessage } from './declared-message.ts';
import type { MessageValue } from './kafka-json.ts';

const ARRAY_LENGTH_MAX = 3;
const UNKNOWN_TAG_MAX = 0xffff_ffff;

/**
 * Any value that `version` of a message can carry, in the form in which it is decoded: fields that
 * the version does not carry have their default. Numbers that stand for an int64 lie within
 * ±(2^53-1). Structs of messages that keep unknown tagged fields have some.
 */
export function arbitraryMessage(
  message: DeclaredMessage,
  version: number,
): fc.Arbitrary<MessageValue> {
  return arbitraryStruct({ message, version }, decodedFields(message));
}

interface Place {
  readonly message: DeclaredMessage;
  readonly version: number;
}

function arbitraryStruct(
  place: Place,
  fields: readonly DecodedField[],
): fc.Arbitrary<MessageValue> {
  const { message, version } = place;
  const known = fc.record(
    Object.fromEntries(fields.map((field) => [field.name, arbitraryField(place, field)])),
    { noNullPrototype: true },
  );
  if (!message.keepsUnknownTaggedFields || !includesVersion(message.flexible, version))
    return known;
  const tags = fields
    .filter((field) => field.declaration.tag !== undefined && isOnWire(message, field, version))
    .map((field) => field.declaration.tag);
  return fc.oneof(
    { weight: 4, arbitrary: known },
    {
      weight: 1,
      arbitrary: fc
        .tuple(known, arbitraryUnknownTaggedFields(tags))
        .map(([value, unknownTaggedFields]) => ({ ...value, unknownTaggedFields })),
    },
  );
}

function arbitraryUnknownTaggedFields(
  known: readonly (number | undefined)[],
): fc.Arbitrary<unknown> {
  const tag = fc.oneof(fc.nat(10), fc.nat(200), fc.integer({ min: 0, max: UNKNOWN_TAG_MAX }));
  return fc
    .uniqueArray(
      fc.record(
        { tag: tag.filter((each) => !known.includes(each)), data: arbitraryBytes() },
        { noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 3, selector: (field) => field.tag },
    )
    .map((fields) => fields.toSorted((a, b) => a.tag - b.tag));
}

function arbitraryField(place: Place, field: DecodedField): fc.Arbitrary<unknown> {
  if (!isOnWire(place.message, field, place.version)) return fc.constant(defaultOf(field));
  const element =
    field.fields === undefined
      ? arbitraryPrimitive(field.type)
      : arbitraryStruct(place, field.fields);
  const value = field.isArray ? fc.array(element, { maxLength: ARRAY_LENGTH_MAX }) : element;
  const choices: fc.WeightedArbitrary<unknown>[] = [{ weight: 6, arbitrary: value }];
  if (canBeNullIn(field, place.version)) {
    choices.push({ weight: 1, arbitrary: fc.constant(null) });
  }
  const fallback = defaultOf(field);
  if (fallback !== null) choices.push({ weight: 1, arbitrary: fc.constant(fallback) });
  return fc.oneof(...choices);
}

const integer = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));

const int64AsNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(
    Number.MIN_SAFE_INTEGER,
    -0x1_0000_0001,
    -1,
    0xffff_ffff,
    Number.MAX_SAFE_INTEGER,
  ),
);

const uuid = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

const PRIMITIVES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int8: integer(-0x80, 0x7f),
  int16: integer(-0x8000, 0x7fff),
  uint16: integer(0, 0xffff),
  int32: integer(-0x8000_0000, 0x7fff_ffff),
  uint32: integer(0, 0xffff_ffff),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  offset: int64AsNumber,
  timestamp: int64AsNumber,
  duration: int64AsNumber,
  count: int64AsNumber,
  float64: fc.double(),
  uuid,
  string: arbitraryString(),
  bytes: arbitraryBytes(),
  records: arbitraryBytes(),
};

function arbitraryPrimitive(type: string): fc.Arbitrary<unknown> {
  const arbitrary = PRIMITIVES[type];
  if (arbitrary === undefined) throw new Error(`There is no arbitrary value of type ${type}.`);
  return arbitrary;
}

/** Strings of whole code points, short and long around the bounds of the codec's fast paths. */
function arbitraryString(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .tuple(fc.integer({ min: 9, max: 140 }), fc.constantFrom('a', 'é', 'ā', '€', '🧵'))
      .map(([length, unit]) => unit.repeat(length)),
  );
}

/** Bytes, some of them so many that the writer passes them on by reference. */
function arbitraryBytes(): fc.Arbitrary<Buffer> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 100, max: 5000 }).map((size) => Buffer.alloc(size, 5)),
    },
  );
}
