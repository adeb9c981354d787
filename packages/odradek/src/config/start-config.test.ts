import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type ConfigArguments, readStartConfig } from './start-config.ts';

function start(args: Partial<ConfigArguments> & { readonly properties?: Record<string, string> }) {
  const { properties = {}, ...others } = args;
  return readStartConfig({ file: new Map(Object.entries(properties)), overrides: [], ...others });
}

function assertRefused(args: Parameters<typeof start>[0], ...lines: readonly RegExp[]): void {
  assert.throws(
    () => start(args),
    (error: Error & { code: string }) => {
      assert.equal(error.code, 'INVALID_CONFIG');
      const found = error.message.split('\n');
      assert.equal(found.length, lines.length, error.message);
      lines.forEach((line, index) => assert.match(found[index] ?? '', line));
      return true;
    },
  );
}

test('without anything a broker has the defaults', () => {
  const { broker, listeners, logDirectories, notes } = start({});
  assert.equal(broker.nodeId, 1);
  assert.equal(broker.numPartitions, 1);
  assert.equal(broker.topicDefaults.maxMessageBytes, 1_048_588);
  assert.equal(broker.topicDefaults.messageTimestampBeforeMaxMs, Number.MAX_SAFE_INTEGER);
  assert.deepEqual(listeners[0]?.endpoint, { host: 'localhost', port: 9092 });
  assert.deepEqual(logDirectories, ['./data']);
  assert.deepEqual(notes, []);
});

test('a broker is watched over HTTP only if it is asked to, and from this machine unless it says more', () => {
  const http = (text: string) => start({ properties: { 'odradek.http.listener': text } });
  assert.equal(start({}).httpEndpoint, undefined);
  assert.equal(http(' ').httpEndpoint, undefined);
  assert.deepEqual(http('9644').httpEndpoint, { host: '127.0.0.1', port: 9644 });
  assert.deepEqual(http('0.0.0.0:9644').httpEndpoint, { host: '0.0.0.0', port: 9644 });
  assert.deepEqual(http('[::1]:0').httpEndpoint, { host: '::1', port: 0 });
  for (const text of ['http://localhost:9644', ':9644', 'localhost', '70000', 'a b:1', '1:2:3']) {
    const line = /^Invalid value .* for configuration odradek\.http\.listener: write HOST:PORT/;
    assertRefused({ properties: { 'odradek.http.listener': text } }, line);
  }
});

test('--override beats --listen and --data, which beat the file, which beats the defaults', () => {
  const properties = {
    listeners: 'PLAINTEXT://file:1',
    'log.dirs': '/file',
    'num.partitions': '2',
    'fetch.max.bytes': '2048',
  };
  const ofFile = start({ properties });
  assert.equal(ofFile.listeners[0]?.endpoint.host, 'file');
  assert.deepEqual(ofFile.logDirectories, ['/file']);
  assert.equal(ofFile.broker.numPartitions, 2);
  const ofArguments = start({ properties, data: '/data', listen: '[::1]:2' });
  assert.deepEqual(ofArguments.listeners[0]?.endpoint, { host: '::1', port: 2 });
  assert.deepEqual(ofArguments.logDirectories, ['/data']);
  const overridden = start({
    properties,
    data: '/data',
    listen: '[::1]:2',
    overrides: [
      'listeners=PLAINTEXT://override:3',
      'log.dirs = /override',
      'num.partitions=3',
      'num.partitions=4',
    ],
  });
  assert.equal(overridden.listeners[0]?.endpoint.host, 'override');
  assert.deepEqual(overridden.logDirectories, ['/override']);
  assert.equal(overridden.broker.numPartitions, 4);
  assert.equal(overridden.broker.fetchMaxBytes, 2048);
});

test('log.dirs beats log.dir', () => {
  assert.deepEqual(start({ properties: { 'log.dir': '/a' } }).logDirectories, ['/a']);
  const several = start({ properties: { 'log.dir': '/a', 'log.dirs': '/b, /c' } });
  assert.deepEqual(several.logDirectories, ['/b', '/c']);
});

test('the metadata is in metadata.log.dir, or else in the first log directory', () => {
  const properties = { 'log.dirs': '/a,/b' };
  assert.equal(start({ properties }).metadataDirectory, '/a');
  const named = start({ properties: { ...properties, 'metadata.log.dir': '/b' } });
  assert.equal(named.metadataDirectory, '/b');
});

test('node.id and broker.id stand for each other', () => {
  assert.equal(start({ overrides: ['broker.id=7'] }).broker.nodeId, 7);
  assert.equal(start({ overrides: ['broker.id=-1'] }).broker.nodeId, 1);
  assert.equal(start({ overrides: ['node.id=7', 'broker.id=7'] }).broker.nodeId, 7);
  const { staticConfigs } = start({ overrides: ['node.id=7'] }).broker;
  assert.deepEqual(Object.fromEntries(staticConfigs), { 'node.id': '7', 'broker.id': '7' });
  assertRefused(
    { overrides: ['node.id=1', 'broker.id=2'] },
    /^node\.id is 1, but broker\.id is 2; give only node\.id/,
  );
});

