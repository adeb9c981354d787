import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, rememberBuild } from './build-state.js';
import { bundleCommandLine } from './bundle.js';
import { runNode } from './command.js';
import { forgetBuild, listMissingOutputs, listStaleOutputs } from './outputs.js';
import { ROOT } from './root.js';
import { runStep } from './step.js';
import { listPackages } from './walk.js';

const KEEP_CODE = join(ROOT, 'scripts', 'bootstrap', 'keep-code.js');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** Builds every package unless that has been done. */
export async function ensureBuilt() {
  if (isBuilt(ROOT)) return;
  preparePackages(ROOT);
  await compile([]);
  await bundleCommandLine(ROOT);
  await runStep({
    doing: 'Warming up',
    run: () => runNode(KEEP_CODE, []),
    failed: () => 'A broker could not be started once; its message is above.',
  });
  rememberBuild(ROOT);
}

/**
 * Builds one project and what it refers to.
 *
 * @param {string} project a folder relative to the root
 */
export async function buildProject(project) {
  preparePackages(ROOT);
  await compile([project]);
}

/**
 * Removes outputs without a source, and makes `tsc -b` write those that are missing.
 *
 * @param {string} root
 */
export function preparePackages(root) {
  for (const folder of listPackages(root)) {
    for (const file of listStaleOutputs(folder)) rmSync(file);
    if (listMissingOutputs(folder).length > 0) forgetBuild(folder);
  }
}

/** @param {readonly string[]} projects */
function compile(projects) {
  const args = ['-b', ...projects, ...(process.stdout.isTTY ? ['--pretty'] : [])];
  return runStep({
    doing: 'Building',
    run: () => runNode(TSC, args),
    failed: () => 'Building failed: put right what tsc reports above and run the command again.',
  });
}
