import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { ledgerPage } from './ledger-page.ts';
import { formatLedger, type LedgerRun, parseLedger } from './ledger.ts';

const DOCS = new URL('../../../../docs/', import.meta.url);
const RUN: LedgerRun = {
  date: '2026-01-31',
  commit: 'abc123',
  sources: 'def456',
  isDirty: false,
  firstSeed: 1,
  seeds: 1000,
  seconds: 300,
  traceEvents: 1_234_567,
  eventsReached: 59,
  eventsKnown: 60,
  failed: 0,
};

function rowsOf(runs: readonly LedgerRun[]): readonly string[] {
  return ledgerPage(runs)
    .split('\n')
    .filter((line) => /^\| [\da-f]+ /.test(line));
}

test('a ledger is read as it was written', () => {
  const runs = [RUN, { ...RUN, isDirty: true, firstSeed: 1001, failed: 2 }];
  assert.deepEqual(parseLedger(formatLedger(runs)), runs);
});

test('a line that is no run is named', () => {
  assert.throws(() => parseLedger(`${formatLedger([RUN])}many seeds\n`), /Line 3 .*many seeds/);
  assert.throws(() => parseLedger('seeds\n'), /Line 1/);
});

test('runs are summed by commit, and seeds that ran twice count once', () => {
  const again = { ...RUN, firstSeed: 501, seeds: 700, eventsReached: 60, failed: 1 };
  const row = '| abc123 | def456 | 2 | 1,200 | 600 | 2,469,134 | 60 of 60 | 1 |';
  assert.deepEqual(rowsOf([again, RUN]), [row]);
});

test('seeds on a tree with changes do not count for its commit', () => {
  const [clean, dirty] = rowsOf([RUN, { ...RUN, isDirty: true }]);
  assert.match(clean ?? '', /^\| abc123 \| def456 \| 1 \| 1,000 /);
  assert.match(dirty ?? '', /^\| abc123 with changes \| {2}\| 1 \| 1,000 /);
});

test('the page of this repository sums up its ledger', () => {
  const runs = parseLedger(readFileSync(new URL('simulation-ledger.csv', DOCS), 'utf8'));
  assert.equal(readFileSync(new URL('simulation-ledger.md', DOCS), 'utf8'), ledgerPage(runs));
});
