import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BrokerConfigValues } from '@odradek/cluster';

import { readListeners } from './listeners.ts';

function read(configs: Record<string, string>) {
  return readListeners(new BrokerConfigValues(new Map(Object.entries(configs))));
}

const MAP = 'listener.security.protocol.map';

test('without a config a broker listens on localhost:9092', () => {
  assert.deepEqual(read({}), {
    listeners: [{ name: 'PLAINTEXT', endpoint: { host: 'localhost', port: 9092 } }],
    errors: [],
    notes: [],
  });
});

for (const [text, host, port] of [
  ['PLAINTEXT://:9092', '', 9092],
  ['plaintext://broker-1.example.com:0', 'broker-1.example.com', 0],
  ['PLAINTEXT://[::1]:65535', '::1', 65_535],
  ['PLAINTEXT://[fe80::1%eth0]:9092', 'fe80::1%eth0', 9092],
] as const) {
  test(`the listener ${text} is opened`, () => {
    const { listeners, errors } = read({ listeners: text });
    assert.deepEqual(listeners, [{ name: 'PLAINTEXT', endpoint: { host, port } }]);
    assert.deepEqual(errors, []);
  });
}

for (const text of [
  'localhost:9092',
  'PLAINTEXT://localhost',
  'PLAINTEXT://localhost:',
  'PLAINTEXT://localhost:65536',
  'PLAINTEXT://localhost:-1',
  'PLAINTEXT://::1:9092',
  '://localhost:9092',
]) {
  test(`the listener ${text} is refused with the form to write`, () => {
    const [error] = read({ listeners: text }).errors;
    assert.equal(
      error,
      `Invalid value ${text} for configuration listeners: write NAME://HOST:PORT with a port up to ` +
        '65535, such as PLAINTEXT://localhost:9092, or without a host for every interface.',
    );
  });
}

test('several listeners have names and addresses of their own', () => {
  const { listeners, errors } = read({
    listeners: 'INTERNAL://10.0.0.1:9092, EXTERNAL://:9093',
    [MAP]: 'internal:PLAINTEXT, EXTERNAL:PLAINTEXT',
    'advertised.listeners': 'EXTERNAL://broker.example.com:19093',
  });
  assert.deepEqual(errors, []);
  assert.deepEqual(listeners, [
    { name: 'INTERNAL', endpoint: { host: '10.0.0.1', port: 9092 } },
    {
      name: 'EXTERNAL',
      endpoint: { host: '', port: 9093 },
      advertised: { host: 'broker.example.com', port: 19_093 },
    },
  ]);
});

test('the listener of the controller is not opened, nor advertised, and a note says so', () => {
  const { listeners, errors, notes } = read({
    listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    'advertised.listeners': 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
    'controller.listener.names': 'CONTROLLER',
  });
  assert.deepEqual(
    listeners.map(({ name, advertised }) => [name, advertised?.host]),
    [['PLAINTEXT', 'localhost']],
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(notes, [
    'Listener CONTROLLER is not opened: the controller lives inside of this broker.',
  ]);
});

test('to advertise a port without a host is to name the address that was dialled', () => {
  const { listeners } = read({
    listeners: 'PLAINTEXT://:9092',
    'advertised.listeners': 'PLAINTEXT://:9092',
  });
  assert.equal(listeners[0]?.advertised, undefined);
});

for (const [what, configs, error] of [
  [
    'TLS',
    { listeners: 'SSL://:9092' },
    /^Listener SSL asks for SSL; TLS and SASL are not supported yet, only PLAINTEXT is\.$/,
  ],
  [
    'SASL under another name',
    { listeners: 'CLIENTS://:9092', [MAP]: 'CLIENTS:SASL_PLAINTEXT' },
    /^Listener CLIENTS asks for SASL_PLAINTEXT/,
  ],
  [
    'a security protocol that there is not',
    { listeners: 'CLIENTS://:9092', [MAP]: 'CLIENTS:TLS' },
    /^Listener CLIENTS has the security protocol TLS; there are PLAINTEXT, SSL/,
  ],
  [
    'a listener without a security protocol',
    { listeners: 'CLIENTS://:9092' },
    /^No security protocol is defined for listener CLIENTS; add CLIENTS:PLAINTEXT to/,
  ],
  [
    'two listeners of one name',
    { listeners: 'PLAINTEXT://:9092,PLAINTEXT://:9093' },
    /^Each listener must have a different name, listeners: PLAINTEXT, PLAINTEXT$/,
  ],
  [
    'two listeners at one address',
    { listeners: 'A://:9092,B://:9092', [MAP]: 'A:PLAINTEXT,B:PLAINTEXT' },
    /^Each listener must have a different port, listeners: :9092, :9092$/,
  ],
  [
    'none for clients',
    { listeners: 'CONTROLLER://:9093', 'controller.listener.names': 'CONTROLLER' },
    /^listeners has none for clients/,
  ],
  [
    'an advertised listener that there is not',
    { 'advertised.listeners': 'OTHER://a:1' },
    /^advertised\.listeners has OTHER, which is not in listeners/,
  ],
  [
    'an advertised address that nobody can dial',
    { 'advertised.listeners': 'PLAINTEXT://0.0.0.0:9092' },
    /^advertised\.listeners cannot use the nonroutable meta-address 0\.0\.0\.0\./,
  ],
  [
    'an advertised port that nobody can dial',
    { 'advertised.listeners': 'PLAINTEXT://a:0' },
    /^advertised\.listeners has port 0 for PLAINTEXT/,
  ],
] as const) {
  test(`${what} is refused in one line`, () => {
    const { errors } = read(configs);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', error);
  });
}
