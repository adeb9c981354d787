import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  areSubscriptionsReproduced,
  compareWithRecorded as compareClient,
  type RecordedGroup as ClientGroup,
} from '@odradek/client/testing';
import {
  compareWithRecorded as compareServer,
  type RecordedGroup as ServerGroup,
} from '@odradek/coordinators/testing';

import { extent } from '../extent/extent.ts';
import { randomGroups, type Side } from './random-groups.ts';

const GROUPS = Number(process.env['ODRADEK_ASSIGNOR_GROUPS'] ?? extent(2000, 10_000));
const SEED = Number(process.env['ODRADEK_ASSIGNOR_SEED'] ?? Date.now() % 1_000_000);
const DIFFERENCES_SHOWN = 5;
/** Of the groups, for which Kafka's own answer is none. */
const UNSOUND_SHARE_MAX = 0.01;

/** What was found in all groups. */
interface Findings {
  /** How often each thing was found. */
  readonly counts: Map<string, number>;
  /** What is not as it should be, with the seed of its group. */
  readonly differences: string[];
}

/** Looks at random groups; `look` answers what it found in one of them, and what is wrong there. */
async function lookAt(
  side: Side,
  look: (line: string) => readonly (readonly [finding: string, problem: string])[],
): Promise<Findings> {
  const counts = new Map<string, number>();
  const differences: string[] = [];
  let groups = 0;
  for await (const line of randomGroups(side, SEED, GROUPS)) {
    for (const [finding, problem] of look(line)) {
      counts.set(finding, (counts.get(finding) ?? 0) + 1);
      if (problem !== '') differences.push(`seed ${SEED + groups}, ${finding}: ${problem}`);
    }
    groups++;
  }
  assert.equal(groups, GROUPS);
  return { counts, differences };
}

function assertNoDifference({ differences }: Findings): void {
  const shown = differences.slice(0, DIFFERENCES_SHOWN).join('\n');
  assert.equal(differences.length, 0, `${differences.length} differ:\n${shown}`);
}

test(`the assignors of the client give members of ${GROUPS} random groups (seed ${SEED}) what those of Kafka's Java client give them`, async (t) => {
  const findings = await lookAt('client', (line) => {
    const group = JSON.parse(line) as ClientGroup;
    const isSame = areSubscriptionsReproduced(group);
    return [
      ['subscriptions', isSame ? '' : 'bytes differ'],
      ...compareClient(group).map(
        ({ assignor, outcome, problem }) =>
          [`${assignor} ${outcome}`, outcome === 'different' ? problem : ''] as const,
      ),
    ];
  });
  for (const [finding, count] of findings.counts) t.diagnostic(`${finding}: ${count}`);
  assertNoDifference(findings);
  for (const assignor of ['range', 'roundrobin']) {
    assert.equal(findings.counts.get(`${assignor} equal`), GROUPS);
  }
  for (const assignor of ['sticky', 'cooperative-sticky']) {
    const unsound = findings.counts.get(`${assignor} unsound`) ?? 0;
    assert.ok(unsound <= GROUPS * UNSOUND_SHARE_MAX, `${unsound} without an answer of Kafka`);
  }
});

test(`the assignors of the broker share ${GROUPS} random groups (seed ${SEED}) out as those of Kafka's group coordinator do`, async (t) => {
  const findings = await lookAt('server', (line) => {
    const group = JSON.parse(line) as ServerGroup;
    return compareServer(group).map(({ assignor, isEqual, problem }) => {
      const finding = `${assignor} ${group.type}, ${isEqual ? 'equal' : 'equally balanced'}`;
      return [finding, problem] as const;
    });
  });
  for (const [finding, count] of findings.counts) t.diagnostic(`${finding}: ${count}`);
  assertNoDifference(findings);
});
