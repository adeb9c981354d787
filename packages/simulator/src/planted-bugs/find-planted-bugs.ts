import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { runSeed } from '../seed/run-seed.ts';
import type { PlantedBug } from './planted-bug.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { TreeCopy } from './tree-copy.ts';

/** Within so many seeds each bug must be found. */
const SEEDS_MAX = 500;
const RUN_MS_MAX = 600_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Plants each bug, or those that are named, in a copy of this tree, builds it and runs seeds until
 * one fails. Answers whether all were found.
 */
export async function findPlantedBugs(
  names: readonly string[],
  print: (line: string) => void,
): Promise<boolean> {
  const bugs = PLANTED_BUGS.filter(({ name }) => names.length === 0 || names.includes(name));
  const found: string[] = [];
  for (const bug of bugs) if (await find(bug, print)) found.push(bug.name);
  print(`Planted bugs: ${bugs.length}, found: ${found.length}`);
  return found.length === bugs.length;
}

async function find(bug: PlantedBug, print: (line: string) => void): Promise<boolean> {
  const copy = new TreeCopy();
  try {
    print(`${bug.name}: ${bug.says}`);
    copy.change(bug.replacements);
    run(copy, [join('node_modules', 'typescript', 'bin', 'tsc'), '-b', 'packages/simulator']);
    const output = run(copy, [
      join('packages', 'simulator', 'dist', 'main.js'),
      '--seeds',
      String(SEEDS_MAX),
      '--until-failure',
    ]);
    const [, verdict, seed] = /^(Seed (\d+) failed.*)/ms.exec(output.stdout) ?? [];
    print(verdict === undefined ? `  not found in ${SEEDS_MAX} seeds` : indented(verdict));
    return verdict !== undefined && (await isWellWithoutBug(Number(seed), print));
  } finally {
    copy.remove();
  }
}

/** A seed that fails without the bug too has not found it. */
async function isWellWithoutBug(seed: number, print: (line: string) => void): Promise<boolean> {
  const { failure } = await runSeed(seed);
  if (failure !== undefined) print(`  seed ${seed} fails without the bug, too`);
  return failure === undefined;
}

interface Output {
  readonly status: number | null;
  readonly stdout: string;
}

function run(copy: TreeCopy, args: readonly string[]): Output {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: copy.root,
    encoding: 'utf8',
    timeout: RUN_MS_MAX,
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  if (error !== undefined) throw error;
  if (status !== 0 && args.includes('-b')) {
    throw new Error(`A planted bug does not build: ${stdout}${stderr}`);
  }
  return { status, stdout };
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(0, 3)
    .map((line) => `  ${line}`)
    .join('\n');
}
