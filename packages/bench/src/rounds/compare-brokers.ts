import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { type RunningBroker, startBroker } from '../brokers/broker-under-test.ts';
import { endChildren } from '../brokers/child-processes.ts';
import { installKafka } from '../brokers/kafka-program.ts';
import { describeMachine } from '../report/machine.ts';
import { writeSection } from '../report/performance-page.ts';
import { type ComparisonArguments, readComparisonArguments } from './comparison-arguments.ts';

/** A measurement of brokers beside each other, with a section of `docs/performance.md`. */
export interface BrokerComparison {
  /** The command of `npm run bench` and the name of the section. */
  readonly name: string;
  /** The names of what it can measure. */
  readonly works: readonly string[];
  /** Options of its own, each with a text. */
  readonly options?: readonly string[];
  /** Settings of all brokers, as `key=value`; those that are asked for count instead. */
  readonly overrides?: readonly string[];
  /** Makes what some of the works that are asked for need, before any is measured. */
  readonly prepare?: (works: readonly string[]) => void;
  /** Measures brokers that run with one of the works, and resolves to a section in Markdown. */
  readonly measureWork: (
    brokers: readonly RunningBroker[],
    work: string,
    asked: ComparisonArguments,
  ) => Promise<string>;
}

/** Runs a comparison as the command line of this process asks for it, and prints or writes it. */
export async function compareBrokers(comparison: BrokerComparison): Promise<void> {
  const { name, works, options = [], overrides = [], prepare, measureWork } = comparison;
  const args = process.argv.slice(2);
  const asked = readComparisonArguments(args, works, options);
  const directory = mkdtempSync(join(asked.directory, 'odradek-bench-'));
  const cleanUp = async (): Promise<void> => {
    await endChildren();
    rmSync(directory, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
  }
  try {
    if (asked.brokers.some(({ kind }) => kind === 'kafka')) installKafka();
    const brokers: RunningBroker[] = [];
    const place = { parent: directory, environment: {} };
    for (const broker of asked.brokers) {
      const settings = [...overrides, ...broker.overrides];
      brokers.push(await startBroker({ ...broker, overrides: settings }, place));
    }
    prepare?.(asked.works);
    const sections: string[] = [];
    for (const work of asked.works) sections.push(await measureWork(brokers, work, asked));
    const command = `npm run bench -- ${name} ${args.join(' ')}`.trim();
    const text = [describeMachine(command), ...sections].join('\n\n');
    console.log(`\n${text}`);
    if (asked.write) writeSection(name, text);
  } finally {
    await cleanUp();
  }
}
