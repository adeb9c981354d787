import { Producer } from '@odradek/client';

import type { ProducerTraits } from '../history/history.ts';
import { pick } from '../swarm/pick.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ProducerPlan } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';
import { clientOptions } from './client-options.ts';
import type { ClientProgram } from './client-machine.ts';
import { RecordSender } from './record-sender.ts';
import { RecordSource } from './record-source.ts';

/** How many records may wait for an answer. */
const PENDING_MAX = 200;
/** From this many records on a producer takes its time, so that a long seed does not grow large. */
const RECORDS_EAGER = 1_000;
const SLOW_MS = 50;

/** A program that sends records until the world is healed, and then waits for the answers. */
export function producerProgram(world: World, plan: ProducerPlan): ClientProgram {
  return (process) => new ProducerRun(world, plan, process).run();
}

class ProducerRun {
  private readonly world: World;
  private readonly plan: ProducerPlan;
  private readonly process: SimulatedProcess;
  private readonly producer: Producer;
  private readonly source: RecordSource;
  private readonly sender: RecordSender;

  constructor(world: World, plan: ProducerPlan, process: SimulatedProcess) {
    this.world = world;
    this.plan = plan;
    this.process = process;
    const { acks, idempotent, requestsInFlight } = plan;
    this.producer = new Producer({
      ...clientOptions(world, process, plan.requestTimeoutMs),
      acks,
      enableIdempotence: idempotent,
      compression: plan.compression,
      lingerMs: plan.lingerMs,
      batchSize: plan.batchSize,
      maxInFlightRequestsPerConnection: requestsInFlight,
      deliveryTimeoutMs: plan.deliveryTimeoutMs,
      maxBlockMs: plan.deliveryTimeoutMs,
    });
    const keepsOrder = idempotent || requestsInFlight === 1;
    const traits: ProducerTraits = { name: process.name, acks, idempotent, keepsOrder };
    this.source = new RecordSource(process.random.fork('records'), traits, plan.paddingBytesMax);
    this.sender = new RecordSender(world, process, this.producer);
  }

  async run(): Promise<void> {
    const { world, plan, process } = this;
    const random = process.random.fork('workload');
    const sends: Promise<void>[] = [];
    while (!world.isHealed) {
      if (this.sender.pendingCount < PENDING_MAX) {
        const topicPartition = pick(random, world.plan.partitions);
        for (let count = random.between(1, plan.burstRecordsMax); count > 0; count--) {
          sends.push(this.sender.send(this.source.next(topicPartition, process.clock.now())));
        }
      }
      const isSlow = this.sender.sentCount > RECORDS_EAGER;
      await process.sleep(isSlow ? SLOW_MS : random.below(plan.pauseMsMax * 1000) / 1000);
    }
    await Promise.all(sends);
    await this.producer.close();
  }
}
