import { test } from 'node:test';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { lineDiff } from './line-diff.ts';
import { addressMasks, type Mask, masked } from './mask.ts';
import type { Script, StepResult } from './script.ts';

/** What a foreign tool does on one broker and then on the other. */
export interface Comparison {
  /** The tool, as the name of the test. */
  readonly tool: string;
  readonly script: Script;
  readonly masks: readonly Mask[];
  /** Configs of Odradek as `name=value`, such as those that one node of Apache Kafka is given. */
  readonly configs?: readonly string[];
  /** Called after both, to end programs. */
  readonly close?: () => Promise<void>;
}

/** The results of a script on one broker, with the masks that fit them. */
interface Run {
  readonly results: readonly StepResult[];
  readonly masks: readonly Mask[];
}

/**
 * Tests that a tool says the same of Odradek as of Apache Kafka 4.3.1, from empty data directories:
 * exit code, standard output and standard error of every step, each a test of its own.
 */
export function compareWithKafka(comparison: Comparison): void {
  test(`${comparison.tool} says the same of Odradek as of Apache Kafka`, async (context) => {
    const [kafka, odradek] = await runOnBoth(comparison);
    const count = Math.max(kafka.results.length, odradek.results.length);
    for (let index = 0; index < count; index++) {
      const name = (kafka.results[index] ?? odradek.results[index])?.name;
      await context.test(name, () => compare(kafka, odradek, index));
    }
  });
}

async function runOnBoth(comparison: Comparison): Promise<[Run, Run]> {
  try {
    return await Promise.all([runOnKafka(comparison), runOnOdradek(comparison)]);
  } finally {
    await comparison.close?.();
  }
}

async function runOnKafka({ script, masks }: Comparison): Promise<Run> {
  await using kafka = await ApacheKafka.start();
  const { bootstrapServer } = kafka;
  const results = await script(bootstrapServer);
  return { results, masks: [...addressMasks(bootstrapServer), ...masks] };
}

async function runOnOdradek({ script, masks, configs = [] }: Comparison): Promise<Run> {
  using data = new TemporaryDirectory();
  await using odradek = await BrokerProcess.start(data.path, { configs });
  const { bootstrapServer } = odradek;
  const results = await script(bootstrapServer);
  return { results, masks: [...addressMasks(bootstrapServer), ...masks] };
}

function compare(kafka: Run, odradek: Run, index: number): void {
  const difference = lineDiff(
    transcript(kafka, index, 'Apache Kafka'),
    transcript(odradek, index, 'Odradek'),
  );
  if (difference !== '') throw stackless(`- Apache Kafka, + Odradek\n${difference}`);
}

/** Where in our code a difference was found says nothing about it. */
function stackless(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

function transcript({ results, masks }: Run, index: number, broker: string): string {
  const result = results[index];
  if (result === undefined) return 'No such step.';
  if ('failure' in result) throw stackless(`On ${broker}: ${result.failure.message}`);
  const { code, stdout, stderr } = result.outcome;
  const output = `${masked(stdout, masks)}\nstandard error:\n${masked(stderr, masks)}`;
  return `${result.name}\nexit code ${code}\n${output}`;
}
