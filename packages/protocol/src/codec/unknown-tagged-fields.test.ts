import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';

import {
  defaultFetchRequest,
  defaultFetchResponse,
  readFetchRequest,
  readFetchResponse,
  writeFetchRequest,
  writeFetchResponse,
} from '../generated/01-fetch.ts';
import { readApiVersionsResponse, writeApiVersionsResponse } from '../generated/18-api-versions.ts';
import {
  defaultPartitionChangeRecord,
  readPartitionChangeRecord,
  writePartitionChangeRecord,
} from '../generated/cluster-metadata.ts';
import { readOffsetCommitKey } from '../generated/consumer-offsets.ts';
import { MESSAGE_CODECS } from '../generated/message-codecs.ts';
import { DECLARED_MESSAGES } from '../testing/declared-message.ts';
import { type DecodedField, decodedFields, isOnWire } from '../testing/decoded-fields.ts';
import { nestedValue, type Path, valueAt } from '../testing/nested-value.ts';
import type { MessageCodec } from './message-codec.ts';
import type { UnknownTaggedField } from './unknown-tagged-fields.ts';

const MALFORMED = { code: 'ODRADEK_MALFORMED_MESSAGE' };

function bytesOf(write: (writer: ByteWriter) => void): Buffer {
  const writer = new ByteWriter();
  write(writer);
  return writer.toBuffer();
}

function tagged(tag: number, text: string): UnknownTaggedField {
  return { tag, data: Buffer.from(text) };
}

/** The tagged fields of an empty response to ApiVersions of version 3. */
function apiVersionsResponse(count: number, tags: readonly UnknownTaggedField[]): Buffer {
  return bytesOf((writer) => {
    writer.writeInt16(0);
    writer.writeCompactArrayLength(0);
    writer.writeInt32(0);
    writer.writeUnsignedVarint(count);
    for (const { tag, data } of tags) {
      writer.writeUnsignedVarint(tag);
      writer.writeUnsignedVarint(data.byteLength);
      writer.writeRaw(data);
    }
  });
}

function readApiVersions(bytes: Buffer): readonly UnknownTaggedField[] | undefined {
  return readApiVersionsResponse(new ByteReader(bytes), 3).unknownTaggedFields;
}

/** The places of a message, itself included, where a struct stands on the wire in `version`. */
function structPaths(codec: MessageCodec, version: number): Path[] {
  const message = DECLARED_MESSAGES.get(codec.name);
  assert(message !== undefined);
  const paths: Path[] = [[]];
  const walk = (fields: readonly DecodedField[], path: Path): void => {
    for (const field of fields) {
      if (field.fields === undefined || !isOnWire(message, field, version)) continue;
      paths.push([...path, field]);
      walk(field.fields, [...path, field]);
    }
  };
  walk(decodedFields(message), []);
  return paths;
}

const FLEXIBLE = MESSAGE_CODECS.filter((codec) => codec.flexible.min <= codec.flexible.max);

for (const codec of FLEXIBLE) {
  const message = DECLARED_MESSAGES.get(codec.name);
  assert(message !== undefined);
  const verb = message.keepsUnknownTaggedFields ? 'keeps' : 'leaves out';
  test(`${codec.name} ${verb} tagged fields that it does not know at every level`, () => {
    const version = codec.versions.max;
    for (const path of structPaths(codec, version)) {
      const value = nestedValue(message, path);
      const unknownTaggedFields = [tagged(1000, 'later'), tagged(0xffffffff, '')];
      Object.assign(valueAt(value, path), { unknownTaggedFields });
      const bytes = bytesOf((writer) => codec.write(writer, value as never, version));
      const decoded = codec.read(new ByteReader(bytes), version);
      const kept = (valueAt(decoded, path) as { unknownTaggedFields?: unknown })
        .unknownTaggedFields;
      assert.deepEqual(kept, message.keepsUnknownTaggedFields ? unknownTaggedFields : undefined);
    }
  });
}

test('a tagged field that came with a later version is kept and stands in the order of tags', () => {
  // Version 1 has the tags 0 to 5 and 8; 6 and 7 came with version 2.
  const later = { ...defaultPartitionChangeRecord, eligibleLeaderReplicas: [4], lastKnownElr: [5] };
  const both = { ...later, leader: 3, directories: ['AAAAAAAAAAAAAAAAAAAAAQ'] };
  const bytes = bytesOf((writer) => writePartitionChangeRecord(writer, both, 2));
  const decoded = readPartitionChangeRecord(new ByteReader(bytes), 1);
  assert.deepEqual(
    decoded.unknownTaggedFields?.map((field) => field.tag),
    [6, 7],
  );
  const again = bytesOf((writer) => writePartitionChangeRecord(writer, decoded, 1));
  assert.deepEqual(again, bytes);
  assert.deepEqual(readPartitionChangeRecord(new ByteReader(again), 2), both);
});

