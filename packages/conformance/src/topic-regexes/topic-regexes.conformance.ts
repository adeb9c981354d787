import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { loadTopicRegexes } from '@odradek/coordinators';
import { differenceFromRecorded, type RecordedTopicRegex } from '@odradek/coordinators/testing';

import { extent } from '../extent/extent.ts';
import { startChild } from '../process/child-processes.ts';

const MATCH_REGEXES = fileURLToPath(new URL('../../java/match-regexes.sh', import.meta.url));
const PATTERNS = extent(20_000, 200_000);
const SEED = Number(process.env['ODRADEK_REGEX_SEED'] ?? Date.now() % 1_000_000);
const DIFFERENCES_SHOWN = 10;

test(`${PATTERNS} random regular expressions (seed ${SEED}) are refused, or match names of topics, as RE2J has it`, async (t) => {
  await loadTopicRegexes();
  const args = [String(SEED), String(PATTERNS)];
  const java = startChild(MATCH_REGEXES, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(java, 'exit');
  assert(java.stdout !== null);
  const differences: string[] = [];
  let patterns = 0;
  let refused = 0;
  for await (const line of createInterface({ input: java.stdout })) {
    const recorded = JSON.parse(line) as RecordedTopicRegex;
    const difference = differenceFromRecorded(recorded);
    if (difference !== '') differences.push(difference);
    if (recorded.error !== undefined) refused++;
    patterns++;
  }
  const [code] = (await exited) as [number | null];
  assert.equal(code, 0, MATCH_REGEXES);
  assert.equal(patterns, PATTERNS);
  t.diagnostic(`refused by both: ${refused}`);
  const shown = differences.slice(0, DIFFERENCES_SHOWN).join('\n');
  assert.equal(differences.length, 0, `${differences.length} differ:\n${shown}`);
});
