/** Ends a script with one sentence for the reader instead of a stack trace. */
export class Failure extends Error {}

/**
 * Runs a script. A `Failure` is printed as its sentence; anything else keeps its stack, because it
 * is a fault of the script.
 *
 * @param {() => Promise<void> | void} script
 */
export async function runScript(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
