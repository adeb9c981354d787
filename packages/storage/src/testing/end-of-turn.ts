import type { EndOfTurn } from '../ports/end-of-turn.ts';

/** The end of the turn in tests: right after the code that runs now, the same way every time. */
export const testEndOfTurn: EndOfTurn = (task) => {
  void runNext(task);
};

async function runNext(task: () => void): Promise<void> {
  await Promise.resolve();
  task();
}
