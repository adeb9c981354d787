import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Command } from './command.ts';
import { CommandArguments } from './command-arguments.ts';

const COMMAND: Command = {
  name: 'wind',
  operands: 'THREAD',
  about: 'Wind thread',
  options: [
    { name: 'turns', value: 'N', about: 'how often' },
    { name: 'colour', value: 'NAME', isRepeatable: true, about: 'which colours' },
    { name: 'tight', about: 'leave no gap' },
    { name: 'mark', value: 'TEXT', isValueOptional: true, about: 'leave a mark' },
  ],
};

function read(...args: readonly string[]): CommandArguments {
  return new CommandArguments(COMMAND, args);
}

function assertRefused(run: () => unknown, message: string): void {
  assert.throws(run, { name: 'UsageError', message: `${message} (odradek wind --help).` });
}

test('options and operands may stand in any order', () => {
  const args = read('--turns', '3', 'silk', '--tight');
  assert.deepEqual(args.operands, ['silk']);
  assert.equal(args.integer('turns', { min: 1, max: 9 }), 3);
  assert.equal(args.has('tight'), true);
  assert.equal(args.has('colour'), false);
});

test('a value may follow an equals sign, and begin with dashes there', () => {
  assert.equal(read('--turns=--').text('turns'), '--');
  assert.equal(read('--turns=').text('turns'), '');
});

test('a value may be a negative number or a duration', () => {
  assert.equal(read('--turns', '-5').text('turns'), '-5');
  assert.equal(read('--turns', '-2h').text('turns'), '-2h');
});

test('a value that may be left out is the next word, unless that is an option', () => {
  assert.equal(read('--mark', 'knot').text('mark'), 'knot');
  assert.deepEqual(read('--mark', 'knot', 'silk').operands, ['silk']);
  assert.equal(read('--mark=').text('mark'), '');
  assert.equal(read('--mark=knot', 'silk').text('mark'), 'knot');
  assert.deepEqual(read('--mark=knot', 'silk').operands, ['silk']);
  const left = read('--mark', '--tight', 'silk');
  assert.equal(left.text('mark'), '');
  assert.equal(left.has('tight'), true);
  assert.deepEqual(left.operands, ['silk']);
  assert.equal(read('silk').text('mark'), undefined);
  assert.equal(read('--mark').has('mark'), true);
  assertRefused(() => read('--mark', 'a', '--mark', 'b'), '--mark is given twice');
});

test('after two dashes everything is an operand', () => {
  assert.deepEqual(read('--', '--turns').operands, ['--turns']);
});

test('the bootstrap server has a default, a long name and a short one', () => {
  assert.equal(read().bootstrapServers(), 'localhost:9092');
  assert.equal(read('-b', 'a:1').bootstrapServers(), 'a:1');
  assert.equal(read('--bootstrap-server', 'a:1,b:2').bootstrapServers(), 'a:1,b:2');
});

test('an option that may be given several times keeps all values in order', () => {
  assert.deepEqual(read('--colour', 'red', '--colour', 'blue').texts('colour'), ['red', 'blue']);
  assert.deepEqual(
    read('--colour', '2', '--colour', '0,2').integers('colour', { min: 0, max: 9 }),
    [2, 0],
  );
});

test('the value of a pair goes from the first equals sign to the end', () => {
  assert.deepEqual(read('--colour', 'a=b=c', '--colour', 'd=').pairs('colour'), [
    ['a', 'b=c'],
    ['d', ''],
  ]);
});

test('an unknown option names the nearest one, if one is near', () => {
  assertRefused(() => read('--turn', '3'), 'Unknown option --turn; did you mean --turns?');
  assertRefused(
    () => read('--boostrap-server=a:1'),
    'Unknown option --boostrap-server; did you mean --bootstrap-server?',
  );
  assertRefused(() => read('--velocity'), 'Unknown option --velocity');
  assertRefused(() => read('-x'), 'Unknown option -x');
});

test('a name of Object.prototype is an unknown option, too', () => {
  assertRefused(() => read('--constructor'), 'Unknown option --constructor');
  assertRefused(() => read('--__proto__'), 'Unknown option --__proto__');
});

test('an option without its value is refused', () => {
  assertRefused(() => read('--turns'), '--turns needs a value: N');
  assertRefused(
    () => read('--turns', '--tight'),
    '--turns needs a value: N, and --turns=--tight if that is it',
  );
});

test('a flag with a value is refused', () => {
  assertRefused(() => read('--tight=yes'), '--tight takes no value');
});

test('an option that is given twice is refused, a flag is not', () => {
  assertRefused(() => read('--turns', '1', '--turns', '1'), '--turns is given twice');
  assert.equal(read('--tight', '--tight').has('tight'), true);
});

for (const text of ['', 'x', '1.5', '1e3', '0', '10', '99999999999999999999', ' 1']) {
  test(`"${text}" is no number from 1 to 9`, () => {
    assertRefused(
      () => read(`--turns=${text}`).integer('turns', { min: 1, max: 9 }),
      `--turns is "${text}"; write a whole number from 1 to 9`,
    );
  });
}

test('a value that is none of the words is refused with the words', () => {
  assert.equal(read('--colour', 'red').choice('colour', ['red', 'blue']), 'red');
  assert.equal(read().choice('colour', ['red', 'blue']), undefined);
  assertRefused(
    () => read('--colour', 'green').choice('colour', ['red', 'blue']),
    '--colour is "green"; use one of red, blue',
  );
});

test('a pair without a key is refused', () => {
  for (const text of ['red', '=red']) {
    assertRefused(
      () => read('--colour', text).pairs('colour'),
      `--colour is "${text}"; write KEY=VALUE`,
    );
  }
});

test('operands that are too few or too many are refused', () => {
  const usage = 'odradek wind THREAD [options]';
  assertRefused(() => read().operand('thread'), `Say which thread: ${usage}`);
  assertRefused(
    () => read('a', 'b').operand('thread'),
    'Unexpected argument "b": one thread is enough',
  );
  assertRefused(() => read().operandsOfOne('threads'), `Say which threads: ${usage}`);
  assertRefused(() => read('a').noOperands(), 'Unexpected argument "a"');
});

test('of options that exclude each other one is enough', () => {
  read('--tight').onlyOneOf(['tight', 'turns']);
  assertRefused(
    () => read('--tight', '--turns', '1').onlyOneOf(['tight', 'turns']),
    'Give either --tight or --turns, not both',
  );
});
