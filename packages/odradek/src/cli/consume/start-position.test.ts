import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CommandArguments } from '../command-line/command-arguments.ts';
import { CONSUME } from './consume-command.ts';
import {
  type PartitionOffsets,
  parseStartPosition,
  startOffset,
  type StartPosition,
  timeOf,
} from './start-position.ts';

function parse(...args: readonly string[]): StartPosition {
  return parseStartPosition(new CommandArguments(CONSUME, ['orders', ...args]));
}

const ORDERS: PartitionOffsets = {
  topic: 'orders',
  partition: 2,
  start: 10,
  end: 20,
  atTime: undefined,
};

for (const [args, position] of [
  [[], { type: 'latest' }],
  [['--from-beginning'], { type: 'earliest' }],
  [['--offset', 'earliest'], { type: 'earliest' }],
  [['--offset', 'latest'], { type: 'latest' }],
  [['--offset', '0'], { type: 'offset', offset: 0 }],
  [['--offset', '9007199254740991'], { type: 'offset', offset: Number.MAX_SAFE_INTEGER }],
  [['--offset', '-5'], { type: 'last', count: 5 }],
  [['--offset', '-0'], { type: 'last', count: 0 }],
  [['--from-date', '0'], { type: 'time', timestamp: 0 }],
  [['--from-date', '1795253400123'], { type: 'time', timestamp: 1_795_253_400_123 }],
  [['--from-date', '2026-11-21'], { type: 'time', timestamp: Date.UTC(2026, 10, 21) }],
  [['--from-date', '2026-11-21T09:30'], { type: 'time', timestamp: Date.UTC(2026, 10, 21, 9, 30) }],
  [
    ['--from-date', '2026-11-21T09:30:01.5'],
    { type: 'time', timestamp: Date.UTC(2026, 10, 21, 9, 30, 1, 500) },
  ],
  [
    ['--from-date', '2026-11-21T09:30:00Z'],
    { type: 'time', timestamp: Date.UTC(2026, 10, 21, 9, 30) },
  ],
  [
    ['--from-date', '2026-11-21T09:30:00+02:00'],
    { type: 'time', timestamp: Date.UTC(2026, 10, 21, 7, 30) },
  ],
  [['--from-date', '-90s'], { type: 'ago', ms: 90_000 }],
  [['--from-date', '-2h'], { type: 'ago', ms: 7_200_000 }],
  [['--from-date', '-1d'], { type: 'ago', ms: 86_400_000 }],
] as const) {
  test(`"consume orders ${args.join(' ')}" begins at ${JSON.stringify(position)}`, () => {
    assert.deepEqual(parse(...args), position);
  });
}

for (const args of [
  ['--offset', 'first'],
  ['--offset', '1.5'],
  ['--offset', '9007199254740992'],
  ['--offset', ''],
  ['--from-date', 'yesterday'],
  ['--from-date', '2026-13-01'],
  ['--from-date', '2026-11-21 09:30'],
  ['--from-date', '-2w'],
  ['--from-date', '-2'],
  ['--from-date', '99999999999999999999'],
  ['--from-date', ''],
  ['--from-beginning', '--offset', '3'],
  ['--offset', '3', '--from-date', '0'],
]) {
  test(`"consume orders ${args.join(' ')}" makes no sense`, () => {
    assert.throws(() => parse(...args), { name: 'UsageError' });
  });
}

test('a partition begins where its records, or the new ones, begin', () => {
  assert.equal(startOffset({ type: 'earliest' }, ORDERS), 10);
  assert.equal(startOffset({ type: 'latest' }, ORDERS), 20);
});

test('the last records are no more than there are', () => {
  assert.equal(startOffset({ type: 'last', count: 3 }, ORDERS), 17);
  assert.equal(startOffset({ type: 'last', count: 10 }, ORDERS), 10);
  assert.equal(startOffset({ type: 'last', count: 11 }, ORDERS), 10);
  assert.equal(startOffset({ type: 'last', count: 0 }, ORDERS), 20);
});

test('a time begins at its record, or at the end if there is none', () => {
  for (const position of [
    { type: 'time', timestamp: 1 },
    { type: 'ago', ms: 1 },
  ] as const) {
    assert.equal(startOffset(position, { ...ORDERS, atTime: 13 }), 13);
    assert.equal(startOffset(position, { ...ORDERS, atTime: -1 }), 20);
  }
});

test('a while ago is counted from now, and never before the epoch', () => {
  assert.equal(timeOf({ type: 'ago', ms: 400 }, 1000), 600);
  assert.equal(timeOf({ type: 'ago', ms: 4000 }, 1000), 0);
  assert.equal(timeOf({ type: 'time', timestamp: 7 }, 1000), 7);
  assert.equal(timeOf({ type: 'latest' }, 1000), undefined);
});

test('an offset may be that of the next record', () => {
  for (const offset of [10, 15, 20]) {
    assert.equal(startOffset({ type: 'offset', offset }, ORDERS), offset);
  }
});

test('an offset that the partition does not have is refused with those that it has', () => {
  for (const offset of [9, 21]) {
    assert.throws(() => startOffset({ type: 'offset', offset }, ORDERS), {
      code: 'OFFSET_OUT_OF_RANGE',
      message:
        `--offset is ${offset}, but partition 2 of orders begins at 10 and ends at 20; ` +
        'choose an offset between them, or other partitions with --partition.',
    });
  }
});
