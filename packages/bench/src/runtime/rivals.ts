import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { KafkajsClient } from '../protocol/clients/kafkajs-client.ts';
import type { RivalClient } from '../protocol/clients/client.ts';
import {
  PlatformaticClient,
  type PlatformaticKafka,
} from '../protocol/clients/platformatic-client.ts';
import { npm } from './npm.ts';

const FOLDER = fileURLToPath(new URL('../../rivals', import.meta.url));
const INSTALLED = join(FOLDER, 'node_modules', '.package-lock.json');
const LOCK = join(FOLDER, 'package-lock.json');

/** Installs the clients that we are compared with, at the versions of their lock, if need be. */
export function installRivals(): void {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  console.error('Installing the clients to compare with into packages/bench/rivals ...');
  npm(['ci', '--prefix', FOLDER]);
}

/** The packages of the clients that we are compared with. */
export const RIVAL_NAMES: readonly ['kafkajs', '@platformatic/kafka'] = [
  'kafkajs',
  '@platformatic/kafka',
];

/** The package of a client that we are compared with. */
export type RivalName = (typeof RIVAL_NAMES)[number];

/** Loads a client that we are compared with. */
export async function loadRival(name: RivalName): Promise<RivalClient> {
  const require = createRequire(join(FOLDER, 'package.json'));
  const version = versionOf(name);
  if (name === 'kafkajs') return new KafkajsClient(version, (path) => require(`kafkajs/${path}`));
  const entry = pathToFileURL(require.resolve(name)).href;
  return new PlatformaticClient(version, (await import(entry)) as PlatformaticKafka);
}

function versionOf(name: RivalName): string {
  const file = join(FOLDER, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
