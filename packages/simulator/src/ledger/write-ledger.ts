import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ledgerPage } from './ledger-page.ts';
import { formatLedger, type LedgerRun, parseLedger, type TreeState } from './ledger.ts';

const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));
/** Of the repository, relative to its root. */
const LEDGER_FILE = 'docs/simulation-ledger.csv';
const LEDGER_PAGE_FILE = 'docs/simulation-ledger.md';
/** The ledger may differ from the commit: every run changes it. */
const ALL_BUT_LEDGER = ['--', '.', `:!${LEDGER_FILE}`, `:!${LEDGER_PAGE_FILE}`];

/** What is checked out. Raises an error if that is no Git repository with a commit. */
export function treeState(): TreeState {
  return {
    commit: git(['rev-parse', '--short=12', 'HEAD']),
    sources: git(['rev-parse', '--short=12', 'HEAD:packages']),
    isDirty: git(['status', '--porcelain', ...ALL_BUT_LEDGER]) !== '',
  };
}

/**
 * Adds a run to the ledger and writes its page anew. `before` is the tree as the run began on it: one
 * that is another now counts as dirty, as nobody can tell on which of them the seeds ran.
 */
export function writeLedger(before: TreeState, run: Omit<LedgerRun, keyof TreeState>): void {
  const now = treeState();
  const isSame = now.commit === before.commit && now.sources === before.sources;
  const isDirty = before.isDirty || now.isDirty || !isSame;
  const path = join(ROOT, LEDGER_FILE);
  const known = existsSync(path) ? parseLedger(readFileSync(path, 'utf8')) : [];
  const runs = [...known, { ...run, ...before, isDirty }];
  writeFileSync(path, formatLedger(runs));
  writeFileSync(join(ROOT, LEDGER_PAGE_FILE), ledgerPage(runs));
}

function git(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status === 0) return stdout.trim();
  throw new Error(
    `git ${args.join(' ')} failed: ${stderr.trim()} The ledger (--ledger) needs the Git repository ` +
      'that the code is from.',
  );
}
