import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter, isOutOfRangeInt64, OUT_OF_RANGE_INT64 } from '@odradek/base';

import type { MessageCodec } from './codec/message-codec.ts';
import { MESSAGE_CODECS } from './generated/message-codecs.ts';
import { type DecodedField, decodedFields, isOnWire } from './testing/decoded-fields.ts';
import { DECLARED_MESSAGES, type DeclaredMessage } from './testing/declared-message.ts';
import { nestedValue, type Path, valueAt } from './testing/nested-value.ts';

const NUMBER_TYPES = new Set(['offset', 'timestamp', 'duration', 'count']);

/** A value whose eight bytes stand nowhere else in a message. */
const SENTINEL = 0x0012_3456_789a_bcde;
const SENTINEL_BYTES = Buffer.from('00123456789abcde', 'hex');

const OUTSIDE: readonly (readonly [bigint, number])[] = [
  [2n ** 63n - 1n, OUT_OF_RANGE_INT64],
  [-(2n ** 63n), -OUT_OF_RANGE_INT64],
  [2n ** 53n, OUT_OF_RANGE_INT64],
  [-(2n ** 53n), -OUT_OF_RANGE_INT64],
];

/** The ways to every int64 of a message that is a number here. */
function numberPaths(message: DeclaredMessage): Path[] {
  const paths: Path[] = [];
  const walk = (fields: readonly DecodedField[], path: Path): void => {
    for (const field of fields) {
      if (NUMBER_TYPES.has(field.type)) paths.push([...path, field]);
      if (field.fields !== undefined) walk(field.fields, [...path, field]);
    }
  };
  walk(decodedFields(message), []);
  return paths;
}

/** The latest version that has every field of the path. */
function latestVersion(message: DeclaredMessage, path: Path): number {
  for (let version = message.versions.max; version >= message.versions.min; version--) {
    if (path.every((field) => isOnWire(message, field, version))) return version;
  }
  throw new Error(`No version of ${message.name} has ${nameOf(path)}.`);
}

function nameOf(path: Path): string {
  return path.map((field) => field.name).join('.');
}

function messageWith(message: DeclaredMessage, path: Path, value: number): object {
  const containers = path.slice(0, -1);
  const whole = nestedValue(message, containers);
  const field = path.at(-1);
  assert(field !== undefined);
  Object.assign(valueAt(whole, containers), { [field.name]: field.isArray ? [value] : value });
  return whole;
}

function bytesOf(codec: MessageCodec, value: object, version: number): Buffer {
  const writer = new ByteWriter();
  codec.write(writer, value as never, version);
  return writer.toBuffer();
}

for (const codec of MESSAGE_CODECS) {
  const message = DECLARED_MESSAGES.get(codec.name);
  assert(message !== undefined);
  for (const path of numberPaths(message)) {
    test(`${codec.name} reads a ${nameOf(path)} outside of ±(2^53-1) as out of range`, () => {
      const version = latestVersion(message, path);
      const bytes = bytesOf(codec, messageWith(message, path, SENTINEL), version);
      const at = bytes.indexOf(SENTINEL_BYTES);
      assert(at >= 0 && bytes.indexOf(SENTINEL_BYTES, at + 1) < 0, 'the value stands there once');
      for (const [wire, expected] of OUTSIDE) {
        bytes.writeBigInt64BE(wire, at);
        const reader = new ByteReader(bytes);
        const decoded = codec.read(reader, version);
        assert.equal(reader.remaining, 0);
        assert.deepEqual(decoded, messageWith(message, path, expected));
        assert.equal(isOutOfRangeInt64(expected), true);
      }
    });
  }
}
