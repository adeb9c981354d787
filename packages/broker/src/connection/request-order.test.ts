import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RequestOrder } from './request-order.ts';

test('requests run in the order in which they came, whoever is ready first', () => {
  const order = new RequestOrder();
  const ran: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => order.enter(() => ran.push(name)));
  c?.();
  assert.deepEqual(ran, []);
  a?.();
  assert.deepEqual(ran, ['a']);
  assert.equal(order.isEmpty, false);
  b?.();
  assert.deepEqual(ran, ['a', 'b', 'c']);
  assert.equal(order.isEmpty, true);
});

test('a request that comes while another runs comes behind it', () => {
  const order = new RequestOrder();
  const ran: string[] = [];
  const ready = order.enter(() => {
    assert.equal(order.isEmpty, false);
    order.enter(() => ran.push('inner'))();
    ran.push('outer');
  });
  ready();
  assert.deepEqual(ran, ['outer', 'inner']);
  assert.equal(order.isEmpty, true);
});
