import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConnectionLimits, type ConnectionLimitValues } from './connection-limits.ts';

const NONE: ConnectionLimitValues = {
  maxConnections: Infinity,
  maxConnectionsPerIp: Infinity,
  maxConnectionsPerIpOverrides: new Map(),
  maxConnectionCreationRate: Infinity,
  listeners: new Map(),
};

function limitsOf(values: Partial<ConnectionLimitValues>, ...listeners: string[]) {
  const limits = new ConnectionLimits({ ...NONE, ...values }, 'INTERNAL');
  for (const listener of listeners) limits.addListener(listener);
  return limits;
}

test('max.connections counts the connections of all listeners', () => {
  const limits = limitsOf({ maxConnections: 2 }, 'CLIENTS', 'OTHERS');
  limits.opened('CLIENTS', '10.0.0.1');
  assert.equal(limits.hasRoom('OTHERS'), true);
  limits.opened('OTHERS', '10.0.0.2');
  assert.equal(limits.hasRoom('CLIENTS'), false);
  limits.closed('OTHERS', '10.0.0.2');
  assert.equal(limits.hasRoom('CLIENTS'), true);
  assert.equal(limits.connections, 1);
});

test('a listener may have a limit of its own beside that of the broker', () => {
  const listeners = new Map([
    ['CLIENTS', { maxConnections: 1, maxConnectionCreationRate: Infinity }],
  ]);
  const limits = limitsOf({ maxConnections: 2, listeners }, 'CLIENTS', 'OTHERS');
  limits.opened('CLIENTS', '10.0.0.1');
  assert.equal(limits.hasRoom('CLIENTS'), false);
  assert.equal(limits.hasRoom('OTHERS'), true);
});

test('the listener between brokers takes more than max.connections, and others have to give way', () => {
  const limits = limitsOf({ maxConnections: 1 }, 'INTERNAL', 'CLIENTS');
  limits.opened('CLIENTS', '10.0.0.1');
  assert.equal(limits.isExceeded, false);
  assert.equal(limits.hasRoom('INTERNAL'), true);
  limits.opened('INTERNAL', '10.0.0.2');
  assert.equal(limits.isExceeded, true);
  assert.equal(limits.isProtected('INTERNAL'), true);
  assert.equal(limits.isProtected('CLIENTS'), false);
});

test('the listener between brokers has its own limit, and if it is the only one that of the broker', () => {
  const listeners = new Map([
    ['INTERNAL', { maxConnections: 1, maxConnectionCreationRate: Infinity }],
  ]);
  const two = limitsOf({ listeners }, 'INTERNAL', 'CLIENTS');
  two.opened('INTERNAL', '10.0.0.1');
  assert.equal(two.hasRoom('INTERNAL'), false);
  const one = limitsOf({ maxConnections: 1 }, 'INTERNAL');
  one.opened('INTERNAL', '10.0.0.1');
  assert.equal(one.hasRoom('INTERNAL'), false);
});

test('an address has max.connections.per.ip, or its override, which may be more or none', () => {
  const maxConnectionsPerIpOverrides = new Map([
    ['10.0.0.2', 2],
    ['10.0.0.3', 0],
  ]);
  const limits = limitsOf({ maxConnectionsPerIp: 1, maxConnectionsPerIpOverrides }, 'CLIENTS');
  for (const ip of ['10.0.0.1', '10.0.0.2']) {
    assert.equal(limits.hasRoomFor(ip), true);
    limits.opened('CLIENTS', ip);
  }
  assert.equal(limits.hasRoomFor('10.0.0.1'), false);
  assert.equal(limits.hasRoomFor('10.0.0.2'), true);
  assert.equal(limits.hasRoomFor('10.0.0.3'), false);
  limits.closed('CLIENTS', '10.0.0.1');
  assert.equal(limits.hasRoomFor('10.0.0.1'), true);
});

test('a limit that is lowered leaves connections and says that there are too many', () => {
  const limits = limitsOf({}, 'CLIENTS');
  for (const ip of ['10.0.0.1', '10.0.0.2']) limits.opened('CLIENTS', ip);
  limits.values = { ...NONE, maxConnections: 1 };
  assert.equal(limits.isExceeded, true);
  assert.equal(limits.hasRoom('CLIENTS'), false);
  limits.closed('CLIENTS', '10.0.0.1');
  assert.equal(limits.isExceeded, false);
});
