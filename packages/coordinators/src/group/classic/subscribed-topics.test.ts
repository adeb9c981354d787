import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isSubscribedToTopic } from './subscribed-topics.ts';
import { GROUP, GroupTest, subscription } from './test-context.ts';

test('the topics of all members count, of every version of the subscription', () => {
  const world = new GroupTest();
  for (const version of [0, 1, 2, 3]) {
    world.joinAsNew({ metadata: subscription([`v${version}`], version) });
  }
  world.harness.advance(0);
  assert.deepEqual([...(world.group.subscribedTopics ?? [])].toSorted(), ['v0', 'v1', 'v2', 'v3']);
  assert.ok(isSubscribedToTopic(world.group, 'v2'));
  assert.ok(!isSubscribedToTopic(world.group, 'v4'));
});

test('a later version is read as the newest that is known', () => {
  const world = new GroupTest();
  const metadata = subscription(['orders'], 3);
  metadata.writeInt16BE(9);
  world.joinAsNew({ metadata });
  world.harness.advance(0);
  assert.deepEqual(world.group.subscribedTopics, new Set(['orders']));
});

test('a subscription that lacks the fields of the version that it claims is read all the same', () => {
  for (const version of [1, 2, 3]) {
    const world = new GroupTest();
    const metadata = subscription(['orders'], 0);
    metadata.writeInt16BE(version);
    world.joinAsNew({ metadata });
    world.harness.advance(0);
    assert.deepEqual(world.group.subscribedTopics, new Set(['orders']), `version ${version}`);
  }
});

test('consumers whose subscription cannot be read may subscribe to any topic', () => {
  const malformed = [
    Buffer.alloc(0),
    Buffer.from([0]),
    Buffer.from([0xff, 0xff, 0, 0, 0, 0]),
    Buffer.from([0, 0, 0x7f, 0xff, 0xff, 0xff]),
  ];
  for (const metadata of malformed) {
    const world = new GroupTest();
    world.joinAsNew({ metadata });
    world.harness.advance(0);
    assert.equal(world.group.subscribedTopics, undefined);
    assert.ok(isSubscribedToTopic(world.group, 'orders'), metadata.toString('hex'));
  }
});

test('members that are no consumers, and groups without members, subscribe to nothing', () => {
  const world = new GroupTest();
  world.join({ protocolType: 'connect', version: 3 });
  world.harness.advance(0);
  assert.ok(!isSubscribedToTopic(world.group, 'orders'));
  const emptied = new GroupTest();
  const [member] = emptied.stableGroup('a');
  emptied.leave({ memberId: member?.memberId ?? '' });
  assert.ok(!isSubscribedToTopic(emptied.group, 'orders'));
  emptied.harness.reload();
  assert.ok(!isSubscribedToTopic(emptied.group, 'orders'), GROUP);
});
