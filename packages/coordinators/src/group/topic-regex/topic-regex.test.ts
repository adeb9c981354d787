import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { KafkaError } from '@odradek/base';

import {
  differenceFromRecorded,
  type RecordedTopicRegex,
} from '../../testing/recorded-topic-regexes.ts';
import { compileTopicRegex, loadTopicRegexes } from './topic-regex.ts';

const FILE = new URL('../../../testdata/kafka-4.3.1/topic-regexes.jsonl.gz', import.meta.url);

before(loadTopicRegexes);

function assertRefused(pattern: string, message: RegExp): void {
  assert.throws(
    () => compileTopicRegex(pattern),
    (error) =>
      error instanceof KafkaError &&
      error.code === 'INVALID_REGULAR_EXPRESSION' &&
      message.test(error.message),
  );
}

test('a topic regex matches the name as a whole', () => {
  const regex = compileTopicRegex('orders|order.*2');
  assert.ok(regex.matches('orders'));
  assert.ok(regex.matches('order-2'));
  assert.ok(!regex.matches('orders-eu'));
  assert.ok(!regex.matches('my-orders'));
  assert.equal(regex.pattern, 'orders|order.*2');
});

test("what RE2J's syntax does not know is refused with Kafka's text", () => {
  assertRefused(
    '(a',
    /^SubscribedTopicRegex `\(a` is not a valid regular expression: missing closing \)\.$/,
  );
  assertRefused('(?=a)', /: invalid or unsupported Perl syntax\.$/);
  assertRefused(String.raw`(a)\1`, /: invalid escape sequence\.$/);
});

test('recorded patterns are refused, or match, as RE2J has it', () => {
  const lines = gunzipSync(readFileSync(FILE)).toString().trim().split('\n');
  const recorded = lines.map((line) => JSON.parse(line) as RecordedTopicRegex);
  assert.ok(recorded.filter(({ matches }) => matches?.includes(true)).length > 50);
  assert.ok(recorded.filter(({ error }) => error !== undefined).length > 500);
  assert.deepEqual(recorded.map(differenceFromRecorded).filter(Boolean), []);
});

test('a topic regex that is too large is refused, and the error says in what', () => {
  assertRefused('a'.repeat(5001), /`a{100}…` .*: it has 5001 characters, of 5000 at most\.$/);
  assertRefused('(a{1000})'.repeat(100), /its repetitions come to 200100 steps, of 500 at most/);
  assertRefused('((a{10}){10}){10}', /its repetitions come to \d+ steps, of 500 at most/);
  assertRefused(String.raw`\pL`.repeat(251), /it comes to 5021 steps, of 5000 at most\.$/);
});

test('patterns of everyday use and lists of hundreds of topics are not too large', () => {
  const listed = Array.from({ length: 300 }, (_, index) => `topic-name-${index}`).join('|');
  assert.ok(compileTopicRegex(listed).matches('topic-name-299'));
  assert.ok(compileTopicRegex('[a-z0-9._-]{1,249}').matches('orders.eu-1'));
});

test('a pattern that makes a backtracking engine hang is matched in time proportional to the name', () => {
  const name = `${'a'.repeat(248)}!`;
  for (const pattern of ['(a+)+$', '(a|aa)+', '(.*a){20}', '([a-z]+)*x']) {
    assert.ok(!compileTopicRegex(pattern).matches(name), pattern);
  }
});
