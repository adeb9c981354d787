import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { ConnectionAcceptor, type ConnectionRates } from './connection-acceptor.ts';
import { ConnectionCounters } from './connection-counters.ts';
import { ConnectionLimits, type ConnectionLimitValues } from './connection-limits.ts';

interface AcceptanceOptions {
  readonly values?: Partial<ConnectionLimitValues>;
  /** How long each has to wait because of a rate. */
  readonly listenerRate?: () => number;
  readonly ipRate?: (ip: string) => number;
  readonly waitingMax?: number;
}

function rateOf(recordAndGetThrottleTimeMs: (name: string) => number = () => 0): ConnectionRates {
  return { recordAndGetThrottleTimeMs };
}

/** One listener, and what became of the connections that arrived there. */
class Acceptance {
  readonly clock: ManualClock = new ManualClock();
  readonly counters: ConnectionCounters = new ConnectionCounters();
  readonly limits: ConnectionLimits;
  readonly acceptor: ConnectionAcceptor;
  readonly log: string[] = [];
  readonly reports: string[] = [];
  readonly gone: Set<string> = new Set();

  constructor(options: AcceptanceOptions) {
    const { values = {}, waitingMax = 50 } = options;
    this.limits = new ConnectionLimits(
      {
        maxConnections: Infinity,
        maxConnectionsPerIp: Infinity,
        maxConnectionsPerIpOverrides: new Map(),
        maxConnectionCreationRate: Infinity,
        listeners: new Map(),
        ...values,
      },
      'INTERNAL',
    );
    this.limits.addListener('CLIENTS');
    this.acceptor = new ConnectionAcceptor({
      listener: 'CLIENTS',
      limits: this.limits,
      listenerRates: rateOf(options.listenerRate),
      ipRates: rateOf(options.ipRate),
      waitingMax,
      clock: this.clock,
      counters: this.counters,
      report: (message) => this.reports.push(message),
    });
  }

  arrive(name: string, ip = '10.0.0.1'): void {
    const { gone } = this;
    const note = (what: string) => () => this.log.push(`${name} ${what}`);
    this.acceptor.arrived({
      ip,
      get isGone(): boolean {
        return gone.has(name);
      },
      hold: note('held'),
      serve: note('served'),
      refuse: note('refused'),
    });
  }

  leave(ip = '10.0.0.1'): void {
    this.limits.closed('CLIENTS', ip);
    this.acceptor.letIn();
  }

  /** What happened since this was asked last. */
  get news(): readonly string[] {
    return this.log.splice(0);
  }
}

test('without limits every connection is served as it arrives', () => {
  const acceptance = new Acceptance({});
  for (const name of ['a', 'b', 'c']) acceptance.arrive(name);
  assert.deepEqual(acceptance.news, ['a served', 'b served', 'c served']);
  assert.equal(acceptance.limits.connections, 3);
  assert.equal(acceptance.clock.timersCount, 0);
});

test('with max.connections the next ones wait unread, and are served in their order', () => {
  const acceptance = new Acceptance({ values: { maxConnections: 1 } });
  for (const name of ['a', 'b', 'c']) acceptance.arrive(name);
  assert.deepEqual(acceptance.news, ['a served', 'b held', 'c held']);
  acceptance.clock.advance(500);
  acceptance.leave();
  assert.deepEqual(acceptance.news, ['b served']);
  acceptance.clock.advance(250);
  acceptance.leave();
  assert.deepEqual(acceptance.news, ['c served']);
  const { delayed, acceptorBlockedMs, refusedWaiting } = acceptance.counters;
  assert.deepEqual([delayed, acceptorBlockedMs, refusedWaiting], [2, 750, 0]);
  assert.deepEqual(acceptance.reports, []);
});

test('one that has gone while it waited takes no place', () => {
  const acceptance = new Acceptance({ values: { maxConnections: 1 } });
  for (const name of ['a', 'b', 'c']) acceptance.arrive(name);
  acceptance.gone.add('b');
  assert.deepEqual(acceptance.news, ['a served', 'b held', 'c held']);
  acceptance.leave();
  assert.deepEqual(acceptance.news, ['c served']);
  assert.equal(acceptance.limits.connections, 1);
});

test('when as many wait as socket.listen.backlog.size allows, more are closed, which is told', () => {
  const acceptance = new Acceptance({ values: { maxConnections: 0 }, waitingMax: 2 });
  for (const name of ['a', 'b', 'c']) acceptance.arrive(name, '10.0.0.9');
  assert.deepEqual(acceptance.news, ['a held', 'b held', 'c refused']);
  assert.equal(acceptance.counters.refusedWaiting, 1);
  assert.match(
    acceptance.reports[0] ?? '',
    /10\.0\.0\.9: there are 0 connections, as many as max\.connections allows, and socket\.listen\.backlog\.size=2 more wait/,
  );
});

