import { SeededRandom } from '@odradek/base/testing';

import type { TopicPartition } from '../history/history.ts';
import type { DiskLatency } from '../process/process-disk.ts';
import { drawCompaction } from './draw-compaction.ts';
import { drawGroups } from './draw-groups.ts';
import { drawNetworkFaults } from './draw-network-faults.ts';
import { drawLastCrash, drawOutages } from './draw-outages.ts';
import { withBusyJournal } from './busy-journal.ts';
import { withGroups } from './with-groups.ts';
import { pick, subset } from './pick.ts';
import type {
  ConsumerPlan,
  Disturbance,
  FlushPlan,
  JournalPlan,
  ProducerPlan,
  RetentionPlan,
  SeedPlan,
  UndertakingKind,
} from './seed-plan.ts';

/** Each seed must acknowledge this many records. */
export const RECORDS_ACKNOWLEDGED_MIN = 300;

const DISTURBANCES: readonly Disturbance[] = [
  'pause broker',
  'pause client',
  'kill client',
  'step clock',
];

const UNDERTAKINGS: readonly UndertakingKind[] = [
  'send by key',
  'send astray',
  'delete records',
  'add partitions',
  'create anew',
  'leave alone',
  'let go',
  'leave to the system',
  'change flush',
  'compact',
  'commit offsets',
  'share in a classic group',
  'share in a consumer group',
];

/** Draws what a seed is made of: every part of it is sometimes missing and sometimes extreme. */
export function drawPlan(seed: number): SeedPlan {
  const random = new SeededRandom(seed);
  const plan = withGroups(drawByChance(seed, random), random.fork('time for groups'));
  const journal = random.fork('busy journal');
  return journal.chance(0.3) ? withBusyJournal(plan, journal) : plan;
}

function drawByChance(seed: number, random: SeededRandom): SeedPlan {
  const segmentBytes = pick(random, [1_000, 4_000, 20_000, 100_000, 1_000_000]);
  const hasSteadyClocks = random.chance(0.5);
  const outages = drawOutages(random.fork('outages'));
  return {
    seed,
    partitions: drawPartitions(random.fork('partitions')),
    segmentBytes,
    indexIntervalBytes: pick(random, [100, 500, 4_096]),
    recentBytesMax: pick(random, [0, 2_000, 1_000_000]),
    latency: drawLatency(random.fork('latency')),
    network: drawNetworkFaults(random.fork('network')),
    producers: drawProducers(random.fork('producers'), segmentBytes),
    consumers: drawConsumers(random.fork('consumers')),
    watcher: drawConsumer(random.fork('watcher')),
    outages,
    disturbances: subset(random, DISTURBANCES, 0.4),
    undertakings: subset(random.fork('undertakings'), UNDERTAKINGS, 0.2),
    logDirectories: pick(random.fork('log directories'), [1, 1, 2, 3]),
    retention: drawRetention(random.fork('retention')),
    journal: drawJournal(random.fork('journal')),
    flush: drawFlush(random.fork('flush')),
    compaction: drawCompaction(random.fork('compaction')),
    groups: drawGroups(random.fork('groups')),
    openFilesMax: pick(random.fork('open files'), [2, 8, 1_000]),
    lastCrash: drawLastCrash(random.fork('last crash'), outages),
    clockOffsetMsMax: hasSteadyClocks ? 0 : 600_000,
    clockDriftMax: hasSteadyClocks ? 0 : 0.01,
    hasLyingDisk: random.fork('lying disk').chance(0.2),
    recordsAcknowledgedMin: RECORDS_ACKNOWLEDGED_MIN + random.below(200),
  };
}

function drawPartitions(random: SeededRandom): readonly TopicPartition[] {
  const topics = pick(random, [['orders'], ['orders', 'payments']]);
  const count = random.between(2, 8);
  return Array.from({ length: count }, (_, index) => ({
    topic: topics[index % topics.length] ?? 'orders',
    partition: Math.floor(index / topics.length),
  }));
}

