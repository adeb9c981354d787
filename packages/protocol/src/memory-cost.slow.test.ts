import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeapStatistics } from 'node:v8';

import { ByteReader, KafkaError } from '@odradek/base';

import type { MessageCodec } from './codec/message-codec.ts';
import { MESSAGE_CODECS } from './generated/message-codecs.ts';
import {
  type ArrayPlace,
  arrayPlaces,
  type ElementShape,
  repeatedElements,
} from './testing/hostile-message.ts';
import { measureCost } from './testing/node/memory-cost.ts';

/** Arrays of each primitive type, and of structs with fields of each. */
const MEASURED: readonly (readonly [string, string, number])[] = [
  ['ShareAcknowledgeRequest', 'topics.partitions.acknowledgementBatches.acknowledgeTypes', 50_000],
  ['ListConfigResourcesRequest', 'resourceTypes', 50_000],
  ['BrokerRegistrationRequest', 'logDirs', 10_000],
  ['ListGroupsRequest', 'statesFilter', 10_000],
  ['MetadataResponse', 'topics.partitions', 3000],
  ['FetchResponse', 'responses.partitions', 3000],
  ['FetchRequest', 'topics.partitions', 3000],
  ['JoinGroupResponse', 'members', 3000],
  ['AlterClientQuotasRequest', 'entries.ops', 3000],
  ['DescribeProducersResponse', 'topics.partitions.activeProducers', 3000],
];

const SHAPES: readonly ElementShape[] = ['empty', 'full'];
/** What a measurement of some 100 KiB may be off by. */
const TOLERANCE = 1.05;

function codecOf(name: string): MessageCodec {
  const codec = MESSAGE_CODECS.find((each) => each.name === name);
  assert(codec !== undefined, name);
  return codec;
}

function placeOf(message: string, path: string): ArrayPlace {
  const codec = codecOf(message);
  const place = arrayPlaces(codec, codec.versions.max).find(
    (each) => each.path.map((field) => field.name).join('.') === path,
  );
  assert(place !== undefined, `${message} has no array ${path}`);
  return place;
}

for (const [message, path, count] of MEASURED) {
  test(`what ${message} is charged for ${path} is not below what it takes in memory`, () => {
    for (const shape of SHAPES) {
      const cost = measureCost(placeOf(message, path), shape, count);
      const report = `${cost.retainedBytes} bytes taken, ${cost.chargedBytes} charged (${shape})`;
      assert(cost.retainedBytes <= TOLERANCE * cost.chargedBytes, report);
    }
  });
}

const HOSTILE_BYTES = 192 * 1024;
/** The arrays are many and much alike: this test takes one of eleven, `testing/node/measure-cost.ts` all. */
const HOSTILE_STEP = 11;
/** Garbage of the decoder that is no part of the message, and pages of V8 that are half empty. */
const SLACK_BYTES = 1024 * 1024;

function heapBytes(): number {
  const statistics = getHeapStatistics();
  return statistics.used_heap_size + statistics.external_memory;
}

/** How many bytes were allocated while a hostile message was decoded or refused. */
function allocatedBy(place: ArrayPlace, bytes: Buffer): number {
  const before = heapBytes();
  try {
    place.codec.read(new ByteReader(bytes), place.version);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    assert.equal(error.code, 'ODRADEK_MALFORMED_MESSAGE');
  }
  return heapBytes() - before;
}

test('an array with very many small elements takes no more than the budget of its message', () => {
  const places = MESSAGE_CODECS.flatMap((codec) => arrayPlaces(codec, codec.versions.max));
  for (const place of places.filter((_, index) => index % HOSTILE_STEP === 0)) {
    const elementBytes = repeatedElements(place, 'empty', 2).byteLength / 2;
    const bytes = repeatedElements(place, 'empty', Math.ceil(HOSTILE_BYTES / elementBytes));
    const limit = 8 * 1024 * 1024 + 4 * bytes.byteLength + SLACK_BYTES;
    const allocated = allocatedBy(place, bytes);
    const names = place.path.map((field) => field.name).join('.');
    assert(allocated <= limit, `${place.codec.name} ${names}: ${allocated} bytes of ${limit}`);
  }
});
