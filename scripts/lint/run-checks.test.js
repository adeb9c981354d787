import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChecks } from './run-checks.js';

const CHECKS = ['one', 'two', 'three'].map((name) => {
  return { name, asks: `${name} holds`, file: name, args: [] };
});

test('every check runs, and the sentence at the end names those that failed', async (context) => {
  context.mock.method(console, 'log', () => {});
  context.mock.method(process.stderr, 'write', () => true);
  /** @type {string[]} */
  const ran = [];
  const run = async (/** @type {string} */ file) => {
    ran.push(file);
    return { code: file === 'three' ? 0 : 1, output: '' };
  };
  await assert.rejects(runChecks(CHECKS, run), {
    message: 'Lint failed: one asks that one holds; two asks that two holds.',
  });
  assert.deepEqual(ran, ['one', 'two', 'three']);
});
