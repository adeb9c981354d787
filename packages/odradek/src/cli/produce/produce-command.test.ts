import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CommandArguments } from '../command-line/command-arguments.ts';
import { checkPartition, parseProduce, PRODUCE } from './produce-command.ts';

function parse(...args: readonly string[]) {
  return parseProduce(new CommandArguments(PRODUCE, args));
}

function parseLine(line: string) {
  return parse(...line.split(' '));
}

test('lines become records without keys, acknowledged by all replicas', () => {
  assert.deepEqual(parse('orders'), {
    topic: 'orders',
    partition: undefined,
    headers: [],
    lineFormat: { keySeparator: undefined, hasHeaders: false, nullValue: undefined },
    lineBytesMax: 1_048_576,
    producer: {
      bootstrapServers: 'localhost:9092',
      acks: 'all',
      compression: 'none',
      maxRequestSize: 1_048_576,
    },
  });
});

test('every option is taken over', () => {
  const request = parseLine(
    'orders -b a:1 --partition 3 --acks 1 --compression zstd --header a=1 --header b=x=y ' +
      '--max-request-size 5000 --key-separator : --null-value= --parse-headers',
  );
  assert.deepEqual(request, {
    topic: 'orders',
    partition: 3,
    headers: [
      { key: 'a', value: '1' },
      { key: 'b', value: 'x=y' },
    ],
    lineFormat: {
      keySeparator: Buffer.from(':'),
      hasHeaders: true,
      nullValue: Buffer.alloc(0),
    },
    lineBytesMax: 5000,
    producer: {
      bootstrapServers: 'a:1',
      acks: 1,
      compression: 'zstd',
      maxRequestSize: 5000,
    },
  });
});

test('-1 is what all is, and 0 nobody', () => {
  assert.equal(parse('t', '--acks', '-1').producer.acks, 'all');
  assert.equal(parse('t', '--acks', '0').producer.acks, 0);
});

for (const [args, message] of [
  [[], /Say which topic/],
  [['t', 'u'], /Unexpected argument "u"/],
  [['t', '--acks', '2'], /--acks is "2"; use one of all, -1, 1, 0/],
  [['t', '--compression', 'rar'], /use one of none, gzip, snappy, lz4, zstd/],
  [['t', '--partition', '-1'], /--partition is "-1"; write a whole number from 0/],
  [['t', '--key-separator', ''], /write at least one character/],
  [['t', '--key-separator', ':', '--null-value', ':'], /are the same; give two texts/],
  [['t', '--header', 'a'], /write KEY=VALUE/],
] as const) {
  test(`"produce ${args.join(' ')}" makes no sense`, () => {
    assert.throws(() => parse(...args), { name: 'UsageError', message });
  });
}

test('a partition that the topic does not have is refused with those that it has', () => {
  checkPartition(parse('t', '--partition', '5'), 6);
  checkPartition(parse('t'), 1);
  assert.throws(() => checkPartition(parse('t', '--partition', '6'), 6), {
    code: 'UNKNOWN_TOPIC_OR_PARTITION',
    message: '--partition is 6, but t has the partitions 0 to 5.',
  });
});
