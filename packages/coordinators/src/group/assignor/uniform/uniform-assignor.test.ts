import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import fc from 'fast-check';

import { assignedBy, groupSpec, memberSpec, topicsWith } from '../../../testing/assignor-group.ts';
import type { GroupAssignment, GroupSpec } from '../partition-assignor.ts';
import { uniformAssignor } from './uniform-assignor.ts';

function loadsOf(assignment: GroupAssignment): number[] {
  return [...assignment.values()].map((of) =>
    [...of.values()].reduce((sum, { length }) => sum + length, 0),
  );
}

describe('uniform, with equal subscriptions', () => {
  test('takes from each member just enough for one that joins', () => {
    const group = groupSpec({
      a: memberSpec(['t'], { t: [0, 2, 4] }),
      b: memberSpec(['t'], { t: [1, 3, 5] }),
      c: memberSpec(['t']),
    });
    assert.deepEqual(assignedBy(uniformAssignor.assign(group, topicsWith({ t: 6 }))), {
      a: { t: [0, 2] },
      b: { t: [1, 3] },
      c: { t: [4, 5] },
    });
  });

  test('lets those keep one partition more who have it', () => {
    const group = groupSpec({
      a: memberSpec(['t'], { t: [0] }),
      b: memberSpec(['t'], { t: [1, 2] }),
      c: memberSpec(['t']),
    });
    assert.deepEqual(assignedBy(uniformAssignor.assign(group, topicsWith({ t: 4 }))), {
      a: { t: [0] },
      b: { t: [1, 2] },
      c: { t: [3] },
    });
  });

  test('forgets topics that nobody subscribes to any more', () => {
    const group = groupSpec({ a: memberSpec(['u'], { t: [0, 1], u: [0] }) });
    assert.deepEqual(assignedBy(uniformAssignor.assign(group, topicsWith({ t: 2, u: 2 }))), {
      a: { u: [0, 1] },
    });
  });

  test('believes one of two members that had a partition, and forgets partitions that are gone', () => {
    const group = groupSpec({
      a: memberSpec(['t'], { t: [0, 1] }),
      b: memberSpec(['t'], { t: [1, 9] }),
    });
    const assignment = uniformAssignor.assign(group, topicsWith({ t: 2 }));
    assert.deepEqual(loadsOf(assignment), [1, 1]);
  });

  test('leaves the assignment of a member to whom nothing has happened as it is', () => {
    const a = memberSpec(['t'], { t: [1, 3] });
    const group = groupSpec({ a, b: memberSpec(['t'], { t: [0, 2] }) });
    const assignment = uniformAssignor.assign(group, topicsWith({ t: 4 }));
    assert.equal(assignment.get('a'), a.assignment);
  });

  test('assigns nothing to nobody, and nothing to members without topics', () => {
    assert.equal(uniformAssignor.assign(groupSpec({}), topicsWith({})).size, 0);
    const idle = groupSpec({ a: memberSpec([]), b: memberSpec([]) });
    assert.deepEqual(assignedBy(uniformAssignor.assign(idle, topicsWith({}))), { a: {}, b: {} });
  });

  test('refuses a topic that does not exist', () => {
    const group = groupSpec({ a: memberSpec(['gone']) });
    assert.throws(() => uniformAssignor.assign(group, topicsWith({})), {
      code: 'UNKNOWN_SERVER_ERROR',
    });
  });
});

describe('uniform, with different subscriptions', () => {
  test('gives what is free to those with the fewest partitions', () => {
    const group = groupSpec({
      a: memberSpec(['t'], { t: [0, 1] }),
      b: memberSpec(['t', 'u'], { u: [0] }),
    });
    assert.deepEqual(assignedBy(uniformAssignor.assign(group, topicsWith({ t: 3, u: 1 }))), {
      a: { t: [0, 1] },
      b: { t: [2], u: [0] },
    });
  });

  test('evens out the subscribers of one topic after the other, until those of none are two apart', () => {
    const group = groupSpec({
      a: memberSpec(['t'], { t: [0, 1, 2, 3, 4, 5] }),
      b: memberSpec(['t', 'u'], { u: [0, 1, 2] }),
      c: memberSpec(['u']),
    });
    const assignment = uniformAssignor.assign(group, topicsWith({ t: 6, u: 3 }));
    assert.deepEqual(
      loadsOf(assignment).sort((a, b) => a - b),
      [2, 3, 4],
    );
  });
});

const SIZE = 5;
const drawnGroup: fc.Arbitrary<{ counts: Record<string, number>; group: GroupSpec }> = fc
  .record({
    counts: fc.array(fc.nat(9), { minLength: SIZE, maxLength: SIZE }),
    subscriptions: fc.array(fc.subarray([0, 1, 2, 3, 4]), { maxLength: 7 }),
    owners: fc.array(fc.nat(9), { minLength: SIZE * 9, maxLength: SIZE * 9 }),
  })
  .map(({ counts, subscriptions, owners }) => {
    const members = subscriptions.map((topics, member) => {
      const assigned = counts.map((count, topic): [string, number[]] => [
        `t${topic}`,
        Array.from({ length: count }, (_, partition) => partition).filter(
          (partition) => owners[topic * 9 + partition] === member,
        ),
      ]);
      const subscribed = topics.map((topic) => `t${topic}`);
      const had = assigned.filter(([, list]) => list.length > 0);
      return [`m${member}`, memberSpec(subscribed, Object.fromEntries(had))] as const;
    });
    return {
      counts: Object.fromEntries(counts.map((count, topic) => [`t${topic}`, count])),
      group: groupSpec(Object.fromEntries(members)),
    };
  });

test('uniform gives every partition of a subscribed topic to one subscriber, whatever was before', () => {
  fc.assert(
    fc.property(drawnGroup, ({ counts, group }) => {
      const topics = topicsWith(counts);
      const assignment = uniformAssignor.assign(group, topics);
      const seen = new Set<string>();
      for (const [memberId, of] of assignment) {
        for (const [topicId, list] of of) {
          assert.ok(group.members.get(memberId)?.subscribedTopicIds.has(topicId));
          for (const partition of list) seen.add(`${topicId}-${partition}`);
        }
      }
      const total = loadsOf(assignment).reduce((sum, load) => sum + load, 0);
      assert.equal(seen.size, total);
      const subscribed = new Set(
        [...group.members.values()].flatMap((spec) => [...spec.subscribedTopicIds]),
      );
      const expected = [...subscribed].reduce(
        (sum, id) => sum + (topics.topicById(id)?.partitionsCount ?? 0),
        0,
      );
      assert.equal(total, expected);
      if (group.subscriptionType === 'homogeneous' && group.members.size > 0) {
        const loads = loadsOf(assignment);
        assert.ok(Math.max(...loads) - Math.min(...loads) <= 1);
      }
    }),
  );
});

test('uniform moves nothing if it is asked again', () => {
  fc.assert(
    fc.property(drawnGroup, ({ counts, group }) => {
      const topics = topicsWith(counts);
      const first = uniformAssignor.assign(group, topics);
      const members = new Map(
        [...group.members].map(([id, spec]) => [
          id,
          { ...spec, assignment: first.get(id) ?? new Map() },
        ]),
      );
      const second = uniformAssignor.assign({ ...group, members }, topics);
      for (const [id, of] of second) assert.equal(of, members.get(id)?.assignment);
    }),
  );
});
