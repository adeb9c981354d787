import assert from 'node:assert/strict';
import { test } from 'node:test';

import { commandsText, helpText, isHelpWanted } from './help-text.ts';

const COMMAND = {
  name: 'wind',
  operands: 'THREAD',
  about: 'Wind thread',
  options: [
    { name: 'turns', value: 'N', about: 'how often' },
    { name: 'colour', short: 'c', value: 'NAME', isRepeatable: true, about: 'which colours' },
  ],
  notes: ['A spool outlives who winds it.'],
};

test('the help of a command has its options in columns, then its notes', () => {
  assert.equal(
    helpText(COMMAND),
    `Usage: odradek wind THREAD [options]

Wind thread.

Options:
  --turns N                         how often
  -c, --colour NAME ...             which colours
  -b, --bootstrap-server HOST:PORT  a broker of the cluster; several with commas between (default localhost:9092)
  -h, --help                        print this

A spool outlives who winds it.
`,
  );
});

test('the help of several commands has one line for each', () => {
  const other = { name: 'unwind', operands: '', about: 'Unwind all', options: [] };
  assert.equal(
    commandsText([COMMAND, other]),
    '  wind THREAD  Wind thread\n  unwind       Unwind all',
  );
});

test('help is wanted wherever it is asked for, but not behind two dashes', () => {
  assert.equal(isHelpWanted(['--turns', '--help']), true);
  assert.equal(isHelpWanted(['a', '-h']), true);
  assert.equal(isHelpWanted(['--', '--help']), false);
  assert.equal(isHelpWanted([]), false);
});
