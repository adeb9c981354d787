import { runNode } from '../bootstrap/command.js';
import { Failure } from '../bootstrap/failure.js';
import { elapsed } from '../bootstrap/step.js';

/** @typedef {import('./checks.js').Check} Check */

/**
 * Runs every check, whatever the others say, and fails at the end with one sentence that names those
 * that failed.
 *
 * @param {readonly Check[]} checks
 * @param {(file: string, args: readonly string[]) => Promise<{ code: number, output: string }>} [run]
 */
export async function runChecks(checks, run = runNode) {
  const failed = [];
  for (const check of checks) {
    const started = performance.now();
    const { code, output } = await run(check.file, check.args);
    if (code !== 0) {
      failed.push(check);
      process.stderr.write(`\n${output}\n`);
    }
    console.log(`${check.name} ${code === 0 ? 'passed' : 'FAILED'} in ${elapsed(started)}`);
  }
  if (failed.length > 0) throw new Failure(explain(failed));
}

/** @param {readonly Check[]} failed */
function explain(failed) {
  const reasons = failed.map(({ name, asks }) => `${name} asks that ${asks}`);
  return `Lint failed: ${reasons.join('; ')}.`;
}
