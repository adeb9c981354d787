import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nearestName } from './nearest-name.ts';

const NAMES = ['create', 'list', 'describe', 'delete'];

test('a slip of the pen is near', () => {
  assert.equal(nearestName('crate', NAMES), 'create');
  assert.equal(nearestName('descirbe', NAMES), 'describe');
  assert.equal(nearestName('lists', NAMES), 'list');
});

test('of two that are near the nearer one is meant', () => {
  assert.equal(nearestName('delet', NAMES), 'delete');
});

test('another word is not near', () => {
  assert.equal(nearestName('frobnicate', NAMES), undefined);
  assert.equal(nearestName('', NAMES), undefined);
  assert.equal(nearestName('list', []), undefined);
});
