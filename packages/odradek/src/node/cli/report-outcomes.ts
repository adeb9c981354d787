import { type Attempt, type Attempted, outcomeOf } from '../../cli/command-line/outcome.ts';

const EXIT_FAILURE = 1;

/** Tells what became of things. One that failed makes the command fail. */
export function reportOutcomes(results: readonly Attempted[], attempt: Attempt): void {
  for (const result of results) {
    const { text, isFailure } = outcomeOf(result, attempt);
    if (isFailure) fail(text);
    else console.log(text);
  }
}

/** Prints a line to standard error and makes the command fail. */
export function fail(text: string): void {
  console.error(text);
  process.exitCode = EXIT_FAILURE;
}
