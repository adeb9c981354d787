import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import type { Uuid } from '@odradek/base';
import { ManualClock } from '@odradek/base/testing';

import { MemoryTopicsImage } from '../../testing/memory-topics-image.ts';
import { resolveTopicRegexes, type ResolveTopicRegexesOptions } from './resolve-topic-regexes.ts';
import { loadTopicRegexes } from './topic-regex.ts';

before(loadTopicRegexes);

function optionsOf(
  names: readonly string[],
  patterns: readonly string[],
): ResolveTopicRegexesOptions {
  const topics = new MemoryTopicsImage();
  for (const name of names) topics.set({ name, topicId: name as Uuid, partitionsCount: 1 });
  return {
    patterns,
    topics,
    clock: new ManualClock(),
    nextTurn: setImmediate,
    isCurrent: () => true,
    report: (message) => assert.fail(message),
  };
}

test('each pattern gets the topics whose names it matches, internal ones too', async () => {
  const names = ['orders', 'orders-eu', '__consumer_offsets'];
  const resolved = await resolveTopicRegexes(optionsOf(names, ['orders.*', '.*s', 'none', 'none']));
  assert.deepEqual(
    resolved,
    new Map([
      ['orders.*', new Set(['orders', 'orders-eu'])],
      ['.*s', new Set(['orders', '__consumer_offsets'])],
      ['none', new Set()],
    ]),
  );
});

test('a pattern that does not compile is reported and matches nothing', async () => {
  const reports: string[] = [];
  const options = optionsOf(['a'], ['(a', 'a']);
  const resolved = await resolveTopicRegexes({ ...options, report: (text) => reports.push(text) });
  assert.deepEqual(resolved?.get('(a'), new Set());
  assert.deepEqual(resolved.get('a'), new Set(['a']));
  assert.equal(reports.length, 1);
  assert.match(reports[0] ?? '', /ignored.*`\(a` is not a valid.*missing closing \)/);
});

/** A clock on which a millisecond passes whenever it is read. */
function busyClock(): ManualClock {
  const clock = new ManualClock();
  let readings = 0;
  clock.monotonicMs = () => readings++;
  return clock;
}

test('the event loop turns after each slice, and what is not wanted any more ends there', async () => {
  let turns = 0;
  const names = Array.from({ length: 100 }, (_, index) => `topic-${index}`);
  const options: ResolveTopicRegexesOptions = {
    ...optionsOf(names, ['.*7']),
    clock: busyClock(),
    nextTurn: (callback) => {
      turns++;
      setImmediate(callback);
    },
  };
  const resolved = await resolveTopicRegexes(options);
  assert.equal(resolved?.get('.*7')?.size, 10);
  assert.ok(turns >= 30, `${turns} turns`);
  turns = 0;
  const isCurrent = (): boolean => turns < 3;
  assert.equal(await resolveTopicRegexes({ ...options, clock: busyClock(), isCurrent }), undefined);
  assert.equal(turns, 3);
});
