import { resolve } from 'node:path';

import { type Clock, type Endpoint, KafkaError, type RandomSource } from '@odradek/base';
import { SystemClock, SystemRandom, TcpNetwork } from '@odradek/base/node';
import { Broker, type BrokerConfig, StorageMetrics } from '@odradek/broker';
import { LogManager } from '@odradek/storage';
import { CheckThreads, CleanerThreads, nodeEndOfTurn, NodeVolumes } from '@odradek/storage/node';

import type { Listener } from '../../config/listeners.ts';
import { formatDirectories, type FormattedDirectories } from '../../server/format-directories.ts';
import { formatStorageEvent } from '../../server/storage-event.ts';
import { unusableDirectory } from '../../server/unusable-directory.ts';
import { type BrokerFiles, brokerFiles } from './broker-files.ts';
import type { BrokerWatch } from './broker-watch.ts';
import { journalSettings } from './journal-settings.ts';
import { takeDirectories, type TakenDirectories } from './take-directories.ts';

/** How a broker is started. */
export interface StartOptions {
  readonly config: BrokerConfig;
  /** `log.dirs`: at least one; relative paths begin at the working directory. */
  readonly logDirectories: readonly string[];
  /** The directory of the metadata of the cluster, which may be one of these. */
  readonly metadataDirectory: string;
  /** At least one. */
  readonly listeners: readonly Listener[];
  /** Where the broker is watched over HTTP, if it is. */
  readonly httpEndpoint?: Endpoint | undefined;
  /** Takes what the operator should know. */
  readonly report: (message: string) => void;
}

/** A broker that serves clients. */
export interface RunningBroker {
  /** Where it listens, with the ports that were taken. */
  readonly addresses: readonly Endpoint[];
  /** Where it is watched over HTTP, with the port that was taken. */
  readonly httpAddress: Endpoint | undefined;
  /** The log directories as absolute paths. */
  readonly logDirectories: readonly string[];
  /** Resolves if the broker cannot go on and should be closed, to the reason. */
  readonly failed: Promise<KafkaError>;
  /** Shuts down in order. Afterwards everything that was acknowledged is in the logs. */
  close(): Promise<void>;
}

/**
 * Starts a broker on the files, clock and network of this machine. A log directory that cannot be used
 * is offline, which is reported. Rejects with a `KafkaError` that says what to do if a directory or
 * the address is taken, or the directory of the metadata cannot be used.
 */
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  const watch = await openWatch(options);
  try {
    const broker = await startWatched(options, watch);
    const close = async (): Promise<void> => {
      try {
        await broker.close();
      } finally {
        await watch?.close();
      }
    };
    return { ...broker, httpAddress: watch?.endpoint, close };
  } catch (error) {
    await watch?.close();
    throw error;
  }
}

/** What it takes is loaded only if it is wanted: a start is to be quick. */
async function openWatch(options: StartOptions): Promise<BrokerWatch | undefined> {
  const { httpEndpoint: endpoint, report } = options;
  if (endpoint === undefined) return undefined;
  const { BrokerWatch } = await import('./broker-watch.ts');
  return BrokerWatch.open({ endpoint, report });
}

async function startWatched(
  options: StartOptions,
  watch: BrokerWatch | undefined,
): Promise<Omit<RunningBroker, 'httpAddress'>> {
  const logDirectories = options.logDirectories.map((path) => resolve(path));
  const metadataDirectory = resolve(options.metadataDirectory);
  const clock = new SystemClock();
  const storageMetrics = new StorageMetrics();
  const files = brokerFiles({ clock, observer: storageMetrics });
  const taken = await takeDirectories({
    fileSystem: files.fileSystem,
    directories: [...new Set([...logDirectories, metadataDirectory])],
    metadataDirectory,
  });
  try {
    let onFatal = (_error: KafkaError): void => {};
    const failed = new Promise<KafkaError>((resolve) => {
      onFatal = resolve;
    });
    const parts = {
      clock,
      storageMetrics,
      files,
      taken,
      logDirectories,
      metadataDirectory,
      onFatal,
    };
    const broker = await openBroker(parts, options);
    watch?.noteOpened(broker);
    const addresses = await listenOrClose(broker, options.listeners);
    const close = async (): Promise<void> => {
      try {
        await broker.close();
      } finally {
        await taken.release();
      }
    };
    return { addresses, logDirectories, failed, close };
  } catch (error) {
    await taken.release();
    throw error;
  }
}

/** What `startBroker` has by then. Paths are absolute. */
interface StartedParts {
  readonly clock: Clock;
  readonly storageMetrics: StorageMetrics;
  readonly files: BrokerFiles;
  readonly taken: TakenDirectories;
  readonly logDirectories: readonly string[];
  readonly metadataDirectory: string;
  readonly onFatal: (error: KafkaError) => void;
}

async function openBroker(parts: StartedParts, { config, report }: StartOptions): Promise<Broker> {
  const { clock, storageMetrics, files, logDirectories, metadataDirectory, onFatal } = parts;
  const random = new SystemRandom();
  const { clusterId, directories } = await format(parts, random, config.nodeId);
  for (const directory of directories) {
    if ('error' in directory) report(directory.error.message);
  }
  const logManager = new LogManager({
    fileSystem: files.fileSystem,
    endOfTurn: nodeEndOfTurn,
    clock,
    random,
    report: (event) => report(formatStorageEvent(event)),
    directories: directories.filter((each) => !('error' in each)).map(({ path }) => path),
    hasUnusableDirectories: directories.some((each) => 'error' in each),
    config: config.topicDefaults,
    decompressedBytesMax: config.maxDecompressedBatchBytes,
    segmentCleaner: new CleanerThreads(),
    journal: journalSettings({
      config,
      fileSystem: files.journalFileSystem,
      clock,
      observer: storageMetrics,
    }),
  });
  return Broker.open({
    config,
    clock,
    random,
    network: new TcpNetwork(report),
    endOfTurn: nodeEndOfTurn,
    batchChecker: new CheckThreads({ report }),
    logManager,
    clusterId,
    logDirectories: directories.filter(({ path }) => logDirectories.includes(path)),
    metadataDirectory,
    volumes: new NodeVolumes(),
    storageMetrics,
    report,
    onFatal,
  });
}

/** Every log directory in its order, formatted or offline; that of the metadata may be a further one. */
async function format(
  { files, taken, metadataDirectory, logDirectories }: StartedParts,
  random: RandomSource,
  nodeId: number,
): Promise<FormattedDirectories> {
  try {
    const { clusterId, directories } = await formatDirectories({
      fileSystem: files.fileSystem,
      random,
      directories: taken.taken,
      metadataDirectory,
      nodeId,
    });
    const byPath = new Map(directories.map((directory) => [directory.path, directory]));
    for (const [path, error] of taken.offline) byPath.set(path, { path, error });
    const paths = new Set([...logDirectories, metadataDirectory]);
    return { clusterId, directories: [...paths].flatMap((path) => byPath.get(path) ?? []) };
  } catch (error) {
    if (error instanceof KafkaError || !(error instanceof Error)) throw error;
    throw unusableDirectory(metadataDirectory, error);
  }
}

async function listenOrClose(
  broker: Broker,
  listeners: readonly Listener[],
): Promise<readonly Endpoint[]> {
  try {
    const addresses: Endpoint[] = [];
    for (const { name, endpoint, advertised } of listeners) {
      addresses.push(await broker.listen(endpoint, advertised, name));
    }
    return addresses;
  } catch (error) {
    await broker.close();
    throw error;
  }
}
