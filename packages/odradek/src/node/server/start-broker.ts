import { resolve } from 'node:path';

import { type Endpoint, KafkaError } from '@odradek/base';
import { SystemClock, SystemRandom, TcpNetwork } from '@odradek/base/node';
import { Broker, type BrokerConfig } from '@odradek/broker';
import {
  BoundedFileSystem,
  type DirectoryLock,
  type FileSystem,
  LogManager,
} from '@odradek/storage';
import { lockDirectory, nodeEndOfTurn, NodeFileSystem, openFilesMax } from '@odradek/storage/node';

import type { Listener } from '../../config/listeners.ts';
import { formatDirectory } from '../../server/format-directory.ts';
import { refuseKafkaDirectory } from '../../server/kafka-directory.ts';
import { formatStorageEvent } from '../../server/storage-event.ts';
import { journalSettings } from './journal-settings.ts';

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
  /** Resolves if the broker cannot go on and should be closed, to the reason. */
  readonly failed: Promise<KafkaError>;
  /** Shuts down in order. Afterwards everything that was acknowledged is in the logs. */
  close(): Promise<void>;
}

/**
 * Starts a broker on the files, clock and network of this machine. Rejects with a `KafkaError` that
 * says what to do if the directory or the address is taken, or the directory cannot be used.
 */
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  const logDirectory = resolve(options.logDirectory);
  const fileSystem = new BoundedFileSystem(new NodeFileSystem(), { filesMax: openFilesMax() });
  const lock = await takeDirectory(fileSystem, logDirectory);
  try {
    let onFatal = (_error: KafkaError): void => {};
    const failed = new Promise<KafkaError>((resolve) => {
      onFatal = resolve;
    });
    const broker = await openBroker(fileSystem, logDirectory, options, onFatal);
    const addresses = await listenOrClose(broker, options.listeners);
    const close = async (): Promise<void> => {
      try {
        await broker.close();
      } finally {
        await lock.release();
      }
    };
    return { addresses, logDirectory, failed, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Creates the data directory if it is missing, and makes it ours alone. */
function takeDirectory(fileSystem: FileSystem, directory: string): Promise<DirectoryLock> {
  return usingDirectory(directory, async () => {
    // The lock would already be a file more in a directory that is not ours.
    await refuseKafkaDirectory(fileSystem, directory);
    await fileSystem.createDirectory(directory);
    return lockDirectory(directory);
  });
}

/** Says which directory it is that the system complains about. */
async function usingDirectory<Result>(
  directory: string,
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw new KafkaError(
      'KAFKA_STORAGE_ERROR',
      `The data directory ${directory} cannot be used (${error.message}): see that there is room ` +
        'and that this user may write there, or start on another directory (log.dirs, --data).',
      { cause: error },
    );
  }
}

async function openBroker(
  fileSystem: FileSystem,
  directory: string,
  { config, report }: StartOptions,
  onFatal: (error: KafkaError) => void,
): Promise<Broker> {
  const { nodeId } = config;
  const random = new SystemRandom();
  const properties = await usingDirectory(directory, () =>
    formatDirectory({ fileSystem, random, directory, nodeId }),
  );
  const clock = new SystemClock();
  const logManager = new LogManager({
    fileSystem,
    endOfTurn: nodeEndOfTurn,
    clock,
    random,
    report: (event) => report(formatStorageEvent(event)),
    directories: [directory],
    config: config.topicDefaults,
    decompressedBytesMax: config.maxDecompressedBatchBytes,
    journal: journalSettings({ config, fileSystem, clock }),
  });
  const { clusterId, directoryId } = properties;
  const network = new TcpNetwork(report);
  return Broker.open({
    config,
    clock,
    random,
    network,
    endOfTurn: nodeEndOfTurn,
    logManager,
    clusterId,
    directoryId,
    report,
    onFatal,
  });
}

async function listenOrClose(
  broker: Broker,
  listeners: readonly Listener[],
): Promise<readonly Endpoint[]> {
  try {
    const addresses: Endpoint[] = [];
    for (const { endpoint, advertised } of listeners) {
      addresses.push(await broker.listen(endpoint, advertised));
    }
    return addresses;
  } catch (error) {
    await broker.close();
    throw error;
  }
}
