import { SeededRandom } from '@odradek/base/testing';

import type { AppendCase, Check } from './append-case.ts';
import { BEYOND_BOUND, CODEC_CHECKS } from './checks/codecs.ts';
import { FRAMING_CHECKS } from './checks/framing.ts';
import { HEADER_CHECKS } from './checks/header.ts';
import { producerChecks } from './checks/producers.ts';
import { RECORD_CHECKS } from './checks/records.ts';
import { TIMESTAMP_CHECKS } from './checks/timestamps.ts';
import { Draw } from './draw.ts';

/** How many batches of each codec beyond our bound are sent besides. */
const BEYOND_BOUND_COUNT = 2;

/** What is generated. */
export interface GenerateOptions {
  readonly seed: number;
  /** The time around which timestamps lie. */
  readonly now: number;
  /** How many batches each check gets at least: each of its variants as many as the others. */
  readonly perCheck: number;
}

/** Batches good and bad for every check, in a mixed order that follows from the seed. */
export function generateCases({ seed, now, perCheck }: GenerateOptions): AppendCase[] {
  const random = new SeededRandom(seed);
  const draw = new Draw(random, now);
  const checks = [
    ...FRAMING_CHECKS,
    ...HEADER_CHECKS,
    ...TIMESTAMP_CHECKS,
    ...CODEC_CHECKS,
    ...producerChecks(),
    ...RECORD_CHECKS,
  ];
  const cases = checks.flatMap((check) => casesOf(check, perCheck, draw));
  return [...shuffled(cases, random), ...casesOf(BEYOND_BOUND, BEYOND_BOUND_COUNT, draw)];
}

function casesOf(check: Check, count: number, draw: Draw): AppendCase[] {
  const compared = check.variants.filter(({ apart }) => apart === undefined).length;
  const rounds = Math.ceil(count / Math.max(1, compared));
  return Array.from({ length: rounds }, () => check.variants)
    .flat()
    .map(({ name, make, apart }) => ({
      check: check.name,
      variant: name,
      ...(apart === undefined ? {} : { apart }),
      produceVersion: draw.version(),
      ...make(draw),
    }));
}

/** Producers go on from batch to batch, and so what goes to their topic keeps its order. */
function shuffled(cases: readonly AppendCase[], random: SeededRandom): AppendCase[] {
  const ordered = cases.filter(({ topic }) => topic === 'producers');
  const mixed = cases.filter(({ topic }) => topic !== 'producers');
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return [...ordered, ...mixed];
}
