import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatAddress, parseListenAddress } from './listen-address.ts';

for (const [text, host, port] of [
  ['localhost:9092', 'localhost', 9092],
  ['127.0.0.1:0', '127.0.0.1', 0],
  ['broker-1.example.com:65535', 'broker-1.example.com', 65_535],
  ['[::1]:9092', '::1', 9092],
  ['[fe80::1%eth0]:9092', 'fe80::1%eth0', 9092],
] as const) {
  test(`${text} is an address, and is written like that`, () => {
    assert.deepEqual(parseListenAddress('--listen', text), { host, port });
    assert.equal(formatAddress({ host, port }), text);
  });
}

for (const text of [
  '',
  'localhost',
  ':9092',
  'localhost:',
  'localhost:-1',
  'localhost:65536',
  'localhost:99999999999999999999',
  'localhost:9092:1',
  'localhost:9092 ',
  '::1:9092',
  '[::1]',
  '[]:9092',
  'PLAINTEXT://localhost:9092',
]) {
  test(`"${text}" is no address, and the setting is named`, () => {
    assert.throws(() => parseListenAddress('--listen', text), {
      code: 'INVALID_CONFIG',
      message: `--listen is "${text}"; write HOST:PORT with a port up to 65535, such as localhost:9092, or port 0 for a free one.`,
    });
  });
}
