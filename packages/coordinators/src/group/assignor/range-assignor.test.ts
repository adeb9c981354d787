import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { assignedBy, groupSpec, memberSpec, topicsWith } from '../../testing/assignor-group.ts';
import { rangeAssignor } from './range-assignor.ts';

describe('range', () => {
  test('gives the first members by id one partition more if there is a rest', () => {
    const group = groupSpec({ b: memberSpec(['t']), a: memberSpec(['t']) });
    assert.deepEqual(assignedBy(rangeAssignor.assign(group, topicsWith({ t: 3 }))), {
      a: { t: [0, 1] },
      b: { t: [2] },
    });
  });

  test('serves static members first, by group.instance.id', () => {
    const group = groupSpec({
      a: memberSpec(['t']),
      y: memberSpec(['t'], {}, 'instance-2'),
      z: memberSpec(['t'], {}, 'instance-1'),
    });
    assert.deepEqual(assignedBy(rangeAssignor.assign(group, topicsWith({ t: 2 }))), {
      a: {},
      y: { t: [1] },
      z: { t: [0] },
    });
  });

  test('gives each topic to its subscribers alone', () => {
    const group = groupSpec({ a: memberSpec(['t', 'u']), b: memberSpec(['u']) });
    assert.deepEqual(assignedBy(rangeAssignor.assign(group, topicsWith({ t: 2, u: 3 }))), {
      a: { t: [0, 1], u: [0, 1] },
      b: { u: [2] },
    });
  });

  test('leaves the assignment of a member to whom nothing has happened as it is', () => {
    const a = memberSpec(['t'], { t: [0, 1] });
    const group = groupSpec({ a, b: memberSpec(['t'], { t: [2, 3] }), c: memberSpec(['t']) });
    const assignment = rangeAssignor.assign(group, topicsWith({ t: 5 }));
    assert.equal(assignment.get('a'), a.assignment);
    assert.deepEqual(assignedBy(assignment)['c'], { t: [4] });
  });

  test('assigns nothing to nobody', () => {
    assert.equal(rangeAssignor.assign(groupSpec({}), topicsWith({})).size, 0);
  });

  test('refuses a topic that does not exist', () => {
    const group = groupSpec({ a: memberSpec(['gone']) });
    assert.throws(() => rangeAssignor.assign(group, topicsWith({ t: 1 })), {
      code: 'UNKNOWN_SERVER_ERROR',
      message: /topic Z29uZSAgICAgICAgICAgIA which doesn't exist/,
    });
  });
});
