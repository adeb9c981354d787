import { KafkaError, type Uuid } from '@odradek/base';

import {
  CLEAN_SHUTDOWN_FILE,
  type KafkaLogDirectory,
  METADATA_FOLDER,
  readKafkaLogDirectory,
} from './kafka-log-directory.ts';
import type { RunningProcess } from './running-process.ts';
import type { SourceFiles } from './source-files.ts';

/** A stopped node of Apache Kafka. */
export interface KafkaSource {
  readonly clusterId: Uuid;
  readonly nodeId: number;
  readonly directories: readonly KafkaLogDirectory[];
  /** The path of the directory in which the metadata of the cluster is. */
  readonly metadataDirectory: string;
  /** Whether all its directories say that it was stopped in order. */
  readonly isCleanlyStopped: boolean;
  /** Whether it was said that it may have crashed: a directory of metadata alone never tells. */
  readonly isAfterCrash: boolean;
}

/** Where a Kafka is, and how sure it must be that it is stopped. */
export interface KafkaSourceOptions {
  readonly files: SourceFiles;
  readonly runningProcess: RunningProcess;
  readonly paths: readonly string[];
  /** Whether a Kafka may be taken that was not stopped in order. */
  readonly isAfterCrash: boolean;
}

/**
 * Looks at the log directories of a Kafka. Rejects with `INVALID_CONFIG` if they are not those of one
 * node with its metadata, and with `ODRADEK_DIRECTORY_LOCKED` if that Kafka runs, or may run because
 * it was not stopped in order.
 */
export async function openKafkaSource(options: KafkaSourceOptions): Promise<KafkaSource> {
  const { files, paths, isAfterCrash } = options;
  const directories: KafkaLogDirectory[] = [];
  for (const path of paths) directories.push(await readKafkaLogDirectory(files, path));
  const [first] = directories;
  if (first === undefined) throw invalid('no directory is named');
  for (const other of directories.slice(1)) checkSameNode(first, other);
  checkDifferent(directories);
  const metadataDirectory = metadataDirectoryOf(directories);
  await refuseRunning(directories, options.runningProcess);
  const unclean = directories.filter((directory) => !isStopped(directory));
  if (!isAfterCrash) refuseUnclean(unclean);
  const { clusterId, nodeId } = first;
  const isCleanlyStopped = unclean.length === 0;
  return { clusterId, nodeId, directories, metadataDirectory, isCleanlyStopped, isAfterCrash };
}

/** Rejects with `ODRADEK_DIRECTORY_LOCKED` if a Kafka was started on it since it was opened. */
export async function checkStillStopped(
  { directories }: KafkaSource,
  { files, runningProcess }: Pick<KafkaSourceOptions, 'files' | 'runningProcess'>,
): Promise<void> {
  await refuseRunning(directories, runningProcess);
  for (const { path, isCleanlyStopped } of directories) {
    if (!isCleanlyStopped || (await files.exists(`${path}/${CLEAN_SHUTDOWN_FILE}`))) continue;
    throw new KafkaError(
      'ODRADEK_DIRECTORY_LOCKED',
      `Kafka was started on ${path} meanwhile, so what was copied need not fit together: stop it, remove ` +
        'the target (--data), and import again.',
    );
  }
}

/** A directory for the metadata alone (`metadata.log.dir`) never says how Kafka was stopped. */
function isStopped({ isCleanlyStopped, isForRecords }: KafkaLogDirectory): boolean {
  return isCleanlyStopped || !isForRecords;
}

function checkSameNode(first: KafkaLogDirectory, other: KafkaLogDirectory): void {
  if (first.clusterId !== other.clusterId) {
    throw invalid(
      `${first.path} is of the cluster ${first.clusterId}, ${other.path} of ${other.clusterId}`,
    );
  }
  if (first.nodeId !== other.nodeId) {
    throw invalid(
      `${first.path} is of node ${first.nodeId}, ${other.path} of node ${other.nodeId}`,
    );
  }
}

function checkDifferent(directories: readonly KafkaLogDirectory[]): void {
  const seen = new Map<string, string>();
  for (const { path, directoryId } of directories) {
    const id = directoryId ?? path;
    const before = seen.get(id);
    if (before !== undefined) {
      throw invalid(
        `${before} and ${path} are the same log directory, or one is a copy of the other`,
      );
    }
    seen.set(id, path);
  }
}

function metadataDirectoryOf(directories: readonly KafkaLogDirectory[]): string {
  const [found, second] = directories.filter(({ hasMetadata }) => hasMetadata);
  const paths = directories.map(({ path }) => path).join(', ');
  if (found === undefined) {
    throw invalid(
      `there is no ${METADATA_FOLDER}, the metadata of the cluster, in ${paths}; name also the directory ` +
        'that metadata.log.dir names',
    );
  }
  if (second !== undefined) {
    throw invalid(`${METADATA_FOLDER} is in both ${found.path} and ${second.path}`);
  }
  return found.path;
}

async function refuseRunning(
  directories: readonly KafkaLogDirectory[],
  runningProcess: RunningProcess,
): Promise<void> {
  for (const { path } of directories) {
    const holder = await runningProcess.holding(`${path}/.lock`);
    if (holder === undefined) continue;
    throw new KafkaError(
      'ODRADEK_DIRECTORY_LOCKED',
      `Kafka runs on ${path} (${holder} has its .lock): stop it, and import then.`,
    );
  }
}

function refuseUnclean(unclean: readonly KafkaLogDirectory[]): void {
  const [first] = unclean;
  if (first === undefined) return;
  throw new KafkaError(
    'ODRADEK_DIRECTORY_LOCKED',
    `${first.path} has no ${CLEAN_SHUTDOWN_FILE}, so Kafka runs on it or was not stopped in order. Stop ` +
      'it with SIGTERM and wait for its end; if it crashed, start it and stop it so, or, if it cannot ' +
      'be started and surely does not run, add --after-crash.',
  );
}

function invalid(what: string): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `--from: ${what}. Name the log directories (log.dirs) of one stopped node of Apache Kafka, with ` +
      'commas between.',
  );
}
