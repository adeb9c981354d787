import { KafkaError } from '@odradek/base';
import { Producer, type RecordMetadata } from '@odradek/client';

import type { ProducerTraits, SentRecord } from '../history/history.ts';
import { pick } from '../swarm/pick.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ProducerPlan } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';
import { clientOptions } from './client-options.ts';
import type { ClientProgram } from './client-machine.ts';
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
  private readonly pending = new Set<SentRecord>();
  private sentCount = 0;

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
    process.whenKilled(() => {
      for (const record of this.pending) world.history.giveUp(record, 'its producer was killed');
    });
  }

  async run(): Promise<void> {
    const { world, plan, process } = this;
    const random = process.random.fork('workload');
    const sends: Promise<void>[] = [];
    while (!world.isHealed) {
      if (this.pending.size < PENDING_MAX) {
        const topicPartition = pick(random, world.plan.partitions);
        for (let count = random.between(1, plan.burstRecordsMax); count > 0; count--) {
          sends.push(this.send(this.source.next(topicPartition, process.clock.now())));
        }
      }
      const isSlow = this.sentCount > RECORDS_EAGER;
      await process.sleep(isSlow ? SLOW_MS : random.below(plan.pauseMsMax * 1000) / 1000);
    }
    await Promise.all(sends);
    await this.producer.close();
  }

  private async send(record: SentRecord): Promise<void> {
    const { world, producer } = this;
    const { topic, partition } = record.topicPartition;
    const { key, value, timestamp } = record;
    const headers = record.headers.map(([name, text]) => ({ key: name, value: text }));
    this.sentCount++;
    this.pending.add(record);
    world.history.send(record);
    world.trace.add(this.process.name, `is given ${record.name}`);
    const { crashesCount } = world;
    try {
      const metadata = await producer.send({ topic, partition, key, value, headers, timestamp });
      this.acknowledged(record, metadata);
      const hasCrashed = crashesCount !== world.crashesCount;
      if (hasCrashed && metadata.offset >= 0) {
        world.events.reach('record acknowledged after a crash');
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.failed(record, error);
    }
  }

  private acknowledged(record: SentRecord, { offset }: RecordMetadata): void {
    const { history, events, trace } = this.world;
    this.pending.delete(record);
    trace.add(this.process.name, `hears that ${record.name} is safe at ${offset}`);
    events.reach(this.plan.acks === 0 ? 'record unacknowledged' : 'record acknowledged');
    history.acknowledge(record, offset);
  }

  private failed(record: SentRecord, error: KafkaError): void {
    const { history, events, trace } = this.world;
    this.pending.delete(record);
    trace.add(this.process.name, `hears that ${record.name} may be lost: ${error.message}`);
    events.reach('send failed');
    history.giveUp(record, error.message);
  }
}
