import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { EventLoopWatch } from './event-loop-watch.ts';
import { KAFKA_MAIN } from './kafka-program.ts';
import { startUntilReady } from './ready-process.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ANSWERER = fileURLToPath(new URL('../load/answerer-process.js', import.meta.url));
const EVENT_LOOP_DELAY = new URL('event-loop-delay.js', import.meta.url).href;
const COMMON_OVERRIDES = [
  // A deleted topic makes room at once, and not a minute later while another broker is measured.
  'log.segment.delete.delay.ms=500',
  // Long loads write more than fits: what retention allows is all that stays.
  'log.retention.check.interval.ms=5000',
];
/** Kafka begins to delete files half a minute after its start, which nobody waits for. */
const KAFKA_OVERRIDES = [...COMMON_OVERRIDES, 'log.initial.task.delay.ms=500'];

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
  /** How late its event loop is, of ours. */
  readonly eventLoop?: EventLoopWatch;
  stop(): Promise<void>;
}

/** Where a broker runs. */
export interface BrokerPlace {
  /** The directory in which it gets one of its own. */
  readonly parent: string;
  /** Variables of its environment beside those of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a broker with its data in a directory named like the broker, which may have some. */
export async function startBroker(
  broker: BrokerUnderTest,
  { parent, environment }: BrokerPlace,
): Promise<RunningBroker> {
  const directory = join(parent, broker.name.replaceAll(/[^\w.-]+/g, '-'));
  mkdirSync(directory, { recursive: true });
  const { name, kind } = broker;
  const variables = Object.entries(environment).map((pair) => pair.join('='));
  const args = argumentsOf(broker, directory, variables);
  const process = await startUntilReady(args, kind === 'odradek' ? environment : {});
  const { address, pid, child } = process;
  const dataDirectory = kind === 'kafka' ? join(directory, 'data') : directory;
  const running = { name, kind, address, pid, dataDirectory, stop: () => process.stop() };
  return kind === 'odradek' ? { ...running, eventLoop: new EventLoopWatch(child) } : running;
}

/** What Node is to run. The variables are for a process that is not Node's. */
function argumentsOf(
  { kind, overrides }: BrokerUnderTest,
  directory: string,
  variables: readonly string[],
): string[] {
  switch (kind) {
    case 'odradek': {
      const bin = join(ROOT, 'packages', 'odradek', 'bin', 'odradek.js');
      const watched = ['--import', EVENT_LOOP_DELAY, bin];
      const settings = options('--override', [...COMMON_OVERRIDES, ...overrides]);
      return [...watched, 'start', '--data', directory, '--listen', '127.0.0.1:0', ...settings];
    }
    case 'kafka': {
      const environment = options('--environment', variables);
      const flags = ['--jvm', 'production', '--end-with-input', ...environment];
      const settings = options('--override', [...KAFKA_OVERRIDES, ...overrides]);
      return [KAFKA_MAIN, 'start', '--data', directory, ...flags, ...settings];
    }
    case 'answerer':
      return [ANSWERER];
  }
}

function options(option: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [option, value]);
}
