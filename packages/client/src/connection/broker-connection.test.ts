import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';

import { clientSettings } from '../client-settings.ts';
import { ClientContext } from '../testing/client-context.ts';
import { Producer } from '../producer/producer.ts';
import { BrokerConnection } from './broker-connection.ts';
import { METADATA, PRODUCE } from './client-apis.ts';

function open(context: ClientContext): Promise<BrokerConnection> {
  return BrokerConnection.open({
    endpoint: { host: 'broker', port: 9091 },
    settings: clientSettings({ ...context.options, requestTimeoutMs: 1000 }),
    onOpened: () => {},
    onClosed: () => {},
    onDrained: () => {},
  });
}

function versionsAsked(context: ClientContext): readonly number[] {
  return context.cluster.requests
    .filter(({ api }) => api === 'ApiVersions')
    .map(({ version }) => version);
}

test('a broker that knows our ApiVersions is asked once', async () => {
  const context = await ClientContext.start();
  const connection = await context.run(open(context));
  assert.deepEqual(versionsAsked(context), [4]);
  assert.equal(connection.versionOf(PRODUCE), 13);
});

test('a broker that does not know our ApiVersions is asked in the newest version that it names', async () => {
  const context = await ClientContext.start();
  context.cluster.versions.set('ApiVersions', { min: 0, max: 2 });
  await context.run(open(context));
  assert.deepEqual(versionsAsked(context), [4, 2]);
});

test('a broker that hangs up on our ApiVersions is asked in the oldest version', async () => {
  const context = await ClientContext.start();
  context.cluster.react = ({ index }) => ({ type: index === 0 ? 'lose-request' : 'answer' });
  await context.run(open(context));
  assert.deepEqual(versionsAsked(context), [4, 0]);
});

test('a broker that stays silent is given up after the time of a request', async () => {
  const context = await ClientContext.start();
  context.cluster.react = () => ({ type: 'silence' });
  await assert.rejects(context.run(open(context)), {
    code: 'REQUEST_TIMED_OUT',
    message: /broker:9091.*ApiVersions.*1000 ms/,
  });
  assert.equal(context.cluster.connectionsCount(1), 0);
  assert.equal(context.clock.timersCount, 0);
});

test('a version is refused if the broker has only newer or only older ones', async () => {
  const context = await ClientContext.start();
  context.cluster.versions.set('Produce', { min: 14, max: 20 });
  context.cluster.versions.set('Metadata', { min: -5, max: -1 });
  const connection = await context.run(open(context));
  for (const choose of [
    () => connection.versionOf(PRODUCE),
    () => connection.versionOf(METADATA),
  ]) {
    assert.throws(choose, { code: 'UNSUPPORTED_VERSION', message: /broker:9091 serves versions/ });
  }
});

test('bytes that are no response close the connection and are an error, never a crash', async () => {
  const answers = [
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0x7f, 0xff, 0xff, 0xff]),
    Buffer.from([0, 0, 0, 4, 0, 0, 0, 9]),
    Buffer.from([0, 0, 0, 2, 0, 0]),
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ];
  for (const bytes of answers) {
    const context = await ClientContext.start();
    context.cluster.react = () => ({ type: 'bytes', bytes });
    await assert.rejects(context.run(open(context)), (error: { code: string }) =>
      ['ODRADEK_MALFORMED_MESSAGE', 'ODRADEK_FRAME_TOO_LARGE'].includes(error.code),
    );
    assert.equal(context.cluster.connectionsCount(1), 0);
  }
});

test('a producer outlives a broker that answers with noise', async () => {
  const random = new SeededRandom(4);
  for (let round = 0; round < 30; round++) {
    const context = await ClientContext.start({ seed: round });
    const [log] = context.cluster.createTopic('orders', 1);
    const producer = new Producer({ ...context.options, requestTimeoutMs: 1000 });
    context.cluster.react = () => {
      if (random.chance(0.6)) return { type: 'answer' };
      const noise = random.bytes(random.below(60));
      const size = Buffer.alloc(4);
      size.writeInt32BE(noise.byteLength + random.below(2));
      return { type: 'bytes', bytes: Buffer.concat([size, noise]) };
    };
    const sent = Promise.all(['a', 'b'].map((value) => producer.send({ topic: 'orders', value })));
    await context.run(sent);
    assert.deepEqual(log?.values, ['a', 'b'], `round ${round}`);
    await context.run(producer.close());
  }
});
