import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BrokerConfigValues } from '@odradek/cluster';

import { brokerConfigOf } from '../config/broker-config.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { heartbeatOf, joiningHeartbeat } from '../testing/consumer-group-operations.ts';
import { commitOffsets, createOffsetsTopic } from '../testing/group-operations.ts';
import { createTopic } from '../testing/operations.ts';
import { readScrape } from '../testing/scraped-metrics.ts';

const COORDINATOR = 'kafka_server_group_coordinator_metrics';

async function startWith(given: Readonly<Record<string, string>> = {}) {
  const config = brokerConfigOf(new BrokerConfigValues(new Map(Object.entries(given))));
  const context = await BrokerContext.start({ config });
  const client = context.connect();
  await createTopic(client, 'orders', 1);
  await createOffsetsTopic(context, client);
  const valueOf = (name: string): number | undefined =>
    readScrape(context.metricsText).values.get(name);
  return { context, client, valueOf };
}

test('groups are counted by protocol and state', async () => {
  const { client, valueOf } = await startWith();
  await heartbeatOf(client, joiningHeartbeat('one', { groupId: 'moderns' }));
  await commitOffsets(client, 'orders', [5]);
  assert.equal(valueOf(`${COORDINATOR}_group_count{protocol="consumer"}`), 1);
  assert.equal(valueOf(`${COORDINATOR}_group_count{protocol="classic"}`), 1);
  assert.equal(valueOf(`${COORDINATOR}_consumer_group_count{state="stable"}`), 1);
  assert.equal(valueOf(`${COORDINATOR}_consumer_group_count{state="empty"}`), 0);
  const manager = 'kafka_coordinator_group_groupmetadatamanager';
  assert.equal(valueOf(`${manager}_numgroups`), 1);
  assert.equal(valueOf(`${manager}_numgroupsempty`), 1);
  assert.equal(valueOf(`${manager}_numoffsets`), 1);
  assert.equal(valueOf(`${COORDINATOR}_num_partitions{state="failed"}`), 0);
});

test('commits are counted with how long they wait, and offsets that expire', async () => {
  const { context, client, valueOf } = await startWith({ 'offsets.retention.minutes': '1' });
  await commitOffsets(client, 'orders', [5]);
  assert.equal(valueOf(`${COORDINATOR}_offset_commit_count`), 1);
  assert.equal(valueOf(`${COORDINATOR}_event_purgatory_time_ms_count`), 1);
  assert.equal(valueOf(`${COORDINATOR}_offset_expiration_count`), 0);
  await context.advance(600_001);
  assert.equal(valueOf(`${COORDINATOR}_offset_expiration_count`), 1);
  assert.equal(valueOf('kafka_coordinator_group_groupmetadatamanager_numoffsets'), 0);
});

test('rebalances are counted with their time, who is gone and who is idle', async () => {
  const { context, client, valueOf } = await startWith({
    'group.consumer.assignment.interval.ms': '0',
  });
  await heartbeatOf(client, joiningHeartbeat('one'));
  await heartbeatOf(client, joiningHeartbeat('two', { subscribedTopicNames: ['missing'] }));
  assert.equal(valueOf(`${COORDINATOR}_consumer_group_rebalance_count`), 1);
  assert.equal(valueOf('odradek_group_rebalance_time_ms_count{protocol="consumer"}'), 1);
  await context.advance(45_000);
  assert.equal(
    valueOf('odradek_group_members_gone_total{protocol="consumer",cause="session timeout"}'),
    2,
  );
  assert.equal(valueOf(`${COORDINATOR}_consumer_group_rebalance_count`), 4);
  assert.equal(valueOf(`${COORDINATOR}_group_completed_rebalance_count`), 0);
});
