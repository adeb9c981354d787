import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';

import { parseCommand } from './arguments.ts';

test('seeds run from 1 on unless another is named', () => {
  const all = { type: 'seeds', from: 1, count: 100, untilFailure: false, ledger: false };
  assert.deepEqual(parseCommand(['--seeds', '100']), { ...all, jobs: availableParallelism() });
  const command = parseCommand('--seeds 5 --from 70 --until-failure --jobs 3'.split(' '));
  assert.deepEqual(command, { ...all, from: 70, count: 5, untilFailure: true, jobs: 3 });
});

test('the ledger is told if that is asked for', () => {
  const command = parseCommand(['--seeds', '5', '--ledger']);
  assert.ok(command.type === 'seeds' && command.ledger);
});

test('one seed may show its events', () => {
  assert.deepEqual(parseCommand(['--seed', '7']), { type: 'seed', seed: 7, trace: false });
  assert.deepEqual(parseCommand(['--seed', '7', '--trace']), {
    type: 'seed',
    seed: 7,
    trace: true,
  });
});

test('planted bugs may be named', () => {
  const command = parseCommand(['--planted-bugs', 'visible-before-durable']);
  assert.deepEqual(command, { type: 'planted-bugs', names: ['visible-before-durable'] });
  assert.deepEqual(parseCommand(['--planted-bugs']), { type: 'planted-bugs', names: [] });
});

test('steps to leave out may be named', () => {
  const command = parseCommand(['--left-out-steps', 'frame-sync']);
  assert.deepEqual(command, { type: 'left-out-steps', names: ['frame-sync'] });
});

test('help may be asked for', () => {
  assert.deepEqual(parseCommand(['--help']), { type: 'help' });
});

const WRONG: readonly (readonly [args: string, problem: RegExp])[] = [
  ['', /^Give --seeds, --seed, --planted-bugs or --left-out-steps\./],
  ['--from 3', /^Give --seeds, --seed, --planted-bugs or --left-out-steps\./],
  ['--seeds many', /^--seeds is many: give it a whole number from 0 on\./],
  ['--seeds=-1', /^--seeds is -1: give it a whole number from 0 on\./],
  ['--seeds -1', /--seeds/],
  ['--seeds 3 --from 9007199254740990', /^--from is 9007199254740990: give it a smaller number/],
  ['--seed=', /^--seed is : give it a whole number from 0 on\./],
  ['--seeds', /--seeds/],
  ['--speed 3', /--speed/],
  ['--seeds 3 --jobs 0', /^--jobs is 0: give it a whole number from 1 on\./],
  ['--seeds 3 --jobs some', /^--jobs is some: give it a whole number from 0 on\./],
  ['--seed 3 --ledger', /^--seed and --ledger do not go together\./],
  ['seven', /Give --seeds/],
  ['--seeds 3 seven', /^seven is not understood\./],
  ['--seed 1 --seeds 5', /^--seeds and --seed do not go together\./],
  ['--seeds 3 --trace', /^--seeds and --trace do not go together\./],
  ['--seed 3 --from 3', /^--seed and --from do not go together\./],
  ['--seed 3 --until-failure', /^--seed and --until-failure do not go together\./],
  ['--seed 3 --seed 4', /^--seed is given twice: give it once\./],
  ['--planted-bugs --seeds 3', /do not go together/],
  ['--help --seeds 3', /do not go together/],
  [
    '--planted-bugs nonsense',
    /^There is no planted bug nonsense; there are acknowledge-before-sync/,
  ],
  ['--left-out-steps nonsense', /^There is no step nonsense; there are segment-name-sync/],
];

for (const [args, expected] of WRONG) {
  test(`"${args}" is refused in one line that says why`, () => {
    const command = parseCommand(args === '' ? [] : args.split(' '));
    assert.equal(command.type, 'wrong');
    assert.match(command.problem, expected);
    assert.ok(command.problem.endsWith('See npm run simulate -- --help.'));
    assert.doesNotMatch(command.problem, /\n/);
  });
}
