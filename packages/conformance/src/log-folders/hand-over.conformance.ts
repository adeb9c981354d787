import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { isWhole } from '../extent/extent.ts';
import {
  endHandOvers,
  handOverAll,
  type HandOverRounds,
  kafkaEpochsOf,
  READ_BY_OTHERS,
  type Readings,
  SAMPLES,
  TOPICS,
} from './hand-over-rounds.ts';
import { assertSameReading } from './partition-reading.ts';

let rounds: HandOverRounds;

before(async () => {
  rounds = await handOverAll();
});
after(endHandOvers);

function assertSame(actual: Readings, topic: string, expected: Readings, as: string): void {
  const [one, other] = [actual.get(topic), expected.get(as)];
  assert.ok(one !== undefined && other !== undefined, `${topic} and ${as} were read`);
  assertSameReading(one, other, topic);
}

describe('folders of Apache Kafka 4.3.1 are served by us', () => {
  for (const topic of TOPICS) {
    test(`${topic}, after SIGTERM`, () => {
      assertSame(rounds.byUs, `term-${topic}`, rounds.byKafka, topic);
    });

    test(`${topic}, after kill -9`, () => {
      assert.ok(kafkaEpochsOf(topic).length > 1, 'leaders of several epochs wrote it');
      assertSame(rounds.afterCrash, `kill-${topic}`, rounds.crashed, topic);
      assertSame(rounds.afterCrash, `kill-back-${topic}`, rounds.crashed, `back-${topic}`);
    });
  }
});

describe('folders of ours are served by Apache Kafka 4.3.1', () => {
  test('which complains of nothing', () => {
    assert.deepEqual(rounds.complaints, []);
  });

  for (const { topic, name } of SAMPLES) {
    test(name, () => assertSame(rounds.taken, topic, rounds.byUs, topic));
  }

  for (const topic of TOPICS) {
    test(`${topic}, which Kafka wrote and we continued`, () => {
      assertSame(rounds.taken, `back-${topic}`, rounds.continued, `term-${topic}`);
    });
  }

  for (const topic of READ_BY_OTHERS) {
    test(`${topic}: kcat and ConsoleConsumer print the same of both`, () => {
      assert.deepEqual(rounds.printedByKafka[topic], rounds.printedByUs[topic]);
    });
  }
});

describe('folders of ours are recovered by Apache Kafka 4.3.1', { skip: !isWhole }, () => {
  test('which complains of nothing', () => {
    assert.deepEqual(rounds.complaintsOfRecovery, []);
  });

  for (const { topic, name } of SAMPLES) {
    test(name, () => assertSame(rounds.recovered, topic, rounds.byUs, topic));
  }

  for (const topic of TOPICS) {
    test(`${topic}, which Kafka wrote and we continued`, () => {
      assertSame(rounds.recovered, `back-${topic}`, rounds.crashed, `back-${topic}`);
    });
  }
});
