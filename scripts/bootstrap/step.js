import { Failure } from './failure.js';

/** @typedef {import('./command.js').CommandResult} CommandResult */

/**
 * @typedef {object} Step
 * @property {string} doing what the reader sees while it runs, as in "Building"
 * @property {(output: string) => string} failed the sentence for a failure: which step, what to do
 * @property {() => Promise<CommandResult>} run
 */

/**
 * Runs one step, says so in a short line and says how long it took. Its output is shown only if it
 * fails, and is the result otherwise.
 *
 * @param {Step} step
 */
export async function runStep(step) {
  const started = performance.now();
  console.log(`${step.doing} ...`);
  const { code, output } = await step.run();
  if (code !== 0) {
    process.stderr.write(output);
    throw new Failure(step.failed(output));
  }
  console.log(`${step.doing} took ${elapsed(started)}`);
  return output;
}

/**
 * The time since `started`, for a reader.
 *
 * @param {number} started from `performance.now()`
 */
export function elapsed(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
