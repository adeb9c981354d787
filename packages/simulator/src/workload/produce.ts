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
/**
 * From so many records or bytes of padding on a producer takes its time, over all its lives: on a slow
 * disk, a log that grew with every restart would be recovered for ever.
 */
const RECORDS_EAGER = 1_000;
const BYTES_EAGER = 300_000;
const SLOW_MS = 50;

/** A program that sends records until the world is healed, and then waits for the answers. */
export function producerProgram(world: World, plan: ProducerPlan): ClientProgram {
  const sent = { count: 0 };
  return (process) => new ProducerRun(world, plan, process, sent).run();
}

class ProducerRun {
  private readonly world: World;
  private readonly plan: ProducerPlan;
  private readonly process: SimulatedProcess;
  private readonly producer: Producer;
  private readonly source: RecordSource;
  private readonly sender: RecordSender;
  /** What this life has sent, and those before. */
  private readonly sent: { count: number };

  constructor(
    world: World,
    plan: ProducerPlan,
    process: SimulatedProcess,
    sent: { count: number },
  ) {
    this.sent = sent;
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
    const eagerMax = Math.min(RECORDS_EAGER, BYTES_EAGER / Math.max(1, plan.paddingBytesMax / 2));
    while (!world.isHealed) {
      const isSlow = this.sent.count > eagerMax;
      if (this.sender.pendingCount < PENDING_MAX) {
        const topicPartition = pick(random, world.plan.partitions);
        const burst = random.between(1, plan.burstRecordsMax);
        for (let count = isSlow ? 1 : burst; count > 0; count--) {
          this.sent.count++;
          sends.push(this.sender.send(this.source.next(topicPartition, process.clock.now())));
        }
      }
      await process.sleep(isSlow ? SLOW_MS : random.below(plan.pauseMsMax * 1000) / 1000);
    }
    await Promise.all(sends);
    await this.producer.close();
  }
}
