import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { Conversation } from './conversation.ts';
import { SCENARIOS } from './scenarios.ts';
import type { Scenario } from './scenario.ts';

const data = new TemporaryDirectory();
let odradek: BrokerProcess;
let kafka: ApacheKafka;

before(async () => {
  [odradek, kafka] = await Promise.all([BrokerProcess.start(data.path), ApacheKafka.start()]);
});

after(async () => {
  await odradek[Symbol.asyncDispose]();
  await kafka[Symbol.asyncDispose]();
  data[Symbol.dispose]();
});

async function play({ play: script }: Scenario, address: string): Promise<Conversation['steps']> {
  using conversation = await Conversation.begin(address);
  await script(conversation);
  return conversation.steps;
}

for (const scenario of SCENARIOS) {
  test(`as Apache Kafka: ${scenario.name}`, async (t) => {
    const expected = await play(scenario, kafka.bootstrapServer);
    const steps = await play(scenario, odradek.bootstrapServer);
    t.diagnostic(`${steps.length} answers, compared field by field`);
    assert.equal(steps.length, expected.length);
    for (const [index, step] of steps.entries()) {
      assert.deepEqual(step, expected[index], `answer ${index}: ${step.what}`);
    }
  });
}
