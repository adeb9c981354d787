import { resolve } from 'node:path';

import { type Endpoint, KafkaError } from '@odradek/base';
import { SystemClock, SystemRandom, TcpNetwork } from '@odradek/base/node';
import { Broker, type BrokerConfig } from '@odradek/broker';
import { loadCompression } from '@odradek/protocol';
import { type DirectoryLock, type FileSystem, LogManager } from '@odradek/storage';
import { lockDirectory, nodeEndOfTurn, NodeFileSystem } from '@odradek/storage/node';

import type { Listener } from '../../config/listeners.ts';
import { formatDirectory } from '../../server/format-directory.ts';
import { formatStorageEvent } from '../../server/storage-event.ts';

/** How a broker is started. */
export interface StartOptions {
  readonly config: BrokerConfig;
  /** The data directory; relative paths begin at the working directory. */
  readonly logDirectory: string;
  /** At least one. */
  readonly listeners: readonly Listener[];
  /** Takes what the operator should know. */
  readonly report: (message: string) => void;
}

/** A broker that serves clients. */
export interface RunningBroker {
  /** Where it listens, with the ports that were taken. */
  readonly addresses: readonly Endpoint[];
  /** The data directory as an absolute path. */
  readonly logDirectory: string;
  /** Shuts down in order. Afterwards everything that was acknowledged is in the logs. */
  close(): Promise<void>;
}

/**
 * Starts a broker on the files, clock and network of this machine. Rejects with a `KafkaError` that
 * says what to do if the directory or the address is taken, or the directory cannot be used.
 */
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  await loadCompression();
  const logDirectory = resolve(options.logDirectory);
  const fileSystem = new NodeFileSystem();
  const lock = await takeDirectory(fileSystem, logDirectory);
  try {
    const broker = await openBroker(fileSystem, logDirectory, options);
    const addresses = await listenOrClose(broker, options.listeners);
    const close = async (): Promise<void> => {
      try {
        await broker.close();
      } finally {
        await lock.release();
      }
    };
    return { addresses, logDirectory, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Creates the data directory if it is missing, and makes it ours alone. */
async function takeDirectory(fileSystem: FileSystem, directory: string): Promise<DirectoryLock> {
  try {
    await fileSystem.createDirectory(directory);
    return await lockDirectory(directory);
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      `The data directory ${directory} cannot be used (${error.message}): give this user the right ` +
        'to write there, or start on another directory (log.dirs, --data).',
      { cause: error },
    );
  }
}

async function openBroker(
  fileSystem: FileSystem,
  directory: string,
  { config, report }: StartOptions,
): Promise<Broker> {
  const { nodeId, logSegmentBytes, logIndexIntervalBytes } = config;
  const random = new SystemRandom();
  const properties = await formatDirectory({ fileSystem, random, directory, nodeId });
  const logManager = new LogManager({
    fileSystem,
    endOfTurn: nodeEndOfTurn,
    report: (event) => report(formatStorageEvent(event)),
    directory,
    config: { segmentBytes: logSegmentBytes, indexIntervalBytes: logIndexIntervalBytes },
  });
  const { clusterId, directoryId } = properties;
  const clock = new SystemClock();
  const network = new TcpNetwork(report);
  return Broker.open({
    config,
    clock,
    random,
    network,
    logManager,
    clusterId,
    directoryId,
    report,
  });
}

async function listenOrClose(
  broker: Broker,
  listeners: readonly Listener[],
): Promise<readonly Endpoint[]> {
  try {
    const addresses: Endpoint[] = [];
    for (const listener of listeners) addresses.push(await listen(broker, listener));
    return addresses;
  } catch (error) {
    await broker.close();
    throw error;
  }
}

/** `localhost` is 127.0.0.1 and ::1, whatever the resolver of the machine says. */
async function listen(broker: Broker, { endpoint, advertised }: Listener): Promise<Endpoint> {
  const { host, port } = endpoint;
  if (host !== 'localhost') return broker.listen(endpoint, advertised);
  const { port: taken } = await broker.listen({ host: '127.0.0.1', port }, advertised);
  try {
    await broker.listen({ host: '::1', port: taken }, advertised);
  } catch (error) {
    // A machine without IPv6 has no ::1, and then nobody can ask for it.
    if (!(error instanceof KafkaError) || error.code !== 'ODRADEK_NO_SUCH_ADDRESS') throw error;
  }
  return { host, port: taken };
}
