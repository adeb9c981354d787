import type { Endpoint } from '@odradek/base';
import type { Broker } from '@odradek/broker';

import type { Observed } from '../../http/http-routes.ts';
import { HttpListener } from './http-listener.ts';
import { ProcessMonitor } from './process-monitor.ts';

/** Where a broker is watched, and who is told what fails with that. */
export interface BrokerWatchOptions {
  readonly endpoint: Endpoint;
  readonly report: (message: string) => void;
}

/** Lets a broker be watched over HTTP, from before it is opened until it is closed. */
export class BrokerWatch {
  private readonly listener: HttpListener;
  private readonly process: ProcessMonitor;
  private readonly watched: { broker: Broker | undefined };

  private constructor(
    listener: HttpListener,
    process: ProcessMonitor,
    watched: { broker: Broker | undefined },
  ) {
    this.listener = listener;
    this.process = process;
    this.watched = watched;
  }

  /** Listens. Rejects with a `KafkaError` that names the setting if that is not possible. */
  static async open({ endpoint, report }: BrokerWatchOptions): Promise<BrokerWatch> {
    const process = new ProcessMonitor();
    const watched: { broker: Broker | undefined } = { broker: undefined };
    const observe = (): Observed => observed(watched.broker, process);
    try {
      return new BrokerWatch(
        await HttpListener.open({ endpoint, observe, report }),
        process,
        watched,
      );
    } catch (error) {
      process.stop();
      throw error;
    }
  }

  /** Where it listens, with the port that was taken. */
  get endpoint(): Endpoint {
    return this.listener.endpoint;
  }

  /** The broker is open: its metadata and logs are loaded. */
  noteOpened(broker: Broker): void {
    this.watched.broker = broker;
  }

  /** Listens no longer. */
  async close(): Promise<void> {
    this.process.stop();
    await this.listener.close();
  }
}

/** Whether the broker lives and is ready must be told though the disk does not answer. */
function observed(broker: Broker | undefined, process: ProcessMonitor): Observed {
  if (broker === undefined) {
    const notReady = ['The broker is starting: its metadata is being loaded.'];
    return { notReady, metrics: () => undefined };
  }
  const metrics = async (): Promise<Iterable<string>> => broker.metricsText(await process.usage());
  return { notReady: broker.notReady, metrics };
}
