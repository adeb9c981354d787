import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientSettings } from '../client-settings.ts';
import { ClientContext } from '../testing/client-context.ts';
import { Cluster } from './cluster.ts';

function clusterOf(context: ClientContext, bootstrapServers = 'broker:9091'): Cluster {
  const settings = clientSettings({
    ...context.options,
    bootstrapServers,
    metadataMaxAgeMs: 60_000,
  });
  return new Cluster(settings, { allowAutoTopicCreation: false, onChange: () => {} });
}

test('a bootstrap server that cannot be reached is passed over', async () => {
  const context = await ClientContext.start();
  const cluster = clusterOf(context, 'nowhere:1,broker:9091,elsewhere:2');
  const { brokers } = await context.run(cluster.askMetadata([], false));
  assert.equal(brokers.length, 1);
  cluster.close();
});

test('without any broker that can be reached the error names one', async () => {
  const context = await ClientContext.start();
  const cluster = clusterOf(context, 'nowhere:1');
  const asked = context.run(cluster.askMetadata([], false));
  await assert.rejects(asked, { code: 'NETWORK_EXCEPTION', message: /nowhere:1/, retriable: true });
  cluster.close();
});

test('while brokers that failed are left alone the error still says why they failed', async () => {
  const context = await ClientContext.start();
  const cluster = clusterOf(context, 'nowhere:1');
  await assert.rejects(context.run(cluster.askMetadata([], false)), { code: 'NETWORK_EXCEPTION' });
  await assert.rejects(context.run(cluster.askMetadata([], false)), {
    code: 'NETWORK_EXCEPTION',
    message: /^No broker can be reached at the moment; .*nowhere:1/,
    retriable: true,
  });
  cluster.close();
});

test('topics that are added together are asked for together, and again when they are old', async () => {
  const context = await ClientContext.start();
  context.cluster.createTopic('a', 1);
  context.cluster.createTopic('b', 1);
  const cluster = clusterOf(context);
  cluster.addTopics(['a']);
  cluster.addTopics(['b']);
  await context.settle();
  assert.equal(context.cluster.count('Metadata'), 1);
  assert.deepEqual(cluster.metadata.leaderOf('b', 0), {
    partition: 0,
    leaderId: 1,
    leaderEpoch: 0,
    replicaIds: [],
  });
  await context.pass(60_500);
  assert.equal(context.cluster.count('Metadata'), 2);
  cluster.close();
  assert.equal(context.clock.timersCount, 0);
});

test('a topic that does not exist is asked for again, at growing distances', async () => {
  const context = await ClientContext.start();
  const cluster = clusterOf(context);
  cluster.addTopics(['nosuch']);
  await context.pass(10_000);
  const count = context.cluster.count('Metadata');
  assert.ok(count >= 10 && count <= 20, `${count} times in 10 s`);
  cluster.close();
});

test('a leader of an earlier epoch does not replace one of a later', async () => {
  const context = await ClientContext.start({ brokers: 2 });
  const [log] = context.cluster.createTopic('a', 1);
  assert.ok(log !== undefined);
  const cluster = clusterOf(context);
  log.leaderEpoch = 5;
  cluster.addTopics(['a']);
  await context.settle();
  log.leaderEpoch = 4;
  log.leaderId = 2;
  await context.run(cluster.update(10_000));
  assert.equal(cluster.metadata.leaderOf('a', 0)?.leaderId, 1);
  cluster.close();
});

test('when no known broker can be reached the bootstrap servers are asked again', async () => {
  const context = await ClientContext.start({ brokers: 2 });
  const cluster = clusterOf(context);
  await context.run(cluster.askMetadata([], false));
  // The brokers hang up from now on, until the client has come back to the bootstrap server.
  const before = context.cluster.requests.length;
  context.cluster.react = () =>
    context.cluster.requests.length < before + 8 ? { type: 'lose-request' } : { type: 'answer' };
  cluster.addTopics(['a']);
  context.cluster.createTopic('a', 1);
  await context.pass(20_000);
  assert.equal(cluster.metadata.leaderOf('a', 0)?.leaderId, 1);
  cluster.close();
});
