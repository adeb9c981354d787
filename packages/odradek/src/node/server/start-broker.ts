import { resolve } from 'node:path';

import { KafkaError } from '@odradek/base';
import { SystemClock, SystemRandom } from '@odradek/base/node';
import { Broker, DEFAULT_BROKER_CONFIG, type Endpoint } from '@odradek/broker';
import { TcpNetwork } from '@odradek/broker/node';
import { loadCompression } from '@odradek/protocol';
import { LogManager } from '@odradek/storage';
import { nodeEndOfTurn, NodeFileSystem } from '@odradek/storage/node';

import { formatDirectory } from '../../server/format-directory.ts';
import { formatStorageEvent } from '../../server/storage-event.ts';

/** How a broker is started. */
export interface StartOptions {
  /** The data directory; relative paths begin at the working directory. */
  readonly logDirectory: string;
  readonly listen: Endpoint;
  /** Takes what the operator should know. */
  readonly report: (message: string) => void;
}

/** A broker that serves clients. */
export interface RunningBroker {
  /** The address to give to clients, with the port that was taken. */
  readonly address: Endpoint;
  /** The data directory as an absolute path. */
  readonly logDirectory: string;
  /** Shuts down in order. Afterwards everything that was acknowledged is in the logs. */
  close(): Promise<void>;
}

/** Starts a broker on the files, clock and network of this machine. */
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  await loadCompression();
  const logDirectory = resolve(options.logDirectory);
  const broker = await openBroker(logDirectory, options.report);
  try {
    const address = await listen(broker, options.listen);
    return { address, logDirectory, close: () => broker.close() };
  } catch (error) {
    await broker.close();
    throw error;
  }
}

async function openBroker(directory: string, report: (message: string) => void): Promise<Broker> {
  const config = DEFAULT_BROKER_CONFIG;
  const fileSystem = new NodeFileSystem();
  const random = new SystemRandom();
  const { nodeId } = config;
  const { clusterId, directoryId } = await formatDirectory({
    fileSystem,
    random,
    directory,
    nodeId,
  });
  const logManager = new LogManager({
    fileSystem,
    endOfTurn: nodeEndOfTurn,
    report: (event) => report(formatStorageEvent(event)),
    directory,
    config: {
      segmentBytes: config.logSegmentBytes,
      indexIntervalBytes: config.logIndexIntervalBytes,
    },
  });
  return Broker.open({
    config,
    clock: new SystemClock(),
    random,
    network: new TcpNetwork(),
    logManager,
    clusterId,
    directoryId,
    report,
  });
}

/** `localhost` is 127.0.0.1 and ::1, whatever the resolver of the machine says. */
async function listen(broker: Broker, { host, port }: Endpoint): Promise<Endpoint> {
  if (host !== 'localhost') return broker.listen({ host, port });
  const { port: taken } = await broker.listen({ host: '127.0.0.1', port });
  try {
    await broker.listen({ host: '::1', port: taken });
  } catch (error) {
    // A machine without IPv6 has no ::1, and then nobody can ask for it.
    if (!(error instanceof KafkaError) || error.code !== 'ODRADEK_NO_SUCH_ADDRESS') throw error;
  }
  return { host, port: taken };
}