test('tagged fields that came out of order are written back in the order of their tags', () => {
  const bytes = apiVersionsResponse(3, [tagged(300, 'c'), tagged(9, 'a'), tagged(77, 'b')]);
  const decoded = readApiVersionsResponse(new ByteReader(bytes), 3);
  const ordered = apiVersionsResponse(3, [tagged(9, 'a'), tagged(77, 'b'), tagged(300, 'c')]);
  const again = bytesOf((writer) => writeApiVersionsResponse(writer, decoded, 3));
  assert.deepEqual(again, ordered);
});

test('of two tagged fields with the same unknown tag the later one is kept', () => {
  const bytes = apiVersionsResponse(2, [tagged(9, 'first'), tagged(9, 'second')]);
  assert.deepEqual(readApiVersions(bytes), [tagged(9, 'second')]);
});

test('unknown tagged fields outlive the bytes that they were read from', () => {
  const bytes = apiVersionsResponse(1, [tagged(9, 'kept')]);
  const kept = readApiVersions(bytes);
  bytes.fill(0);
  assert.equal(kept?.[0]?.data.toString(), 'kept');
});

test('a struct with more than 64 tagged fields is refused', () => {
  const fields = Array.from({ length: 65 }, (_, index) => tagged(index + 10, ''));
  assert.equal(readApiVersions(apiVersionsResponse(64, fields.slice(1)))?.length, 64);
  assert.throws(() => readApiVersions(apiVersionsResponse(65, fields)), MALFORMED);
});

test('a struct with more than 64 KiB of unknown tagged fields is refused', () => {
  const half = Buffer.alloc(32_768);
  const fields = [
    { tag: 9, data: half },
    { tag: 10, data: half },
  ];
  assert.equal(readApiVersions(apiVersionsResponse(2, fields))?.length, 2);
  const more = [...fields, tagged(11, 'x')];
  assert.throws(() => readApiVersions(apiVersionsResponse(3, more)), MALFORMED);
});

test('a request with more than 64 tagged fields is refused, and large ones are passed over', () => {
  const body = bytesOf((writer) => writeFetchRequest(writer, defaultFetchRequest, 12));
  const start = body.subarray(0, -1);
  const tags = (count: number): Buffer =>
    Buffer.concat([
      start,
      Buffer.from([count]),
      ...Array.from({ length: count }, () => Buffer.from([9, 0])),
    ]);
  assert.deepEqual(readFetchRequest(new ByteReader(tags(64)), 12), defaultFetchRequest);
  assert.throws(() => readFetchRequest(new ByteReader(tags(65)), 12), MALFORMED);
  const large = bytesOf((writer) => {
    writer.writeRaw(start);
    writer.writeUnsignedVarint(1);
    writer.writeUnsignedVarint(9);
    writer.writeUnsignedVarint(100_000);
    writer.writeRaw(Buffer.alloc(100_000));
  });
  assert.deepEqual(readFetchRequest(new ByteReader(large), 12), defaultFetchRequest);
});

test('a tagged field that reaches beyond the message is refused', () => {
  const bytes = apiVersionsResponse(1, [tagged(9, 'abc')]);
  assert.throws(() => readApiVersions(bytes.subarray(0, -1)), MALFORMED);
});

test('a known tagged field whose size is not that of its contents is refused', () => {
  // Tag 3 of the response to ApiVersions is one byte.
  assert.throws(() => readApiVersions(apiVersionsResponse(1, [tagged(3, 'ab')])), MALFORMED);
  assert.throws(
    () => readApiVersions(apiVersionsResponse(2, [tagged(3, ''), tagged(9, '')])),
    MALFORMED,
  );
});

test('a message that is not flexible has no tagged fields, whatever its value says', () => {
  const value = { ...defaultFetchResponse, unknownTaggedFields: [tagged(9, 'x')] };
  const bytes = bytesOf((writer) => writeFetchResponse(writer, value, 11));
  assert.deepEqual(readFetchResponse(new ByteReader(bytes), 11), defaultFetchResponse);
  const key = bytesOf((writer) => {
    for (const part of ['g', 't']) writer.writeString(part);
    writer.writeInt32(1);
  });
  assert.equal('unknownTaggedFields' in readOffsetCommitKey(new ByteReader(key), 1), false);
});
