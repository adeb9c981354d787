import type { Offset } from '@odradek/base';
import type { ManualClock } from '@odradek/base/testing';

import type { CreateDisk } from './log-model-run.ts';
import type { LogDisk, LogFeatures, LogUnderTest } from './log-under-test.ts';

/** A mistake that a log could have; a test that does not find it is too weak. */
export interface PlantedBug {
  /** As a sentence about the log. */
  readonly name: string;
  /** What a log must be able to do to have it. */
  readonly needs?: keyof LogFeatures;
  /** What the log answers instead. `lives` counts how often it was opened, from 1. */
  readonly lies: (log: LogUnderTest, lives: number) => Partial<LogUnderTest>;
}

/** Puts a bug into the logs of a disk. */
export function withBug(createDisk: CreateDisk, { lies }: PlantedBug): CreateDisk {
  return (seed: number, clock: ManualClock): LogDisk => {
    const disk = createDisk(seed, clock);
    let lives = 0;
    return {
      features: disk.features,
      open: async (config) => {
        const log = await disk.open(config);
        return lying(log, lies(log, ++lives));
      },
      crash: () => disk.crash(),
      baseOffsets: () => disk.baseOffsets(),
    };
  };
}

function lying(log: LogUnderTest, lies: Partial<LogUnderTest>): LogUnderTest {
  return new Proxy(log, {
    get: (target, name): unknown => {
      const source = name in lies ? lies : target;
      const value: unknown = Reflect.get(source, name, source);
      return typeof value === 'function' ? value.bind(source) : value;
    },
  });
}

/** One for each kind of operation, and for what each kind of restart may forget. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'a batch is visible before it is durable',
    lies: (log) => ({
      get highWatermark(): Offset {
        return log.logEndOffset;
      },
    }),
  },
  {
    name: 'a batch is acknowledged before it is durable',
    lies: (log) => ({
      append: (request, bytes) => ({ ...log.append(request, bytes), durable: Promise.resolve() }),
    }),
  },
  {
    name: 'a read of an offset inside of a batch begins with the next batch',
    lies: (log) => ({
      read: async (question) => {
        const answer = await log.read(question);
        if (typeof answer === 'string' || answer.byteLength === 0) return answer;
        const isInside = answer.readBigInt64BE(0) < BigInt(question.offset);
        return isInside ? answer.subarray(answer.readInt32BE(8) + 12) : answer;
      },
    }),
  },
  {
    name: 'a search by timestamp passes over the record that has the timestamp',
    lies: (log) => ({ offsetForTimestamp: (timestamp) => log.offsetForTimestamp(timestamp + 1) }),
  },
  {
    name: 'a search by timestamp answers what lies before the start of the log',
    lies: (log) => ({
      offsetForTimestamp: async (timestamp) => {
        const found = await log.offsetForTimestamp(timestamp);
        const isFirst = found !== undefined && found.offset === log.logStartOffset;
        return isFirst && found.offset > 0 ? { ...found, offset: found.offset - 1 } : found;
      },
    }),
  },
  {
    name: 'a duplicate is answered with the end of the log',
    lies: (log) => ({
      append: (request, bytes) => {
        const begun = log.append(request, bytes);
        if (begun.outcome.type !== 'duplicate') return begun;
        return { ...begun, outcome: { ...begun.outcome, baseOffset: log.logEndOffset } };
      },
    }),
  },
  {
    name: 'only the last batch of a producer is known after a restart',
    needs: 'rememberedBatches',
    lies: (log, lives) => ({
      append: (request, bytes) => {
        const begun = log.append(request, bytes);
        const isOld =
          begun.outcome.type === 'duplicate' && begun.outcome.baseOffset < log.logEndOffset - 20;
        if (lives === 1 || !isOld) return begun;
        return { ...begun, outcome: { type: 'refused', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' } };
      },
    }),
  },
  {
    name: 'all producers are forgotten at a restart',
    lies: (log, lives) => {
      if (lives > 1) log.expireProducers(Number.MAX_SAFE_INTEGER, 0);
      return {};
    },
  },
  {
    name: 'the records before the start come back at a restart',
    lies: (log, lives) => ({
      get logStartOffset(): Offset {
        return lives === 1 ? log.logStartOffset : 0;
      },
    }),
  },
  {
    name: 'the start of the log is one record behind what was asked for',
    lies: (log) => ({
      deleteRecordsBefore: (offset) =>
        log.deleteRecordsBefore(offset < log.highWatermark ? offset + 1 : offset),
    }),
  },
  {
    name: 'retention deletes one record too many',
    needs: 'retention',
    lies: (log) => ({
      deleteOldSegments: async () => {
        const deleted = await log.deleteOldSegments();
        const { logStartOffset, highWatermark } = log;
        if (deleted > 0 && logStartOffset < highWatermark) {
          await log.deleteRecordsBefore(logStartOffset + 1);
        }
        return deleted;
      },
    }),
  },
  {
    name: 'a truncation leaves an epoch that begins behind the end',
    needs: 'leaderEpochs',
    lies: (log) => {
      let kept = -1;
      return {
        truncateTo: async (offset) => {
          kept = log.latestEpoch;
          await log.truncateTo(offset);
        },
        get latestEpoch(): number {
          return Math.max(log.latestEpoch, kept);
        },
      };
    },
  },
  {
    name: 'an epoch ends where it begins',
    needs: 'leaderEpochs',
    lies: (log) => ({
      endOffsetForEpoch: (epoch) => {
        const before = log.endOffsetForEpoch(epoch - 1);
        return before.epoch < 0 ? log.endOffsetForEpoch(epoch) : before;
      },
    }),
  },
  {
    name: 'a truncation keeps the batch that holds the offset',
    needs: 'truncation',
    lies: (log) => ({
      truncateTo: (offset) => log.truncateTo(Math.min(offset + 1, log.logEndOffset)),
    }),
  },
  {
    name: 'the last aborted transaction is forgotten',
    needs: 'transactions',
    lies: (log) => ({
      abortedTransactions: async (from, to) =>
        (await log.abortedTransactions(from, to)).slice(0, -1),
    }),
  },
  {
    name: 'an open transaction does not hold back the last stable offset',
    needs: 'transactions',
    lies: (log) => ({
      get lastStableOffset(): Offset {
        return log.highWatermark;
      },
    }),
  },
];
