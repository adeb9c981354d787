import { KafkaError } from '@odradek/base';
import { Consumer, type ConsumerRecord } from '@odradek/client';

import { partitionName } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ConsumerPlan } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';
import { clientOptions } from './client-options.ts';
import type { ClientProgram } from './client-machine.ts';

const POLL_MS = 200;
const BACKOFF_MS = 100;

/** A program that consumes all partitions from their beginning until the world is healed. */
export function consumerProgram(world: World, plan: ConsumerPlan): ClientProgram {
  return async (process) => {
    const { requestTimeoutMs, maxWaitMs, minBytes, partitionMaxBytes, recordsMax } = plan;
    const consumer = new Consumer({
      ...clientOptions(world, process, requestTimeoutMs),
      fetchMaxWaitMs: maxWaitMs,
      fetchMinBytes: minBytes,
      maxPartitionFetchBytes: partitionMaxBytes,
      maxPollRecords: recordsMax,
      autoOffsetReset: 'none',
    });
    const { partitions } = world.plan;
    await consumer.assign(partitions.map((partition) => ({ ...partition, offset: 'earliest' })));
    const seen = new SeenRecords(world, process);
    while (!world.isHealed) {
      try {
        for (const record of await consumer.poll({ timeoutMs: POLL_MS })) seen.add(record);
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        const { retriable, message } = error;
        must(retriable, 'a consumer can always read on', () => `${process.name}: ${message}`);
        world.trace.add(process.name, `cannot poll: ${message}`);
        await process.sleep(BACKOFF_MS);
      }
    }
    await consumer.close();
  };
}

/** Notes what a consumer returns, which must have no gap. */
class SeenRecords {
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly positions = new Map<string, number>();

  constructor(world: World, process: SimulatedProcess) {
    this.world = world;
    this.process = process;
  }

  add(record: ConsumerRecord): void {
    const { history, events } = this.world;
    const { name } = this.process;
    const { topic, partition, offset, key, value, headers, timestamp } = record;
    const where = partitionName({ topic, partition });
    const expected = this.positions.get(where) ?? 0;
    must(
      offset === expected,
      'a consumer returns every record once and in order',
      () => `${name} returns offset ${offset} of ${where} where ${expected} is the next.`,
    );
    this.positions.set(where, offset + 1);
    history.see(
      name,
      { topic, partition },
      {
        offset,
        timestamp,
        key: key === null ? null : String(key),
        value: String(value),
        headers: headers.map((header) => [header.key, String(header.value)]),
      },
    );
    events.reach('record seen by consumer');
  }
}
