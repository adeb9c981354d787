import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import type { LeftOutStep } from './left-out-steps/left-out-step.ts';
import { LEFT_OUT_STEPS } from './left-out-steps/left-out-steps.ts';
import { TreeCopy } from './tree-copy.ts';

const PROJECT = join('packages', 'storage');
const PROGRAM = join(PROJECT, 'dist', 'testing', 'crash-states', 'node', 'main.js');
/** A search that takes longer has found nothing, as far as anybody knows. */
const SEARCH_MS_MAX = 1_800_000;
/** So many random states are looked at if no script finds it. */
const RANDOM_STATES = '3000';
/** The exit codes of the crash enumeration. */
const [WELL, FAILED] = [0, 1] as const;

type Print = (line: string) => void;

/**
 * Leaves out each step, or those that are named, in a copy of this tree, and looks whether the crash
 * enumeration fails. Answers whether it did for all but those that are spare.
 */
export function findLeftOutSteps(names: readonly string[], print: Print): boolean {
  const steps = LEFT_OUT_STEPS.filter(({ name }) => names.length === 0 || names.includes(name));
  using copy = new TreeCopy();
  const found = new Set<LeftOutStep>();
  for (const step of steps) {
    print(`${step.name}: ${step.says}`);
    const startMs = performance.now();
    const undo = copy.change(step.replacements);
    copy.build(PROJECT);
    if (isFound(copy, step, print)) found.add(step);
    undo();
    const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
    print(`  ${found.has(step) ? 'found' : 'not found'}, ${seconds} s`);
  }
  const wrong = steps.filter((step) => found.has(step) === (step.spare !== undefined));
  for (const { name, spare } of steps) if (spare !== undefined) print(`Spare: ${name}. ${spare}`);
  for (const step of wrong) print(`${found.has(step) ? 'Not spare' : 'Not found'}: ${step.name}`);
  print(`Steps left out: ${steps.length}, found: ${found.size}, not as expected: ${wrong.length}`);
  return wrong.length === 0;
}

function isFound(copy: TreeCopy, step: LeftOutStep, print: Print): boolean {
  if (step.test !== undefined && failsTest(copy, step.test, print)) return true;
  const own = ['--quick', ...step.scripts];
  const searches = [own, ['--quick'], ['--random', RANDOM_STATES]];
  return searches.some((args) => fails(copy, args, print));
}

function failsTest(copy: TreeCopy, test: string, print: Print): boolean {
  const path = join(copy.root, PROJECT, 'dist', test);
  const { status, stdout } = spawnSync(process.execPath, ['--test', path], { encoding: 'utf8' });
  if (status === WELL) return false;
  print(`  ${stdout.split('\n').find((line) => line.startsWith('not ok')) ?? `${test} fails`}`);
  return true;
}

function fails(copy: TreeCopy, args: readonly string[], print: Print): boolean {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(copy.root, PROGRAM), '--until-failure', ...args],
    { encoding: 'utf8', timeout: SEARCH_MS_MAX },
  );
  if (isTimeout(error)) {
    print(`  not ended within ${SEARCH_MS_MAX / 60_000} minutes: ${args.join(' ')}`);
    return false;
  }
  if (error !== undefined) throw error;
  if (status === WELL) return false;
  if (status !== FAILED) throw new Error(`The crash enumeration has failed: ${stdout}${stderr}`);
  print(`  ${stdout.split('\n').find((line) => /Error/.test(line)) ?? ''}`);
  return true;
}

function isTimeout(error: Error | undefined): boolean {
  return error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
}
