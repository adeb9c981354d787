import { KafkaError } from '@odradek/base';
import { type FileSystem, isMissingFile } from '@odradek/storage';

import { shellWord } from '../cli/command-line/shell-word.ts';
import {
  BOOTSTRAP_CHECKPOINT,
  isNoDirectory,
  META_PROPERTIES,
  METADATA_FOLDER,
} from '../storage-import/kafka-log-directory.ts';

/** Java writes it above what it stores as properties; our `meta.properties` has no comments. */
const JAVA_PROPERTIES = /^#\w{3} \w{3} \d\d \d\d:\d\d:\d\d \S+ \d{4}\s*$/m;
/** What the quorum of Kafka keeps beside its log. */
const OF_THE_QUORUM = /^quorum-state$|\.checkpoint$/;

/**
 * Rejects with `INVALID_CONFIG` if a directory is one of Apache Kafka. Only reads: what Kafka left
 * must be as it was when it is imported, or started again.
 */
export async function refuseKafkaDirectory(
  fileSystem: FileSystem,
  directory: string,
): Promise<void> {
  const why = await traceOfKafka(fileSystem, directory);
  if (why === undefined) return;
  throw new KafkaError(
    'INVALID_CONFIG',
    `${directory} is a log directory of Apache Kafka (${why}), and nothing in it was changed. Take it over ` +
      'into a directory of its own: odradek storage import --from ' +
      `${shellWord(directory)} --data DIR`,
  );
}

/** The file that tells that a directory is of Kafka. */
async function traceOfKafka(
  fileSystem: FileSystem,
  directory: string,
): Promise<string | undefined> {
  const names = await namesIn(fileSystem, directory);
  if (names.includes(BOOTSTRAP_CHECKPOINT)) return `it has ${BOOTSTRAP_CHECKPOINT}`;
  if (names.includes(METADATA_FOLDER)) {
    const ofMetadata = await namesIn(fileSystem, `${directory}/${METADATA_FOLDER}`);
    const trace = ofMetadata.find((name) => OF_THE_QUORUM.test(name));
    if (trace !== undefined) return `it has ${METADATA_FOLDER}/${trace}`;
  }
  if (!names.includes(META_PROPERTIES)) return undefined;
  const properties = String(await fileSystem.readWhole(`${directory}/${META_PROPERTIES}`));
  return JAVA_PROPERTIES.test(properties) ? `its ${META_PROPERTIES} is written by it` : undefined;
}

async function namesIn(fileSystem: FileSystem, directory: string): Promise<readonly string[]> {
  try {
    return (await fileSystem.list(directory)).map(({ name }) => name);
  } catch (error) {
    if (isMissingFile(error) || isNoDirectory(error)) return [];
    throw error;
  }
}
