import { join } from 'node:path';

import { SeedProcess } from '../runner/seed-process.ts';
import { judge } from './judge.ts';
import type { PlantedBug } from './planted-bug.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { TreeCopy } from './tree-copy.ts';

/** Within so many seeds each bug must be found. */
const SEEDS_MAX = 500;
/** A patch that makes more seeds fail for other reasons is not the bug that it is meant to be. */
const OTHER_FAILURES_MAX = 5;
const PROJECT: string = join('packages', 'simulator');
const PROGRAM = join(PROJECT, 'dist', 'runner', 'seed-process-main.js');

type Print = (line: string) => void;

/**
 * Plants each bug, or those that are named, in a copy of this tree, builds it and runs seeds until
 * one breaks what the bug must break. Answers whether all were found.
 */
export async function findPlantedBugs(names: readonly string[], print: Print): Promise<boolean> {
  const bugs = PLANTED_BUGS.filter(({ name }) => names.length === 0 || names.includes(name));
  const found: string[] = [];
  for (const bug of bugs) {
    print(`${bug.name}: ${bug.says}`);
    if (await find(bug, print)) found.push(bug.name);
  }
  print(`Planted bugs: ${bugs.length}, found: ${found.length}`);
  return found.length === bugs.length;
}

async function find(bug: PlantedBug, print: Print): Promise<boolean> {
  using copy = new TreeCopy();
  copy.change(bug.replacements);
  copy.build(PROJECT);
  using seedProcess = new SeedProcess({ program: join(copy.root, PROGRAM) });
  let others = 0;
  for (let seed = 1; seed <= SEEDS_MAX; seed++) {
    const verdict = judge(bug, await seedProcess.run(seed));
    if (verdict.type === 'well') continue;
    print(`  Seed ${seed}: ${verdict.says}`);
    if (verdict.type === 'found' && (await isWellWithoutBug(seed, print))) return true;
    if (++others >= OTHER_FAILURES_MAX) break;
  }
  print('  not found');
  return false;
}

/** A seed that fails without the bug too has not found it. */
async function isWellWithoutBug(seed: number, print: Print): Promise<boolean> {
  using seedProcess = new SeedProcess();
  const outcome = await seedProcess.run(seed);
  const isWell = outcome.type === 'result' && outcome.result.failure === undefined;
  if (!isWell) print(`  seed ${seed} fails without the bug, too`);
  return isWell;
}
