import { KafkaError, type Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import type { BrokerHost } from '../broker/broker-host.ts';
import { errorName, fetchedBatches, fetchFrom, type Position } from '../client/log-reader.ts';
import { RawClient } from '../client/raw-client.ts';
import { partitionName, type TopicPartition } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ConsumerPlan } from '../swarm/seed-plan.ts';
import type { World } from '../world/world.ts';
import type { ClientProgram } from './client-machine.ts';

const BACKOFF_MS = 20;
const BACKOFF_AFTER_ERROR_MS = 100;

/** A program that fetches partitions in turn until the world is healed, and notes what it sees. */
export function watcherProgram(world: World, host: BrokerHost, plan: ConsumerPlan): ClientProgram {
  return async (process) => {
    const { partitions } = world.plan;
    const random = process.random.fork('workload');
    const positions = new Map(partitions.map((partition) => [partition, 0]));
    let client: RawClient | undefined;
    while (!world.isHealed) {
      try {
        if (client?.isOpen !== true) {
          client = await RawClient.connect(process, world.endpoint, plan.requestTimeoutMs);
        }
        const partition = partitions[random.below(partitions.length)];
        if (partition === undefined) break;
        const position = { topicPartition: partition, offset: positions.get(partition) ?? 0 };
        const fetch = new WatcherFetch(world, host, plan, process);
        positions.set(partition, await fetch.run(client, position));
        await process.sleep(BACKOFF_MS);
      } catch (error) {
        if (!(error instanceof KafkaError) || !error.retriable) throw error;
        await process.sleep(BACKOFF_AFTER_ERROR_MS);
      }
    }
    client?.close();
  };
}

class WatcherFetch {
  private readonly world: World;
  private readonly host: BrokerHost;
  private readonly plan: ConsumerPlan;
  private readonly process: SimulatedProcess;

  constructor(world: World, host: BrokerHost, plan: ConsumerPlan, process: SimulatedProcess) {
    this.world = world;
    this.host = host;
    this.plan = plan;
    this.process = process;
  }

  /** Fetches once. Answers where to read on. */
  async run(client: RawClient, position: Position): Promise<Offset> {
    const { history } = this.world;
    const { name } = this.process;
    const { topicPartition } = position;
    const before = history.highWatermarkOf(topicPartition);
    const { plan } = this;
    const data = await fetchFrom(client, position, { ...plan, timeoutMs: plan.requestTimeoutMs });
    if (data.errorCode === ErrorCode.KAFKA_STORAGE_ERROR) {
      await this.checkOffline(topicPartition);
      return position.offset;
    }
    must(
      data.errorCode === ErrorCode.NONE,
      'a consumer can always read on',
      () => `${name} is answered ${errorName(data.errorCode)} at ${JSON.stringify(position)}.`,
    );
    history.seeHighWatermark(name, topicPartition, { before, now: data.highWatermark });
    return this.seeRecords(position, data.records, data.highWatermark);
  }

  /** Only a disk that has failed is a reason, and only for what is on it. */
  private async checkOffline(topicPartition: TopicPartition): Promise<void> {
    const { host } = this;
    const directory = await host.directoryOf(topicPartition);
    must(
      host.troubles.explain(topicPartition, directory),
      'only partitions of a log directory that failed are offline',
      () =>
        `${this.process.name} hears that ${partitionName(topicPartition)} is offline, which is in ` +
        `${directory ?? 'no log directory yet'}.`,
    );
  }

  private seeRecords(position: Position, bytes: Buffer | null, highWatermark: Offset): Offset {
    const { history, events } = this.world;
    const { name } = this.process;
    let { offset } = position;
    for (const { records } of fetchedBatches(name, position, bytes)) {
      for (const record of records) {
        if (record.offset < offset) continue;
        must(
          record.offset < highWatermark,
          'nothing is read at or behind the high watermark',
          () => `${name} reads ${record.offset}, the high watermark is ${highWatermark}.`,
        );
        history.see(name, position.topicPartition, record);
        events.reach('record seen by consumer');
        offset = record.offset + 1;
      }
    }
    return offset;
  }
}
