/*
 * Reads partitions again and again, and prints what it measured:
 *
 *   node fetch-driver-process.js '{"address":"127.0.0.1:9092",...}'
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { ProcessorWatch } from '../load/processor-watch.ts';
import { FetchConnection } from './fetch-connection.ts';
import type { FetchLoad, FetchMeasurement } from './fetch-load.ts';
import { ReadyFetch } from './ready-fetch.ts';

/** The connections of a load, and what they read while it is measured. */
class FetchDriver {
  bytes = 0;
  answers = 0;
  private readonly load: FetchLoad;
  private connections: readonly FetchConnection[] = [];

  constructor(load: FetchLoad) {
    this.load = load;
  }

  async start(): Promise<void> {
    const connecting = Array.from({ length: this.load.connections }, () => this.connect());
    this.connections = await Promise.all(connecting);
    for (const [index, connection] of this.connections.entries()) connection.fetch(index, 0);
  }

  stop(): void {
    for (const connection of this.connections) connection.close();
  }

  private async connect(): Promise<FetchConnection> {
    const { address, topic, connections, partitions, endOffset } = this.load;
    const connection = await FetchConnection.connect(address, {
      request: new ReadyFetch(topic),
      onFetched: ({ partition, nextOffset, bytes }) => {
        this.bytes += bytes;
        this.answers++;
        if (nextOffset < endOffset) connection.fetch(partition, nextOffset);
        else connection.fetch((partition + connections) % partitions, 0);
      },
      onFailed: (error) => {
        throw error;
      },
    });
    return connection;
  }
}

async function drive(load: FetchLoad): Promise<FetchMeasurement> {
  const driver = new FetchDriver(load);
  await driver.start();
  await sleep(load.settleMs);
  const [watch, usage] = [new ProcessorWatch(load.brokerPid), process.cpuUsage()];
  const { bytes, answers } = driver;
  await sleep(load.measureMs);
  const { brokerCores, besideCores, elapsedMs } = watch.end();
  const { user, system } = process.cpuUsage(usage);
  const readerCores = (user + system) / 1000 / elapsedMs;
  driver.stop();
  return {
    megabytesPerSecond: (driver.bytes - bytes) / elapsedMs / 1000,
    answersPerSecond: ((driver.answers - answers) * 1000) / elapsedMs,
    brokerCores,
    readerCores,
    otherCores: besideCores - readerCores,
  };
}

const load = JSON.parse(process.argv[2] ?? '') as FetchLoad;
process.stdout.write(JSON.stringify(await drive(load)));
