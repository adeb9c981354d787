import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Command } from '../command-line/command.ts';
import { CommandArguments } from '../command-line/command-arguments.ts';
import { GROUP_DELETE, parseDeleteGroups } from './delete-groups.ts';
import { GROUP_DELETE_OFFSETS, parseDeleteOffsets } from './delete-offsets.ts';
import { GROUP_DESCRIBE, parseDescribeGroups } from './describe-groups.ts';
import { GROUP_LIST, parseListGroups } from './list-groups.ts';
import { GROUP_RESET_OFFSETS, parseResetOffsets } from './reset-offsets.ts';

function typed(command: Command, line: string): CommandArguments {
  return new CommandArguments(command, line.split(' ').filter(Boolean));
}

test('a list of groups may be of some states and types, in any case of letters', () => {
  const all = parseListGroups(typed(GROUP_LIST, '--state --type'));
  assert.deepEqual([all.states, all.types], [[], []]);
  const line = '--state stable,PREPARINGREBALANCE --type Consumer';
  const some = parseListGroups(typed(GROUP_LIST, line));
  assert.deepEqual([some.states, some.types], [['Stable', 'PreparingRebalance'], ['consumer']]);
});

for (const line of ['team', '--state asleep', '--type new', '--state stable,']) {
  test(`"group list ${line}" makes no sense`, () => {
    assert.throws(() => parseListGroups(typed(GROUP_LIST, line)), { name: 'UsageError' });
  });
}

test('groups to describe are named in two ways, or all', () => {
  const nothing = { isVerbose: false, isJson: false };
  assert.deepEqual(parseDescribeGroups(typed(GROUP_DESCRIBE, '')), {
    groups: 'all',
    view: 'offsets',
    ...nothing,
  });
  assert.deepEqual(parseDescribeGroups(typed(GROUP_DESCRIBE, '--all-groups --state')), {
    groups: 'all',
    view: 'state',
    ...nothing,
  });
  const line = 'a --group b --group a --members --verbose --json';
  assert.deepEqual(parseDescribeGroups(typed(GROUP_DESCRIBE, line)), {
    groups: ['a', 'b'],
    view: 'members',
    isVerbose: true,
    isJson: true,
  });
});

for (const line of ['a --all-groups', '--members --state', '--offsets --members']) {
  test(`"group describe ${line}" makes no sense`, () => {
    assert.throws(() => parseDescribeGroups(typed(GROUP_DESCRIBE, line)), { name: 'UsageError' });
  });
}

test('groups to delete are named, because all of them are many', () => {
  assert.deepEqual(parseDeleteGroups(typed(GROUP_DELETE, 'a b --if-exists')), {
    groups: ['a', 'b'],
    ifExists: true,
  });
  assert.equal(parseDeleteGroups(typed(GROUP_DELETE, '--all-groups')).groups, 'all');
  assert.throws(() => parseDeleteGroups(typed(GROUP_DELETE, '')), {
    name: 'UsageError',
    message: /^Say which groups to delete: GROUP \.\.\. or --all-groups /,
  });
});

test('offsets to delete are of one group and of some topics or partitions', () => {
  const line = '--group g --topic orders:2,0 --topic timed --topic orders:1,2';
  assert.deepEqual(parseDeleteOffsets(typed(GROUP_DELETE_OFFSETS, line)), {
    groupId: 'g',
    topics: [
      { topic: 'orders', partitions: [2, 0, 1] },
      { topic: 'timed', partitions: undefined },
    ],
  });
});

test('a topic that is given once with partitions and once without is meant as a whole', () => {
  for (const line of ['g --topic a --topic a:1', 'g --topic a:1 --topic a']) {
    assert.deepEqual(parseDeleteOffsets(typed(GROUP_DELETE_OFFSETS, line)).topics, [
      { topic: 'a', partitions: undefined },
    ]);
  }
});

for (const line of [
  '--topic a',
  'g',
  'g h --topic a',
  'g --topic a:',
  'g --topic :1',
  'g --topic a:1:2',
  'g --topic a:x',
  'g --topic a:-1',
  'g --topic a:2147483648',
]) {
  test(`"group delete-offsets ${line}" makes no sense`, () => {
    assert.throws(() => parseDeleteOffsets(typed(GROUP_DELETE_OFFSETS, line)), {
      name: 'UsageError',
    });
  });
}

const SCOPE = { type: 'topics', topics: [{ topic: 'orders', partitions: undefined }] };

for (const [line, target] of [
  ['--to-earliest', { type: 'earliest' }],
  ['--to-latest', { type: 'latest' }],
  ['--to-current', { type: 'current' }],
  ['--shift-by -2', { type: 'shift', by: -2 }],
  ['--to-offset 7', { type: 'offset', offset: 7 }],
  ['--to-datetime 2026-01-01T00:00:00.035', { type: 'time', timestamp: Date.UTC(2026, 0, 1) + 35 }],
  [
    '--to-datetime 2026-01-01T00:00:00.000+02:00',
    { type: 'time', timestamp: Date.UTC(2025, 11, 31, 22) },
  ],
  ['--by-duration PT1H', { type: 'ago', ms: 3_600_000 }],
] as const) {
  test(`offsets are reset ${line}`, () => {
    const args = typed(GROUP_RESET_OFFSETS, `g --topic orders ${line}`);
    assert.deepEqual(parseResetOffsets(args), {
      groups: ['g'],
      scope: SCOPE,
      target,
      execution: 'unsaid',
      isExport: false,
    });
  });
}

test('offsets are reset from a file, which says of which partitions', () => {
  const line = '--all-groups --from-file plan.csv --execute --export';
  assert.deepEqual(parseResetOffsets(typed(GROUP_RESET_OFFSETS, line)), {
    groups: 'all',
    scope: { type: 'file' },
    target: { type: 'file', path: 'plan.csv' },
    execution: 'execute',
    isExport: true,
  });
});

for (const [line, message] of [
  ['--topic a --to-latest', /Say which groups to reset/],
  ['g --topic a', /Say to where: one of --to-earliest, /],
  ['g --to-latest', /Say of which topics/],
  ['g --topic a --all-topics --to-latest', /either --topic or --all-topics/],
  ['g --topic a --from-file f', /either --from-file or --topic/],
  ['g --topic a --to-latest --to-earliest', /either --to-earliest or --to-latest/],
  ['g --topic a --to-latest --execute --dry-run', /either --execute or --dry-run/],
  ['g --topic a --to-offset -1', /--to-offset is "-1"/],
  ['g --topic a --to-datetime soon', /--to-datetime is "soon"; write a date/],
  ['g --topic a --by-duration 1d', /--by-duration is "1d"; write PnDTnHnMnS/],
] as const) {
  test(`"group reset-offsets ${line}" makes no sense`, () => {
    assert.throws(() => parseResetOffsets(typed(GROUP_RESET_OFFSETS, line)), {
      name: 'UsageError',
      message,
    });
  });
}

test('a dry run that was asked for is worth no word', () => {
  const line = 'g --all-topics --to-latest --dry-run';
  const { scope, execution } = parseResetOffsets(typed(GROUP_RESET_OFFSETS, line));
  assert.deepEqual([scope, execution], [{ type: 'all-topics' }, 'dry-run']);
});
