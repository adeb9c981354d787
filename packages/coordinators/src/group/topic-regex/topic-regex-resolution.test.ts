import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import type { Uuid } from '@odradek/base';

import { MemoryTopicsImage } from '../../testing/memory-topics-image.ts';
import { SharedTurns } from './shared-turns.ts';
import { compileTopicRegex, loadTopicRegexes } from './topic-regex.ts';
import {
  TopicRegexResolution,
  type TopicRegexResolutionOptions,
} from './topic-regex-resolution.ts';

before(loadTopicRegexes);

function optionsOf(
  names: readonly string[],
  patterns: readonly string[],
): TopicRegexResolutionOptions {
  const topics = new MemoryTopicsImage();
  for (const name of names) topics.set({ name, topicId: name as Uuid, partitionsCount: 1 });
  return {
    patterns,
    topics,
    compile: compileTopicRegex,
    turns: new SharedTurns(() => 0),
    report: (message) => assert.fail(message),
  };
}

test('each pattern gets the topics whose names it matches, internal ones too', () => {
  const names = ['orders', 'orders-eu', '__consumer_offsets'];
  const options = optionsOf(names, ['orders.*', '.*s', 'none', 'none']);
  assert.deepEqual(
    new TopicRegexResolution(options).step(),
    new Map([
      ['orders.*', new Set(['orders', 'orders-eu'])],
      ['.*s', new Set(['orders', '__consumer_offsets'])],
      ['none', new Set()],
    ]),
  );
});

test('a pattern that does not compile is reported and matches nothing', () => {
  const reports: string[] = [];
  const report = (text: string): unknown => reports.push(text);
  const options = { ...optionsOf(['a'], ['(a', 'a']), report };
  const resolved = new TopicRegexResolution(options).step();
  assert.deepEqual(resolved?.get('(a'), new Set());
  assert.deepEqual(resolved.get('a'), new Set(['a']));
  assert.equal(reports.length, 1);
  assert.match(reports[0] ?? '', /ignored.*`\(a` is not a valid.*missing closing \)/);
});

test('two milliseconds are looked through at a time', () => {
  let nowMs = 0;
  const names = Array.from({ length: 100 }, (_, index) => `topic-${index}`);
  const options: TopicRegexResolutionOptions = {
    ...optionsOf(names, ['.*7']),
    compile: (pattern) => ({
      matches: (name) => {
        nowMs += 0.5;
        return compileTopicRegex(pattern).matches(name);
      },
    }),
    turns: new SharedTurns(() => nowMs),
  };
  const resolution = new TopicRegexResolution(options);
  let steps = 1;
  let resolved = resolution.step();
  for (; resolved === undefined; resolved = resolution.step()) {
    assert.equal(nowMs, steps * 2);
    steps++;
  }
  assert.equal(resolved.get('.*7')?.size, 10);
  assert.equal(steps, 26);
});