test('a limit that is raised lets in who waits', () => {
  const acceptance = new Acceptance({ values: { maxConnections: 0 } });
  for (const name of ['a', 'b', 'c']) acceptance.arrive(name);
  acceptance.limits.values = { ...acceptance.limits.values, maxConnections: 2 };
  acceptance.acceptor.letIn();
  assert.deepEqual(acceptance.news, ['a held', 'b held', 'c held', 'a served', 'b served']);
});

test('with max.connections.per.ip more connections of an address are closed at once, others not', () => {
  const acceptance = new Acceptance({ values: { maxConnectionsPerIp: 1 } });
  acceptance.arrive('a', '10.0.0.1');
  acceptance.arrive('b', '10.0.0.1');
  acceptance.arrive('c', '10.0.0.2');
  assert.deepEqual(acceptance.news, ['a served', 'b refused', 'c served']);
  assert.equal(acceptance.counters.refusedPerIp, 1);
  assert.equal(acceptance.limits.connectionsFrom('10.0.0.1'), 1);
  assert.match(
    acceptance.reports[0] ?? '',
    /^Refusing a connection from 10\.0\.0\.1, which has the 1 that max\.connections\.per\.ip allows; raise/,
  );
  acceptance.leave('10.0.0.1');
  acceptance.arrive('d', '10.0.0.1');
  assert.deepEqual(acceptance.news, ['d served']);
});

test('an address that has an override is told of it', () => {
  const maxConnectionsPerIpOverrides = new Map([['10.0.0.1', 0]]);
  const acceptance = new Acceptance({ values: { maxConnectionsPerIpOverrides } });
  acceptance.arrive('a', '10.0.0.1');
  assert.deepEqual(acceptance.news, ['a refused']);
  assert.match(
    acceptance.reports[0] ?? '',
    /the 0 that max\.connections\.per\.ip\.overrides allows/,
  );
});

test('the rates of broker and listener make connections wait, each for the time of its own', () => {
  const delays = [0, 100, 40];
  const acceptance = new Acceptance({ listenerRate: () => delays.shift() ?? 0 });
  for (const name of ['a', 'b', 'c', 'd']) acceptance.arrive(name);
  assert.deepEqual(acceptance.news, ['a served', 'b held', 'c held', 'd held']);
  acceptance.clock.advance(99);
  assert.deepEqual(acceptance.news, []);
  acceptance.clock.advance(1);
  assert.deepEqual(acceptance.news, ['b served']);
  acceptance.clock.advance(40);
  assert.deepEqual(acceptance.news, ['c served', 'd served']);
  assert.equal(acceptance.clock.timersCount, 0);
});

test('a connection that waited for the rates waits for room after that', () => {
  let delayMs = 100;
  const acceptance = new Acceptance({ listenerRate: () => delayMs, values: { maxConnections: 0 } });
  acceptance.arrive('a');
  delayMs = 1_000;
  acceptance.clock.advance(100);
  acceptance.limits.values = { ...acceptance.limits.values, maxConnections: 1 };
  acceptance.acceptor.letIn();
  assert.deepEqual(acceptance.news, ['a held', 'a served']);
});

test('an address above its quota is kept waiting unread and then closed, and takes no place', () => {
  const acceptance = new Acceptance({ ipRate: (ip) => (ip === '10.0.0.1' ? 300 : 0) });
  acceptance.arrive('a', '10.0.0.1');
  acceptance.arrive('b', '10.0.0.2');
  assert.deepEqual(acceptance.news, ['a held', 'b served']);
  acceptance.clock.advance(299);
  assert.deepEqual(acceptance.news, []);
  acceptance.clock.advance(1);
  assert.deepEqual(acceptance.news, ['a refused']);
  assert.equal(acceptance.counters.throttledPerIp, 1);
  assert.equal(acceptance.limits.connections, 1);
  assert.match(acceptance.reports[0] ?? '', /10\.0\.0\.1, which .* quota connection_creation_rate/);
});

test('so many wait to be closed, the others are closed at once', () => {
  const acceptance = new Acceptance({ ipRate: () => 300 });
  for (let name = 0; name < 1_010; name++) acceptance.arrive(String(name));
  assert.equal(acceptance.news.filter((line) => line.endsWith('refused')).length, 10);
  assert.equal(acceptance.clock.timersCount, 1_000);
});

test('closing refuses whoever waits, and leaves no timer', () => {
  const acceptance = new Acceptance({ listenerRate: () => 100, ipRate: () => 300 });
  for (const name of ['a', 'b']) acceptance.arrive(name);
  acceptance.clock.advance(100);
  assert.deepEqual(acceptance.news, ['a held', 'b held', 'a held']);
  acceptance.acceptor.close();
  assert.deepEqual(acceptance.news, ['b refused', 'a refused']);
  assert.equal(acceptance.clock.timersCount, 0);
});
