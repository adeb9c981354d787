import { KafkaError } from '@odradek/base';
import { Admin, Producer } from '@odradek/client';

import type { ProducerTraits } from '../history/history.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import { clientOptions } from '../workload/client-options.ts';
import { RecordSender } from '../workload/record-sender.ts';
import { RecordSource } from '../workload/record-source.ts';
import type { World } from '../world/world.ts';

const REQUEST_MS = 2_000;
const CALL_MS = 5_000;
const DELIVERY_MS = 10_000;
const BACKOFF_MS = 50;
const PADDING_BYTES_MAX = 50;

/** The clients in a process that undertakes something. */
export class Undertaker {
  readonly admin: Admin;
  readonly producer: Producer;
  readonly source: RecordSource;
  readonly sender: RecordSender;
  private readonly world: World;
  private readonly process: SimulatedProcess;

  /** `name` tells its producer from all others that there ever are. */
  constructor(world: World, process: SimulatedProcess, name: string = process.name) {
    this.world = world;
    this.process = process;
    const options = clientOptions(world, process, REQUEST_MS);
    this.admin = new Admin({ ...options, defaultApiTimeoutMs: CALL_MS });
    this.producer = new Producer({
      ...options,
      batchSize: Math.min(500, world.plan.segmentBytes / 2),
      deliveryTimeoutMs: DELIVERY_MS,
      maxBlockMs: DELIVERY_MS,
    });
    const traits: ProducerTraits = { name, acks: -1, idempotent: true, keepsOrder: true };
    this.source = new RecordSource(
      process.random.fork(`records of ${name}`),
      traits,
      PADDING_BYTES_MAX,
    );
    this.sender = new RecordSender(world, process, this.producer);
  }

  /** Does something that may fail as requests do: then says why in the trace, waits, and is false. */
  async attempt(what: string, action: () => Promise<void>): Promise<boolean> {
    const { trace } = this.world;
    try {
      await action();
      trace.add(this.process.name, `${what}: done`);
      return true;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      trace.add(this.process.name, `${what}: ${error.message}`);
      await this.process.sleep(BACKOFF_MS);
      return false;
    }
  }

  /** Ends the clients when all records are settled. */
  async close(): Promise<void> {
    await this.producer.close();
    await this.admin.close();
  }
}
