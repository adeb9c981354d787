/** The code that seeds ran on. */
export interface TreeState {
  /** The commit that was checked out, shortened. */
  readonly commit: string;
  /** Git's id of the folder `packages` in that commit, shortened: equal means the same code. */
  readonly sources: string;
  /** Whether anything but the ledger differed from the commit: nobody can tell what ran then. */
  readonly isDirty: boolean;
}

/** One run of many seeds, as the ledger keeps it. */
export interface LedgerRun extends TreeState {
  /** The day on which it ended, in UTC: `2026-01-31`. */
  readonly date: string;
  readonly firstSeed: number;
  readonly seeds: number;
  /** How long it took. */
  readonly seconds: number;
  /** How many events the traces of all seeds have together. */
  readonly traceEvents: number;
  /** How many of the named events were reached, and how many there were. */
  readonly eventsReached: number;
  readonly eventsKnown: number;
  readonly failed: number;
}

const COLUMNS = [
  'date',
  'commit',
  'sources',
  'dirty',
  'first seed',
  'seeds',
  'seconds',
  'trace events',
  'events reached',
  'events known',
  'failed',
];
const HEADER = COLUMNS.join(',');
const LINE =
  /^(\d{4}-\d\d-\d\d),([\da-f]+),([\da-f]+),(yes|no),(\d+),(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)$/;

/** The runs that a ledger has. Raises an error that names the first line that is none. */
export function parseLedger(text: string): readonly LedgerRun[] {
  const [header, ...lines] = text.trimEnd().split('\n');
  if (header !== HEADER) throw new Error(`Line 1 of the ledger is not ${HEADER}.`);
  return lines.map((line, index) => parseLine(line, index + 2));
}

function parseLine(line: string, number: number): LedgerRun {
  const match = LINE.exec(line);
  if (match === null) throw new Error(`Line ${number} of the ledger is no run: ${line}`);
  const [, date = '', commit = '', sources = '', dirty = '', ...numbers] = match;
  const [firstSeed = 0, seeds = 0, seconds = 0, ...rest] = numbers.map(Number);
  const [traceEvents = 0, eventsReached = 0, eventsKnown = 0, failed = 0] = rest;
  return {
    date,
    commit,
    sources,
    isDirty: dirty === 'yes',
    firstSeed,
    seeds,
    seconds,
    traceEvents,
    eventsReached,
    eventsKnown,
    failed,
  };
}

/** The text of a ledger with these runs. */
export function formatLedger(runs: readonly LedgerRun[]): string {
  return [HEADER, ...runs.map(formatLine), ''].join('\n');
}

function formatLine(run: LedgerRun): string {
  return [
    run.date,
    run.commit,
    run.sources,
    run.isDirty ? 'yes' : 'no',
    run.firstSeed,
    run.seeds,
    run.seconds,
    run.traceEvents,
    run.eventsReached,
    run.eventsKnown,
    run.failed,
  ].join(',');
}