function drawLatency(random: SeededRandom): DiskLatency {
  return {
    operationMsMax: pick(random, [0.05, 0.5, 2]),
    syncMsMax: pick(random, [0.5, 5, 30]),
    spikes: pick(random, [
      { probability: 0, msMax: 0 },
      { probability: 0.01, msMax: 200 },
      { probability: 0.002, msMax: 3_000 },
    ]),
  };
}

function drawRetention(random: SeededRandom): RetentionPlan {
  return {
    checkIntervalMs: pick(random, [50, 500, 3_000]),
    fileDeleteDelayMs: pick(random, [0, 100, 60_000]),
    bytes: pick(random, [0, 2_000, 20_000]),
    ms: pick(random, [-1, -1, 1_000]),
  };
}

function drawJournal(random: SeededRandom): JournalPlan {
  const fileBlocks = pick(random, [4, 6, 16, 64]);
  return {
    fileBlocks,
    filesMax: pick(random, [2, 3, 8]),
    frameBlocksMax: random.between(1, Math.min(8, fileBlocks - 2)),
    checkpointBlocks: pick(random, [1, 8, 1_000]),
    checkpointMs: pick(random, [20, 1_000, 60_000]),
    framesInFlight: pick(random, [1, 2, 2, 4]),
    byReferenceBytes: pick(random, [150, 600, 4_000, 1_000_000]),
  };
}

function drawFlush(random: SeededRandom): FlushPlan {
  return {
    messages: pick(random, [1, 3, 20, Number.MAX_SAFE_INTEGER]),
    ms: pick(random, [10, 500, Number.MAX_SAFE_INTEGER]),
    checkIntervalMs: pick(random, [10, 1_000]),
  };
}

function drawProducers(random: SeededRandom, segmentBytes: number): readonly ProducerPlan[] {
  const count = random.between(1, 4);
  return Array.from({ length: count }, (_, index): ProducerPlan => {
    // The first one hears of its records and sends enough, or a seed would come to no end.
    const isFirst = index === 0;
    const acks = isFirst ? pick(random, [1, -1]) : pick(random, [0, 1, -1, -1]);
    const paddingBytesMax = pick(random, segmentBytes < 4_000 ? [0, 50] : [0, 50, 500]);
    const requestTimeoutMs = pick(random, [300, 2_000, 10_000]);
    return {
      acks,
      idempotent: acks === -1 && random.chance(0.7),
      compression: pick(random, ['none', 'none', 'gzip', 'snappy', 'lz4', 'zstd']),
      lingerMs: pick(random, [0, 5, 50]),
      // A batch that is larger than a segment is refused.
      batchSize: Math.min(pick(random, [1, 500, 16_384]), Math.floor(segmentBytes / 2)),
      requestsInFlight: pick(random, [1, 2, 5]),
      requestTimeoutMs,
      deliveryTimeoutMs: requestTimeoutMs + pick(random, [1_000, 20_000, 120_000]),
      burstRecordsMax: pick(random, isFirst ? [10, 20, 50] : [1, 5, 20, 50]),
      pauseMsMax: pick(random, isFirst ? [1, 20] : [1, 20, 100]),
      paddingBytesMax,
    };
  });
}

function drawConsumers(random: SeededRandom): readonly ConsumerPlan[] {
  return Array.from({ length: random.between(0, 2) }, () => drawConsumer(random));
}

function drawConsumer(random: SeededRandom): ConsumerPlan {
  return {
    maxWaitMs: pick(random, [0, 10, 500]),
    minBytes: pick(random, [0, 1, 5_000]),
    partitionMaxBytes: pick(random, [1, 1_000, 1_000_000]),
    requestTimeoutMs: pick(random, [1_000, 5_000]),
    recordsMax: pick(random, [1, 10, 500]),
  };
}
