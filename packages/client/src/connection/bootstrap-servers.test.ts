import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseBootstrapServers } from './bootstrap-servers.ts';

test('addresses are separated by commas or stand in a list, IPv6 in brackets', () => {
  const expected = [
    { host: 'a', port: 1 },
    { host: '::1', port: 9092 },
  ];
  assert.deepEqual(parseBootstrapServers('a:1, [::1]:9092'), expected);
  assert.deepEqual(parseBootstrapServers(['a:1', '[::1]:9092,']), expected);
});

test('what is no address is refused by name', () => {
  for (const text of ['', ' , ', 'a', 'a:', ':1', 'a:0', 'a:65536', '::1:9092', 'a:b', 'a:1:2']) {
    const parse = (): unknown => parseBootstrapServers(text);
    assert.throws(parse, { code: 'INVALID_CONFIG', message: /bootstrap\.servers/ }, text);
  }
});
