import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { SharedTurns } from '../topic-regex/shared-turns.ts';
import { assigned, GroupTest, type GroupTestOptions, topicIdOf } from './test-context.ts';

/** Topics whose names begin with `orders`. */
const SUBSCRIPTION = { subscribedTopicNames: null, subscribedTopicRegex: 'orders' };

function withTopics(count: number, options: GroupTestOptions = {}): GroupTest {
  const world = new GroupTest(options);
  const names = Array.from({ length: count }, (_, index) => `orders-${index}`);
  for (const name of names) {
    world.topics.set({ name, topicId: topicIdOf(name), partitionsCount: 1 });
  }
  world.changeTopics({ changed: names });
  return world;
}

/** Matching takes a millisecond for each name, of a clock that nothing else moves. */
class SlowMatching {
  matches = 0;
  ms = 0;

  get options(): GroupTestOptions {
    return {
      regexTurns: new SharedTurns(() => this.ms),
      compileTopicRegex: (regex) => ({
        matches: (name) => {
          this.matches++;
          this.ms++;
          return name.startsWith(regex);
        },
      }),
    };
  }
}

test('many topics are looked through in turns of two milliseconds, whatever the number of groups', () => {
  const slow = new SlowMatching();
  const world = withTopics(20, slow.options);
  for (const groupId of ['a', 'b', 'c']) world.join('one', { groupId, ...SUBSCRIPTION });
  assert.equal(slow.matches, 0);
  let turns = 0;
  for (; slow.matches < 60 && turns < 1000; turns++) {
    const before = slow.matches;
    world.advance(1);
    assert.ok(slow.matches - before <= 2, `${slow.matches - before} matches in a turn`);
    slow.ms++;
  }
  slow.ms += 10;
  world.advance(10);
  for (const groupId of ['a', 'b', 'c']) {
    const told = world.heartbeat({ groupId, memberId: 'one', memberEpoch: 1 });
    assert.equal(assigned(told)?.length, 39);
  }
});

test('a regular expression that nobody has any more when its topics are found is not written', () => {
  const slow = new SlowMatching();
  const world = withTopics(20, slow.options);
  world.join('one', SUBSCRIPTION);
  world.advance(0);
  world.heartbeat({ memberId: 'one', memberEpoch: -1 });
  world.takeRecords();
  for (let turn = 0; turn < 100; turn++) {
    world.advance(10);
    slow.ms += 10;
  }
  assert.equal(slow.matches, 20);
  assert.deepEqual(
    world.takeRecords().filter(({ type }) => type === 'ConsumerGroupRegularExpression'),
    [],
  );
});

test('what cannot be written is looked for again 10 s later', () => {
  const world = withTopics(1);
  const { memberEpoch } = world.join('one', SUBSCRIPTION);
  world.refuseAppends(ErrorCode.COORDINATOR_NOT_AVAILABLE);
  world.advance(0);
  world.refuseAppends(ErrorCode.NONE);
  const beat = () => world.heartbeat({ memberId: 'one', memberEpoch });
  beat();
  world.advance(10_000);
  assert.equal(beat().assignment, null);
  world.advance(1);
  beat();
  world.advance(0);
  assert.equal(assigned(beat()), '0');
});

test('topics that come are found after 10 s, those that a new group matches at once', () => {
  const world = withTopics(1);
  const { memberEpoch } = world.join('one', SUBSCRIPTION);
  world.advance(0);
  const got = world.heartbeat({ memberId: 'one', memberEpoch });
  assert.equal(assigned(got), '0');
  world.addTopic('orders-new', 2);
  const beat = () => world.heartbeat({ memberId: 'one', memberEpoch: got.memberEpoch });
  world.advance(10_000);
  assert.equal(beat().assignment, null);
  world.advance(1);
  beat();
  world.advance(0);
  assert.equal(assigned(beat()), '0 0 1');
});
