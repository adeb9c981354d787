import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadCompression } from '@odradek/protocol';

import { BrokerHost } from '../broker/broker-host.ts';
import { drawPlan } from '../swarm/draw-plan.ts';
import { World } from '../world/world.ts';
import { Outages } from './outages.ts';

const SEED = 1;

/** Plays with a broker that has two log directories and serves. */
async function play(act: (outages: Outages, host: BrokerHost) => Promise<void>): Promise<World> {
  await loadCompression();
  const world = new World({ ...drawPlan(SEED), logDirectories: 2 });
  const host = new BrokerHost(world);
  const outages = new Outages(world, host);
  const start = outages.start();
  await world.drive(start.then(() => act(outages, host)));
  assert.equal(world.failure, undefined);
  return world;
}

for (const kind of ['kill', 'stop'] as const) {
  test(`what a disk was still to do wrong is over with the last outage, a ${kind}`, async () => {
    const world = await play(async (outages, host) => {
      host.disk.failLater({ operation: 'syncDirectory', after: 1 });
      host.disk.failLater({ operation: 'rename', after: 1_000 });
      await outages.runLast(kind);
      assert.equal(host.disk.faultsToCome, 0);
      assert.equal(host.diskErrorsCount, 0, 'the last start met none');
    });
    assert.equal(world.hasFailedLogDirectory, false);
    assert.equal(world.servingsCount, 2);
  });
}
