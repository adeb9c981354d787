import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SeedFailure, SeedResult } from '../seed/run-seed.ts';
import { judge } from './judge.ts';
import type { PlantedBug } from './planted-bug.ts';

const BUG: PlantedBug = {
  name: 'acknowledge-before-sync',
  says: 'An append is acknowledged too early.',
  breaks: ['acknowledged records are there, at their offset'],
  replacements: [],
};

function verdictOn(failure?: Omit<SeedFailure, 'lastEvents'>): string {
  const result: SeedResult = {
    seed: 1,
    hash: '',
    traceEventsCount: 0,
    acknowledgedCount: 0,
    acknowledgedPartitionsCount: 0,
    crashesCount: 0,
    virtualMs: 0,
    events: new Map(),
    ...(failure && { failure: { ...failure, lastEvents: [] } }),
  };
  return judge(BUG, { type: 'result', result }).type;
}

test('a bug is found by a seed that breaks what it must break', () => {
  const invariant = 'acknowledged records are there, at their offset';
  assert.equal(verdictOn({ invariant, explanation: 'It is gone.' }), 'found');
  assert.equal(verdictOn(), 'well');
});

test('a patch that breaks something else has not been found', () => {
  assert.equal(verdictOn({ explanation: 'TypeError: file is not a function' }), 'failed');
  assert.equal(verdictOn({ invariant: 'every send ends', explanation: 'It waits.' }), 'failed');
  const lost = { type: 'lost', seed: 1, reason: 'Its process has ended by itself.' } as const;
  assert.equal(judge(BUG, lost).type, 'failed');
});