test('invalid values are refused with key, value and what is allowed, a line for each', () => {
  assertRefused(
    { overrides: ['num.partitions=0', 'log.message.timestamp.type=Now', 'fetch.max.bytes=1e6'] },
    /^Invalid value 0 for configuration num\.partitions: .* at least 1\. Allowed: INT from 1 to 2147483647\.$/,
    /^Invalid value Now for .*timestamp\.type: .* Allowed: STRING of CreateTime, LogAppendTime\.$/,
    /^Invalid value 1e6 for configuration fetch\.max\.bytes: Not a number of type INT\. Allowed: INT from 1024 /,
  );
});

test('a retention of no time at all is refused in each unit', () => {
  for (const key of ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours']) {
    assertRefused({ overrides: [`${key}=0`] }, /must be unlimited \(-1\) or/);
  }
});

test('a segment that rolls at once is refused', () => {
  assertRefused(
    { overrides: ['log.roll.ms=0', 'log.roll.jitter.ms=-1'] },
    /^Invalid value 0 for configuration log\.roll\.ms: .*log\.roll\.ms must be greater .* 1\.$/,
    /^Invalid value -1 for configuration log\.roll\.jitter\.ms: .* or equal to 0\.$/,
  );
});

test('what must not be ignored is refused', () => {
  assertRefused({ overrides: ['authorizer.class.name=a.B'] }, /does not start\.$/);
  assertRefused({ overrides: ['process.roles=controller'] }, /^process\.roles is controller, but/);
  assertRefused({ overrides: ['listeners=SSL://:1'] }, /^Listener SSL asks for SSL/);
});

for (const [args, message] of [
  [{ data: '' }, /^--data is empty/],
  [{ data: '  ' }, /^--data is empty/],
  [{ data: 'a,b' }, /^--data is "a,b"; give it one directory/],
  [{ listen: 'here' }, /^--listen is "here"; write HOST:PORT/],
  [
    { overrides: ['num.partitions'] },
    /^--override is "num\.partitions"; write --override key=value/,
  ],
  [{ overrides: ['=1'] }, /^--override is "=1"/],
] as const) {
  test(`${JSON.stringify(args)} is refused`, () => {
    assertRefused(args, message);
  });
}

test('unknown keys warn with the name that was meant, known ones without effect once for all', () => {
  const { notes } = start({
    properties: {
      'nmu.partitions': '3',
      'retention.bytes': '5',
      preallocate: 'true',
      'my.plugin.setting': 'x',
      'num.io.threads': '4',
      'num.network.threads': '3',
      'background.threads': '11',
      'listener.name.internal.ssl.keystore.location': '/x',
    },
  });
  assert.deepEqual(notes, [
    'Unknown config nmu.partitions; did you mean num.partitions?',
    'Unknown config retention.bytes; did you mean log.retention.bytes?',
    'Unknown config preallocate: it is one of topics. For all topics set log.preallocate.',
    'Unknown config my.plugin.setting; it has no effect.',
    'Known, but without any effect in this version: background.threads, ' +
      'listener.name.internal.ssl.keystore.location, num.io.threads.',
  ]);
});

test('the settings with which Kafka itself is delivered start a broker', () => {
  const { broker, listeners, logDirectories, notes } = start({
    properties: {
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.quorum.bootstrap.servers': 'localhost:9093',
      listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      'inter.broker.listener.name': 'PLAINTEXT',
      'advertised.listeners': 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map':
        'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,' +
        'SASL_SSL:SASL_SSL',
      'num.network.threads': '3',
      'num.io.threads': '8',
      'socket.send.buffer.bytes': '102400',
      'socket.receive.buffer.bytes': '102400',
      'socket.request.max.bytes': '104857600',
      'log.dirs': '/tmp/kraft-combined-logs',
      'num.partitions': '1',
      'num.recovery.threads.per.data.dir': '1',
      'offsets.topic.replication.factor': '1',
      'share.coordinator.state.topic.replication.factor': '1',
      'share.coordinator.state.topic.min.isr': '1',
      'transaction.state.log.replication.factor': '1',
      'transaction.state.log.min.isr': '1',
      'log.retention.hours': '168',
      'log.segment.bytes': '1073741824',
      'log.retention.check.interval.ms': '300000',
    },
  });
  assert.equal(broker.nodeId, 1);
  assert.deepEqual(
    listeners.map(({ name, endpoint, advertised }) => [name, endpoint.host, advertised?.host]),
    [['PLAINTEXT', '', 'localhost']],
  );
  assert.deepEqual(logDirectories, ['/tmp/kraft-combined-logs']);
  assert.equal(notes.length, 2);
});
