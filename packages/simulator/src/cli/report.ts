import { EVENT_NAMES, type EventCounts, NAMED_EVENTS } from '../events/named-events.ts';
import { Violation } from '../history/violation.ts';
import type { SeedFailure, SeedResult } from '../seed/run-seed.ts';

/** From this many seeds on every named event must have been reached. */
export const SEEDS_FOR_ALL_EVENTS = 100;

/** Tells people of a seed that failed: what was broken, what came before, and how to see it again. */
export function failureText(seed: number, { error, lastEvents }: SeedFailure): string {
  return [
    `Seed ${seed}: the last ${lastEvents.length} events:`,
    ...lastEvents.map((event) => `  ${event}`),
    `Seed ${seed} failed.`,
    ...reasonLines(error),
    `Replay it: npm run simulate -- --seed ${seed} --trace`,
  ].join('\n');
}

function reasonLines(error: unknown): readonly string[] {
  if (error instanceof Violation) {
    return [`  Broken: ${error.invariant}.`, `  ${error.explanation}`];
  }
  return [`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
}

/** What a single seed did. */
export function seedText(result: SeedResult): string {
  const { seed, hash, traceEventsCount, acknowledgedCount, acknowledgedPartitionsCount } = result;
  const { crashesCount, virtualMs } = result;
  return (
    `Seed ${seed}: hash ${hash}, ${traceEventsCount} events in ${Math.round(virtualMs)} ms of ` +
    `virtual time, ${acknowledgedCount} records acknowledged on ${acknowledgedPartitionsCount} ` +
    `partitions, ${crashesCount} crashes.`
  );
}

/** How often every named event was reached. */
export function eventLines(events: EventCounts): readonly string[] {
  return EVENT_NAMES.map(
    (name) => `${String(events.of(name)).padStart(9)}  ${name}: ${NAMED_EVENTS[name]}`,
  );
}

/** The last line of a run. */
export function summaryLine(seeds: number, failed: number, events: EventCounts): string {
  return (
    `Seeds run: ${seeds}, failed: ${failed}, ` +
    `events reached: ${events.reachedCount} of ${EVENT_NAMES.length}`
  );
}
