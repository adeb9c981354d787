import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startUntilReady } from './ready-process.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ANSWERER = fileURLToPath(new URL('../load/answerer-process.js', import.meta.url));
/** A deleted topic makes room at once, and not a minute later while another broker is measured. */
const COMMON_OVERRIDES = ['log.segment.delete.delay.ms=500'];
const KAFKA_MAIN = join(ROOT, 'packages', 'conformance', 'dist', 'apache-kafka', 'main.js');

/** A broker that is measured, and how it is started. */
export interface BrokerUnderTest {
  /** The name in tables. */
  readonly name: string;
  readonly kind: 'odradek' | 'kafka' | 'answerer';
  /** Settings beside the defaults, as `key=value`. */
  readonly overrides: readonly string[];
}

/** A broker that serves clients in a process of its own. */
export interface RunningBroker {
  readonly name: string;
  readonly kind: BrokerUnderTest['kind'];
  /** `host:port`. */
  readonly address: string;
  /** The process that does the work. */
  readonly pid: number;
  /** Where the folders of its partitions are. */
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/** Starts a broker with its data in a new directory of this name below `parent`. */
export async function startBroker(broker: BrokerUnderTest, parent: string): Promise<RunningBroker> {
  const directory = join(parent, broker.name.replaceAll(/[^\w.-]+/g, '-'));
  mkdirSync(directory);
  const { name, kind } = broker;
  const process = await startUntilReady(argumentsOf(broker, directory));
  const { address, pid } = process;
  const dataDirectory = kind === 'kafka' ? join(directory, 'data') : directory;
  return { name, kind, address, pid, dataDirectory, stop: () => process.stop() };
}

/** What Node is to run. */
function argumentsOf({ kind, overrides }: BrokerUnderTest, directory: string): string[] {
  const settings = [...COMMON_OVERRIDES, ...overrides].flatMap((override) => [
    '--override',
    override,
  ]);
  switch (kind) {
    case 'odradek': {
      const bin = join(ROOT, 'packages', 'odradek', 'bin', 'odradek.js');
      return [bin, 'start', '--data', directory, '--listen', '127.0.0.1:0', ...settings];
    }
    case 'kafka': {
      const flags = ['--jvm', 'production', '--end-with-input'];
      return [KAFKA_MAIN, 'start', '--data', directory, ...flags, ...settings];
    }
    case 'answerer':
      return [ANSWERER];
  }
}
