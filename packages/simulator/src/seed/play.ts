import { Admin } from '@odradek/client';

import { BrokerHost } from '../broker/broker-host.ts';
import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import { RawClient } from '../client/raw-client.ts';
import { disturb } from '../faults/disturbances.ts';
import { Outages } from '../faults/outages.ts';
import { Patience } from '../faults/patience.ts';
import { must } from '../history/violation.ts';
import type { Undertaking } from '../undertakings/undertaking.ts';
import { undertakingsOf } from '../undertakings/undertakings.ts';
import { ClientMachine } from '../workload/client-machine.ts';
import { clientOptions } from '../workload/client-options.ts';
import { consumerProgram } from '../workload/consume.ts';
import { producerProgram } from '../workload/produce.ts';
import { watcherProgram } from '../workload/watch.ts';
import type { World } from '../world/world.ts';
import { outliveLyingDisk } from './lying-disk.ts';

const REQUEST_MS = 10_000;
/** A network on which the beginning and the end of a seed are played. */
const CALM = { latency: { minMs: 0.05, maxMs: 0.2 } };
const LOOK_MS = 10;
/** How long clients may take to settle everything once nothing goes wrong any more. */
const SETTLE_MS_MAX = 300_000;
const ACKNOWLEDGED_PARTITIONS_MIN = 2;

/** What happens in a seed, from the first start of the broker to the last check. */
export class Play {
  private readonly world: World;
  private readonly host: BrokerHost;
  private readonly outages: Outages;
  private readonly undertakings: readonly Undertaking[];

  constructor(world: World) {
    this.world = world;
    this.host = new BrokerHost(world);
    this.outages = new Outages(world, this.host);
    this.undertakings = undertakingsOf(world);
  }

  async run(): Promise<void> {
    const { world, outages } = this;
    world.network.setFaults(CALM);
    await outages.start();
    await this.createTopics();
    world.network.setFaults(world.plan.network);
    const machines = this.clientMachines();
    const clients = Promise.all(machines.map((machine) => machine.run()));
    const disturbances = disturb(world, this.host, machines);
    for (const outage of world.plan.outages) await outages.run(outage);
    await this.reachGoal();
    await this.heal(machines);
    await this.settle(Promise.all([clients, disturbances]), machines);
    await this.check();
    if (world.plan.hasLyingDisk) await outliveLyingDisk(world, this.host);
    else await this.stop();
  }

  private clientMachines(): readonly ClientMachine[] {
    const { world } = this;
    const { producers, consumers, watcher } = world.plan;
    return [
      ...producers.map(
        (plan, index) =>
          new ClientMachine(world, `producer-${index}`, producerProgram(world, plan)),
      ),
      ...consumers.map(
        (plan, index) =>
          new ClientMachine(world, `consumer-${index}`, consumerProgram(world, plan)),
      ),
      new ClientMachine(world, 'watcher', watcherProgram(world, this.host, watcher)),
      ...this.undertakings.flatMap(({ topic, program, others = [] }) => [
        new ClientMachine(world, `undertaker-${topic}`, program),
        ...others.map(
          (other, index) => new ClientMachine(world, `member-${topic}-${index}`, other),
        ),
      ]),
    ];
  }

  private async createTopics(): Promise<void> {
    const { world } = this;
    const { partitions } = world.plan;
    const process = world.startProcess({ name: 'admin', machine: 'admin' });
    const admin = new Admin(clientOptions(world, process, REQUEST_MS));
    const names = [...new Set(partitions.map(({ topic }) => topic))];
    const results = await admin.createTopics([
      ...names.map((name) => ({
        name,
        partitions: partitions.filter(({ topic }) => topic === name).length,
      })),
      ...this.undertakings.map(({ topic, partitionsCount, configs }) => ({
        name: topic,
        partitions: partitionsCount,
        ...(configs && { configs }),
      })),
    ]);
    for (const { error } of results) if (error !== undefined) throw error;
    await admin.close();
  }

  /** Waits until enough is acknowledged; what a disk fault took offline comes back by a restart. */
  private async reachGoal(): Promise<void> {
    const { world, outages } = this;
    const { history } = world;
    const isReached = (): boolean =>
      history.acknowledgedCount >= world.plan.recordsAcknowledgedMin &&
      history.acknowledgedPartitionsCount >= ACKNOWLEDGED_PARTITIONS_MIN;
    const patience = new Patience(history.acknowledgedCount);
    while (!isReached()) {
      await world.sleep(LOOK_MS);
      if (patience.endsAfter(LOOK_MS, history.acknowledgedCount)) await outages.restart();
    }
  }

  /** One last outage while clients are busy, and from then on nothing goes wrong any more. */
  private async heal(machines: readonly ClientMachine[]): Promise<void> {
    const { world, outages } = this;
    await outages.runLast(world.plan.lastCrash);
    world.trace.add('world', 'is healed');
    world.isHealed = true;
    world.network.setFaults(CALM);
    world.network.heal();
    for (const { process } of machines) process?.resume();
    this.host.process?.resume();
  }

  private async settle(
    clients: Promise<unknown>,
    machines: readonly ClientMachine[],
  ): Promise<void> {
    const { world } = this;
    const late = world.sleep(SETTLE_MS_MAX).then(() => 'late' as const);
    const outcome = await Promise.race([clients, late]);
    const busy = machines.filter(({ hasEnded }) => !hasEnded).map(({ name }) => name);
    must(
      outcome !== 'late',
      'clients settle everything once nothing goes wrong any more',
      () => `${busy.join(', ')} still had something to do ${SETTLE_MS_MAX} ms later.`,
    );
  }

  private async check(): Promise<void> {
    const { world } = this;
    const process = world.startProcess({ name: 'reader', machine: 'reader' });
    const client = await RawClient.connect(process, world.endpoint, REQUEST_MS);
    for (const topicPartition of world.plan.partitions) {
      checkLog(world, await readLog(client, topicPartition));
    }
    const admin = new Admin(clientOptions(world, process, REQUEST_MS));
    for (const undertaking of this.undertakings) await undertaking.check({ client, admin });
    await admin.close();
    client.close();
  }

  private async stop(): Promise<void> {
    const timersCount = await this.host.stopAndCountTimers();
    must(
      timersCount === 0,
      'a broker that was stopped leaves nothing behind',
      () => `It has stopped, and ${timersCount} of its timers are still set.`,
    );
  }
}
