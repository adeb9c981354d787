import {
  type KraftFile,
  type KraftMetadata,
  parseKraftSnapshotName,
  readKraftMetadata,
} from '@odradek/cluster';

import { BOOTSTRAP_CHECKPOINT, METADATA_FOLDER } from './kafka-log-directory.ts';
import type { KafkaSource } from './kafka-source.ts';
import { baseOffsetOfSegment } from './partition-files.ts';
import type { SourceFiles } from './source-files.ts';

/**
 * Reads the metadata of a stopped Kafka: its newest snapshot and the log behind it. Rejects as
 * `readKraftMetadata` does.
 */
export async function readSourceMetadata(
  files: SourceFiles,
  { metadataDirectory, isAfterCrash }: KafkaSource,
): Promise<KraftMetadata> {
  const metadataFolder = `${metadataDirectory}/${METADATA_FOLDER}`;
  const names = (await files.list(metadataFolder)).map(({ name }) => name);
  const file = (path: string): KraftFile => ({ path, chunks: files.chunks(path) });
  const snapshot = newestSnapshot(names);
  const segments = segmentsBehind(names, snapshot?.endOffset ?? 0);
  const bootstrap = `${metadataDirectory}/${BOOTSTRAP_CHECKPOINT}`;
  return readKraftMetadata({
    snapshot: snapshot && {
      file: file(`${metadataFolder}/${snapshot.name}`),
      endOffset: snapshot.endOffset,
    },
    segments: segments.map((name) => file(`${metadataFolder}/${name}`)),
    bootstrap: (await files.exists(bootstrap)) ? file(bootstrap) : undefined,
    isTornTailAllowed: isAfterCrash,
  });
}

function newestSnapshot(names: readonly string[]) {
  const snapshots = names.flatMap((name) => {
    const parsed = parseKraftSnapshotName(name);
    return parsed === undefined ? [] : [{ name, ...parsed }];
  });
  return snapshots
    .sort((left, right) => left.endOffset - right.endOffset || left.epoch - right.epoch)
    .at(-1);
}

/** The segments from the one on in which an offset lies. */
function segmentsBehind(names: readonly string[], offset: number): readonly string[] {
  const segments = names
    .flatMap((name) => {
      const baseOffset = baseOffsetOfSegment(name);
      return baseOffset === undefined ? [] : [{ name, baseOffset }];
    })
    .sort((left, right) => left.baseOffset - right.baseOffset);
  return segments
    .filter((_, index) => (segments[index + 1]?.baseOffset ?? Infinity) > offset)
    .map(({ name }) => name);
}
