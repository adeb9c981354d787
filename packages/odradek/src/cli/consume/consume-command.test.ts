import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConsumerRecord } from '@odradek/client';

import { CommandArguments } from '../command-line/command-arguments.ts';
import { CONSUME, parseConsume } from './consume-command.ts';

const RECORD: ConsumerRecord = {
  topic: 'orders',
  partition: 1,
  offset: 42,
  timestamp: 7,
  timestampType: 'CreateTime',
  key: null,
  value: Buffer.from('v'),
  headers: [],
  leaderEpoch: 0,
};

function parse(...args: readonly string[]) {
  return parseConsume(new CommandArguments(CONSUME, args));
}

function parseLine(line: string) {
  return parse(...line.split(' '));
}

function printed(...args: readonly string[]): string {
  return Buffer.concat(parse('orders', ...args).format(RECORD)).toString();
}

test('new records of all partitions are printed for ever', () => {
  const { format: _, ...request } = parse('orders');
  assert.deepEqual(request, {
    topics: { type: 'named', names: ['orders'] },
    partitions: [],
    position: { type: 'latest' },
    messagesMax: undefined,
    exitAtEnd: false,
    timeoutMs: undefined,
    isolationLevel: 'read_committed',
    group: undefined,
    consumer: {
      bootstrapServers: 'localhost:9092',
      isolationLevel: 'read_committed',
      autoOffsetReset: 'earliest',
    },
  });
  assert.equal(printed(), 'v\n');
});

test('every option is taken over', () => {
  const { format: _, ...request } = parseLine(
    'orders -b a:1 --partition 2,0 --partition 5 --offset -3 --max-messages 10 --exit-at-end ' +
      '--timeout-ms 500 --isolation-level read_uncommitted',
  );
  assert.deepEqual(request, {
    topics: { type: 'named', names: ['orders'] },
    partitions: [2, 0, 5],
    position: { type: 'last', count: 3 },
    messagesMax: 10,
    exitAtEnd: true,
    timeoutMs: 500,
    isolationLevel: 'read_uncommitted',
    group: undefined,
    consumer: {
      bootstrapServers: 'a:1',
      isolationLevel: 'read_uncommitted',
      autoOffsetReset: 'earliest',
    },
  });
});

test('several topics are taken, each once', () => {
  const { topics } = parseLine('b a b');
  assert.deepEqual(topics, { type: 'named', names: ['b', 'a'] });
});

test('an expression matches whole names, whatever it consists of', () => {
  const { topics } = parseLine('--include a|b.c');
  assert.ok(topics.type === 'matching');
  const matching = ['a', 'b.c', 'bxc', 'ab', 'xa', 'b.cd'].filter((name) =>
    topics.expression.test(name),
  );
  assert.deepEqual(matching, ['a', 'b.c', 'bxc']);
});

test('a group begins at the end, or at the first record, where it has no offset', () => {
  const { group, consumer } = parseLine('orders --group billing');
  assert.equal(group, 'billing');
  assert.deepEqual(consumer, {
    bootstrapServers: 'localhost:9092',
    isolationLevel: 'read_committed',
    groupId: 'billing',
    autoOffsetReset: 'latest',
    enableAutoCommit: false,
  });
  const options = '--from-beginning --group-protocol consumer --group-instance-id i-1';
  const { autoOffsetReset, groupProtocol, groupInstanceId } = parseLine(
    `orders --group billing ${options}`,
  ).consumer;
  assert.deepEqual(
    [autoOffsetReset, groupProtocol, groupInstanceId],
    ['earliest', 'consumer', 'i-1'],
  );
});

test('parts are printed in one order, however they are asked for', () => {
  assert.equal(
    printed('--print', 'key,offset', '--print', 'partition'),
    'Partition:1\tOffset:42\t\tv\n',
  );
  assert.equal(printed('--print=key', '--key-separator=:', '--null-value=NUL'), 'NUL:v\n');
});

test('JSON has all the parts', () => {
  assert.equal(JSON.parse(printed('--json')).offset, 42);
});

for (const [args, message] of [
  [[], /Say which topics to consume/],
  [['t', '--include', 'u'], /either topics or --include/],
  [['--include', 'a)(b'], /--include is "a\)\(b"; write a regular expression/],
  [['--include', ''], /--include is ""/],
  [['t', 'u', '--partition', '0'], /--partition goes with one topic only/],
  [['--include', 't', '--partition', '0'], /--partition goes with one topic only/],
  [['t', '--group', ' '], /--group is " "; write a name/],
  [['t', '--group', 'g', '--partition', '0'], /--partition does not go with --group/],
  [['t', '--group', 'g', '--offset', '0'], /see "odradek group reset-offsets"/],
  [['t', '--group', 'g', '--from-date', '-1h'], /--from-date does not go with --group/],
  [['t', '--group', 'g', '--group-protocol', 'share'], /use one of classic, consumer/],
  [['t', '--group-protocol', 'classic'], /--group-protocol needs --group/],
  [['t', '--group-instance-id', 'i'], /--group-instance-id needs --group/],
  [['t', '--print', 'value'], /use some of timestamp,partition,offset,headers,key/],
  [['t', '--json', '--print', 'key'], /either --json or --print/],
  [['t', '--json', '--null-value', 'x'], /either --json or --null-value/],
  [['t', '--partition', '0,x'], /--partition is "x"/],
  [['t', '--max-messages', '-1'], /--max-messages is "-1"; write a whole number from 0/],
  [['t', '--timeout-ms', '1s'], /--timeout-ms is "1s"/],
  [['t', '--isolation-level', 'serializable'], /use one of read_committed, read_uncommitted/],
] as const) {
  test(`"consume ${args.join(' ')}" makes no sense`, () => {
    assert.throws(() => parse(...args), { name: 'UsageError', message });
  });
}
