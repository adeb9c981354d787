import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseConnectionsPerIp } from './connections-per-ip.ts';

test('addresses are known in every form in which they are written', () => {
  for (const [text, expected] of [
    ['127.0.0.1:200', [['127.0.0.1', 200]]],
    [
      ' 10.0.0.1 : 3 ,10.0.0.2:0',
      [
        ['10.0.0.1', 3],
        ['10.0.0.2', 0],
      ],
    ],
    ['0:0:0:0:0:0:0:1:5', [['0:0:0:0:0:0:0:1', 5]]],
    ['[FE80::0A]:7', [['fe80:0:0:0:0:0:0:a', 7]]],
    ['::ffff:10.1.2.255:9', [['10.1.2.255', 9]]],
    [
      'localhost:4',
      [
        ['127.0.0.1', 4],
        ['0:0:0:0:0:0:0:1', 4],
      ],
    ],
    ['10.0.0.1:1,10.0.0.1:2', [['10.0.0.1', 2]]],
    ['', []],
    ['  ', []],
  ] as const) {
    assert.deepEqual([...(parseConnectionsPerIp(text) ?? [])], expected, text);
  }
});

test('what is no address with a count is refused, and so are names, which would have to be looked up', () => {
  for (const text of [
    '127.0.0.1',
    ':5',
    '5',
    '10.0.0.256:1',
    '10.0.0.1:-1',
    '10.0.0.1:1.5',
    '10.0.0.1:99999999999',
    '10.0.0.1:',
    'example.com:10',
    ':::1:5',
    '10.0.0.1:1,',
    '10.0.0.1:1,,10.0.0.2:2',
  ]) {
    assert.equal(parseConnectionsPerIp(text), undefined, text);
  }
});
