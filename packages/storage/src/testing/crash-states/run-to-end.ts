/** For how many turns of promises nothing comes to a disk if nothing is under way. */
const IDLE_TURNS = 4000;
/** More operations of the disk than anything takes that ends. */
const OPERATIONS_MAX = 100_000;

/** A disk that counts what it is asked for. */
interface CountingDisk {
  readonly operationsCount: number;
}

/**
 * Waits for a task that needs nothing but promises and a disk. Raises an error if it goes on for ever,
 * or waits for what nobody does.
 */
export async function runToEnd<Result>(
  disk: () => CountingDisk,
  task: Promise<Result>,
): Promise<Result> {
  let isDone = false;
  const noteEnd = (): void => {
    isDone = true;
  };
  task.then(noteEnd, noteEnd);
  const start = disk().operationsCount;
  for (let idle = 0, before = -1; !isDone; idle++) {
    const { operationsCount } = disk();
    if (operationsCount !== before) idle = 0;
    before = operationsCount;
    if (operationsCount - start > OPERATIONS_MAX) throw new Error('it goes on and on');
    if (idle > IDLE_TURNS) throw new Error('it waits for what never comes');
    await Promise.resolve();
  }
  return task;
}

/** Lets everything run that was begun: until nothing comes to the disk any more. */
export async function settle(disk: () => CountingDisk): Promise<void> {
  for (let before = -1; before !== disk().operationsCount;) {
    before = disk().operationsCount;
    for (let turns = 0; turns < IDLE_TURNS; turns++) await Promise.resolve();
  }
}
