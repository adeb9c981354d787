import type { SeededRandom } from '@odradek/base/testing';

import type { LogConfig } from '../../log/log-config.ts';
import { COMPACTED } from './compaction-scripts.ts';
import type { CrashScript } from './crash-script.ts';
import type { ScriptedAppend, ScriptedBroker } from './scripted-broker.ts';

const TOPICS = ['a', 'b'] as const;
const CONFIGS: readonly Partial<LogConfig>[] = [
  {},
  { retentionBytes: 2000 },
  { retentionMs: 1000, fileDeleteDelayMs: 1000 },
  { segmentMs: 5000, indexIntervalBytes: 100 },
  { flush: 'os', flushMessages: 4 },
  COMPACTED,
  { ...COMPACTED, segmentBytes: 1000, fileDeleteDelayMs: 1000 },
];
/** Of compacted topics. */
const KEYS = ['k', 'l', 'm'] as const;
const STEPS_MAX = 12;

/** One thing that a broker does. */
type Step = (broker: ScriptedBroker, random: SeededRandom) => Promise<void>;

/** With how often they come. */
const STEPS: readonly (readonly [weight: number, step: Step])[] = [
  [30, (broker, random) => broker.append(topicOf(random), appendOf(broker, random))],
  [10, appendSeveral],
  [10, appendAndGoOn],
  [6, (broker) => broker.checkpoint()],
  [4, (broker, random) => broker.roll(topicOf(random))],
  [5, truncate],
  [2, (broker, random) => broker.truncateFully(topicOf(random), random.below(50))],
  [6, deleteRecords],
  [4, (broker) => broker.deleteOldSegments()],
  [8, compact],
  [4, (broker, random) => broker.delete(topicOf(random))],
  [4, (broker, random) => broker.changeLeaderEpoch(topicOf(random))],
  [3, (broker) => broker.restart()],
  [3, (broker) => broker.kill()],
  [
    4,
    async (broker, random) => {
      broker.advance(random.between(100, 3000));
    },
  ],
];

/** Draws a script: some steps in any order. */
export function drawScript(random: SeededRandom): CrashScript {
  const config = CONFIGS[random.below(CONFIGS.length)] ?? {};
  const count = random.between(2, STEPS_MAX);
  const own = random.fork('steps');
  return {
    name: 'random',
    says: 'Anything in any order.',
    config,
    run: async (broker) => {
      for (let step = 0; step < count; step++) await drawStep(own)(broker, own);
    },
  };
}

function drawStep(random: SeededRandom): Step {
  let left = random.below(STEPS.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, step] of STEPS) {
    left -= weight;
    if (left < 0) return step;
  }
  throw new Error('the weights sum up');
}

function topicOf(random: SeededRandom): string {
  return TOPICS[random.below(TOPICS.length)] ?? TOPICS[0];
}

function appendOf(broker: ScriptedBroker, random: SeededRandom): ScriptedAppend {
  const producerId = random.chance(0.5) ? BigInt(random.between(1, 2)) : undefined;
  return {
    records: broker.isCompacted ? 1 : random.between(1, 3),
    valueBytes: random.chance(0.4) ? random.between(300, 600) : 20,
    ...(producerId === undefined ? {} : { producerId }),
    ...(broker.isCompacted && keyOf(random)),
  };
}

function keyOf(random: SeededRandom): Pick<ScriptedAppend, 'key' | 'isTombstone'> {
  return { key: KEYS[random.below(KEYS.length)] ?? KEYS[0], isTombstone: random.chance(0.2) };
}

/** In one turn, also several to one partition. */
async function appendSeveral(broker: ScriptedBroker, random: SeededRandom): Promise<void> {
  const count = random.between(2, 4);
  const appends = Array.from({ length: count }, () => {
    const { producerId: _, ...plain } = appendOf(broker, random);
    return broker.append(topicOf(random), plain);
  });
  await Promise.all(appends);
}

/** Complete segments, alone or while records come. */
async function compact(broker: ScriptedBroker, random: SeededRandom): Promise<void> {
  if (!broker.isCompacted) return;
  const topic = topicOf(random);
  await broker.roll(topic);
  const appending = broker.append(topic, keyOf(random));
  if (random.chance(0.5)) await appending;
  await Promise.all([appending, broker.clean()]);
}

/** While it is under way, something else begins. */
async function appendAndGoOn(broker: ScriptedBroker, random: SeededRandom): Promise<void> {
  const topic = topicOf(random);
  const { producerId: _, ...plain } = appendOf(broker, random);
  await broker.log(topic);
  const appending = broker.append(topic, plain);
  await broker.turns(random.below(20));
  await Promise.all([appending, broker.checkpoint()]);
}

async function truncate(broker: ScriptedBroker, random: SeededRandom): Promise<void> {
  const topic = topicOf(random);
  await broker.log(topic);
  const { startOffset, endOffset, batches } = broker.model(topic);
  // In a gap that compaction has left, the log would end where the batch before it does.
  const ends = batches.map(({ nextOffset }) => nextOffset).filter((end) => end >= startOffset);
  const offset = random.between(startOffset, endOffset);
  await broker.truncate(
    topic,
    broker.isCompacted ? (ends[random.below(ends.length)] ?? offset) : offset,
  );
}

async function deleteRecords(broker: ScriptedBroker, random: SeededRandom): Promise<void> {
  const topic = topicOf(random);
  await broker.log(topic);
  const { startOffset, endOffset } = broker.model(topic);
  await broker.deleteRecords(topic, random.between(startOffset, endOffset));
}
