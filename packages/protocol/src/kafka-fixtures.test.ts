import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';

import { MESSAGE_CODECS } from './generated/message-codecs.ts';
import { versionsText } from './testing/node/coverage/protocol-coverage.ts';
import { DECLARED_MESSAGES } from './testing/declared-message.ts';
import { type KafkaFixture, kafkaFixtures } from './testing/node/kafka-fixtures.ts';
import { type MessageValue, toKafkaJson } from './testing/kafka-json.ts';

const codecs = new Map(MESSAGE_CODECS.map((codec) => [codec.name, codec]));

/** Decodes a fixture, compares every field with Kafka's JSON, and encodes it again. */
function checkFixture(fixture: KafkaFixture): void {
  const codec = codecs.get(fixture.message);
  const declared = DECLARED_MESSAGES.get(fixture.message);
  assert(codec !== undefined && declared !== undefined, `${fixture.message} is not declared`);
  const where = `${fixture.message} v${fixture.version} ${fixture.caseName}`;
  const reader = new ByteReader(fixture.bytes);
  const value = codec.read(reader, fixture.version);
  assert.equal(reader.remaining, 0, `${where}: bytes are left`);
  const json = toKafkaJson(declared, value as MessageValue, fixture.version);
  assert.deepEqual(json, fixture.json, where);
  const writer = new ByteWriter();
  codec.write(writer, value as never, fixture.version);
  assert.equal(writer.toBuffer().toString('hex'), fixture.bytes.toString('hex'), where);
}

for (const [message, cases] of kafkaFixtures()) {
  const versions = versionsText(cases.map((fixture) => fixture.version));
  test(`${message} v${versions} reads and writes the ${cases.length} cases of Kafka 4.3.1`, () => {
    for (const fixture of cases) checkFixture(fixture);
  });
}
