import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EVENT_NAMES, EventCounts } from './named-events.ts';

test('counts of several seeds add up, and what none has reached is missing', () => {
  const first = new EventCounts();
  first.reach('torn tail cut');
  const second = new EventCounts();
  second.reach('torn tail cut', 2);
  second.reach('segment rolled', 0);
  first.add(second.counts);
  assert.equal(first.of('torn tail cut'), 3);
  assert.equal(first.reachedCount, 1);
  assert.equal(first.missing().length, EVENT_NAMES.length - 1);
  assert.ok(first.missing().includes('segment rolled'));
});
