import { KafkaError, type Uuid } from '@odradek/base';

import { type FileSystem, isMissingFile } from '../ports/file-system.ts';

/** What `meta.properties` says of a log directory: whose it is. */
export interface MetaProperties {
  readonly clusterId: Uuid;
  readonly nodeId: number;
  readonly directoryId: Uuid;
}

/** The name of the file in a log directory. */
const META_PROPERTIES_FILE = 'meta.properties';
const VERSION = '1';

/**
 * Reads `meta.properties` of a log directory, or answers `undefined` if it was never formatted.
 * Rejects with `INVALID_CONFIG` if the file is of a version that we do not know or lacks a key.
 */
export async function readMetaProperties(
  fileSystem: FileSystem,
  directory: string,
): Promise<MetaProperties | undefined> {
  const path = `${directory}/${META_PROPERTIES_FILE}`;
  try {
    return parseMetaProperties(path, (await fileSystem.readWhole(path)).toString());
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}

/** Writes `meta.properties`, durably and as a whole. */
export async function writeMetaProperties(
  fileSystem: FileSystem,
  directory: string,
  { clusterId, nodeId, directoryId }: MetaProperties,
): Promise<void> {
  const text = [
    `version=${VERSION}`,
    `cluster.id=${clusterId}`,
    `node.id=${nodeId}`,
    `directory.id=${directoryId}`,
    '',
  ].join('\n');
  await fileSystem.writeWhole(`${directory}/${META_PROPERTIES_FILE}`, Buffer.from(text));
}

function parseMetaProperties(path: string, text: string): MetaProperties {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([^#!=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1] !== undefined) values.set(match[1], match[2] ?? '');
  }
  const required = (key: string): string => {
    const value = values.get(key);
    if (value === undefined || value === '') throw invalid(path, `it has no ${key}`);
    return value;
  };
  const version = required('version');
  if (version !== VERSION) throw invalid(path, `its version is ${version}, not ${VERSION}`);
  const nodeId = Number(required('node.id'));
  if (!Number.isSafeInteger(nodeId)) throw invalid(path, 'its node.id is no number');
  return { clusterId: required('cluster.id'), nodeId, directoryId: required('directory.id') };
}

function invalid(path: string, why: string): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `${path} cannot be used: ${why}. Restore it from a copy, or start on another data directory.`,
  );
}
