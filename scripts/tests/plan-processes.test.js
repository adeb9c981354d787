import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planProcesses } from './plan-processes.js';

test('fast tests share balanced processes and each slow one has its own', () => {
  const plan = planProcesses(
    [testFile('a', 10), testFile('b', 60), testFile('c', 50), testFile('d', 5, true)],
    2,
  );
  assert.deepEqual(summarize(plan), { 'slow-1': ['d'], 'fast-1': ['b'], 'fast-2': ['c', 'a'] });
});

test('no process is empty', () => {
  assert.deepEqual(summarize(planProcesses([testFile('a', 1)], 2)), { 'fast-1': ['a'] });
});

/** @param {ReturnType<typeof planProcesses>} plan */
function summarize(plan) {
  return Object.fromEntries(
    plan.map(({ name, tests }) => [name, tests.map(({ source }) => source)]),
  );
}

/**
 * @param {string} source
 * @param {number} bytes
 */
function testFile(source, bytes, slow = false) {
  return { source, module: source, slow, bytes };
}
