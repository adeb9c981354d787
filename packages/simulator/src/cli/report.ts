import { EVENT_NAMES, type EventCounts, NAMED_EVENTS } from '../events/named-events.ts';
import type { SeedFailure, SeedResult } from '../seed/run-seed.ts';

/** From this many seeds on every named event must have been reached. */
export const SEEDS_FOR_ALL_EVENTS = 100;

/** Tells people of a seed that failed: what was broken, what came before, and how to see it again. */
export function failureText(seed: number, failure: SeedFailure): string {
  const { invariant, explanation, lastEvents } = failure;
  return [
    `Seed ${seed}: the last ${lastEvents.length} events:`,
    ...lastEvents.map((event) => `  ${event}`),
    `Seed ${seed} failed.`,
    ...(invariant === undefined ? [] : [`  Broken: ${invariant}.`]),
    `  ${explanation}`,
    replayLine(seed),
  ].join('\n');
}

/** Tells people of a seed that came to no end. */
export function lostText(seed: number, reason: string): string {
  return [`Seed ${seed} failed.`, `  ${reason}`, replayLine(seed)].join('\n');
}

function replayLine(seed: number): string {
  return `Replay it: npm run simulate -- --seed ${seed} --trace`;
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
