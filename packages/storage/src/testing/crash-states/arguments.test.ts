import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseCrashCommand } from './arguments.ts';

test('all scripts are gone through, or those that are named', () => {
  const all = { type: 'enumerate', scripts: [], untilFailure: false, isQuick: false };
  assert.deepEqual(parseCrashCommand([]), all);
  const scripts = ['append-first', 'truncation'];
  const some = parseCrashCommand([...scripts, '--until-failure', '--quick']);
  assert.deepEqual(some, { type: 'enumerate', scripts, untilFailure: true, isQuick: true });
});

test('random states have a seed, and a run of them can be had again', () => {
  const random = { type: 'random', count: 200_000, seed: 1, untilFailure: false };
  assert.deepEqual(parseCrashCommand(['--random', '200000']), random);
  const again = parseCrashCommand(['--run', '17', '--seed', '3']);
  assert.deepEqual(again, { type: 'run', run: 17, seed: 3 });
  assert.deepEqual(parseCrashCommand(['--help']), { type: 'help' });
});

const WRONG: readonly (readonly [args: string, problem: RegExp])[] = [
  ['append-never', /^There is no script append-never\./],
  ['--random many', /^--random is many: give it a whole number from 0 on\./],
  ['--random 5 --run 3', /^--random and --run do not go together\./],
  ['--random 5 append-first', /^append-first is not understood\./],
  ['--seed 5', /^--seed is for --random and --run\./],
  ['--speed 5', /--speed/],
];

for (const [args, expected] of WRONG) {
  test(`"${args}" is refused in one line that says why`, () => {
    const command = parseCrashCommand(args.split(' '));
    assert.equal(command.type, 'wrong');
    assert.match(command.problem, expected);
    assert.doesNotMatch(command.problem, /\n/);
  });
}
