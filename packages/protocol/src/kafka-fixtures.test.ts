import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';

import { MESSAGE_CODECS } from './generated/message-codecs.ts';
import { DECLARED_MESSAGES } from './testing/declared-message.ts';
import { type KafkaFixture, kafkaFixtures } from './testing/kafka-fixtures.ts';
import { type KafkaJson, type MessageValue, toKafkaJson } from './testing/kafka-json.ts';

const codecs = new Map(MESSAGE_CODECS.map((codec) => [codec.name, codec]));

/** Messages of Kafka that are no part of its protocol or its log: a file in JSON. */
const NOT_DECLARED = new Set(['QuorumStateData']);

/** Fields that were renamed after 4.3.1, with the name that they had. */
const RENAMED: Readonly<Record<string, readonly [string, string]>> = {
  TxnOffsetCommitRequest: ['generationIdOrMemberEpoch', 'generationId'],
  StreamsGroupHeartbeatResponse: ['acceptableRecoveryLagLegacy', 'acceptableRecoveryLag'],
};

/** The entry of a transaction index comes with the version before it. */
const PREFIX_BYTES: Readonly<Record<string, number>> = { AbortedTxn: 2 };

/** Decodes a fixture, compares every field with Kafka's JSON, and encodes it again. */
function checkFixture(fixture: KafkaFixture): void {
  const codec = codecs.get(fixture.message);
  const declared = DECLARED_MESSAGES.get(fixture.message);
  assert(codec !== undefined && declared !== undefined, `${fixture.message} is not declared`);
  const where = `${fixture.message} v${fixture.version} ${fixture.caseName}`;
  const bytes = fixture.bytes.subarray(PREFIX_BYTES[fixture.message] ?? 0);
  const reader = new ByteReader(bytes);
  const value = codec.read(reader, fixture.version);
  assert.equal(reader.remaining, 0, `${where}: bytes are left`);
  const json = toKafkaJson(declared, value as MessageValue, fixture.version);
  assert.deepEqual(withOldNames(fixture.message, json), fixture.json, where);
  const writer = new ByteWriter();
  codec.write(writer, value as never, fixture.version);
  assert.equal(writer.toBuffer().toString('hex'), bytes.toString('hex'), where);
}

function withOldNames(message: string, json: KafkaJson): KafkaJson {
  const renamed = RENAMED[message];
  if (renamed === undefined || json === null || typeof json !== 'object') return json;
  const [name, oldName] = renamed;
  const entries = Object.entries(json).map(([key, value]) => [key === name ? oldName : key, value]);
  return Object.fromEntries(entries) as KafkaJson;
}


const fixtures = new Map<string, KafkaFixture[]>();
for (const fixture of kafkaFixtures()) {
  if (NOT_DECLARED.has(fixture.message)) continue;
  const cases = fixtures.get(fixture.message) ?? [];
  cases.push(fixture);
  fixtures.set(fixture.message, cases);
}

for (const [message, cases] of fixtures) {
  test(`${message} reads and writes what Kafka 4.3.1 writes`, () => {
    for (const fixture of cases) checkFixture(fixture);
  });
}
