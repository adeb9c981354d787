import type { Offset, Timestamp } from '@odradek/base';
import type { SeededRandom } from '@odradek/base/testing';

import { batchOf, type RecordsRequest } from './append-request.ts';
import { RequestSource } from './draw-requests.ts';
import type { LogAction, LogOperation, OperationKind } from './log-operation.ts';
import type { LogFeatures } from './log-under-test.ts';
import type { ModelConfig } from './model-config.ts';
import type { ModelLog } from './model-log.ts';

/** How often a kind is drawn, of all operations: the rest are appends. */
const SHARES: readonly (readonly [OperationKind, number])[] = [
  ['roll', 0.08],
  ['truncate', 0.08],
  ['delete', 0.08],
  ['reopen', 0.08],
  ['look up by offset', 0.14],
  ['look up by time', 0.1],
  ['look up by epoch', 0.08],
  ['look up by producer', 0.11],
];

/** More than any batch has that is not made to fill a segment. */
const SEGMENT_BYTES_MIN = 1500;
const SEGMENT_BYTES = [SEGMENT_BYTES_MIN, 3000, 8000];
const SEGMENT_MS = [20_000, 600_000];
const SEGMENT_INDEX_BYTES = [24, 48, 120];
const INDEX_INTERVAL_BYTES = [0, 300, 1000, 4096];
const RECENT_BYTES_MAX = [0, 1500, 1_000_000];
const SEGMENT_MS_NONE = Number.MAX_SAFE_INTEGER;
const SEGMENT_INDEX_BYTES_DEFAULT = 10 * 1024 * 1024;
/** A log larger than this is cut short, so that the model's answers stay quick. */
const SIZE_MAX = 40_000;
const READ_BYTES = [0, 60, 61, 150, 400, 1000, 4000, 100_000];

/** How a log is set up before anything was changed. */
export function initialConfig(features: LogFeatures): ModelConfig {
  return {
    segmentBytes: 3000,
    segmentMs: features.timeRoll ? 600_000 : SEGMENT_MS_NONE,
    segmentIndexBytes: SEGMENT_INDEX_BYTES_DEFAULT,
    indexIntervalBytes: 300,
    retentionMs: -1,
    retentionBytes: -1,
    isDeleted: true,
    recentBytesMax: 1500,
    removesSegmentsBeforeStart: features.removesSegmentsBeforeStart,
    rollsForRefused: features.rollsForRefused,
  };
}

/** Draws what is done with a log next, by what the model says it holds. */
export class OperationSource {
  private readonly random: SeededRandom;
  private readonly model: ModelLog;
  private readonly features: LogFeatures;
  private readonly requests: RequestSource;

  constructor(random: SeededRandom, model: ModelLog, features: LogFeatures) {
    this.random = random;
    this.model = model;
    this.features = features;
    this.requests = new RequestSource(random, model, features);
  }

  /** The next operation. `now` is the time before it. */
  draw(now: Timestamp): LogOperation {
    const { random } = this;
    const advanceMs = random.below(200);
    const kind = this.drawKind();
    return { kind, advanceMs, action: this.drawAction(kind, now + advanceMs) };
  }

  private drawKind(): OperationKind {
    const { deletion, retention } = this.features;
    if (deletion && retention && this.model.size > SIZE_MAX) return 'delete';
    let left = this.random.uint32() / 2 ** 32;
    for (const [kind, share] of SHARES) {
      left -= share;
      if (left < 0) return this.isPossible(kind) ? kind : 'append';
    }
    return 'append';
  }

  private isPossible(kind: OperationKind): boolean {
    if (kind === 'delete') return this.features.deletion;
    if (kind === 'look up by producer') return this.features.producers;
    if (kind === 'truncate') return this.features.truncation;
    if (kind === 'look up by epoch') return this.features.leaderEpochs;
    return true;
  }

  private drawAction(kind: OperationKind, now: Timestamp): LogAction {
    switch (kind) {
      case 'append':
        return this.drawAppend(now);
      case 'roll':
        return this.drawRoll(now);
      case 'truncate':
        return this.drawTruncation();
      case 'delete':
        return this.drawDeletion(now);
      case 'reopen':
        return this.drawReopening(now);
      case 'look up by offset':
        return this.drawRead();
      case 'look up by time':
        return this.drawTimestamp(now);
      case 'look up by epoch':
        return this.drawEpoch();
      case 'look up by producer':
        return this.drawProducer(now);
    }
  }

  private drawAppend(now: Timestamp): LogAction {
    const { random } = this;
    if (this.features.checkpoints && random.chance(0.05)) return { type: 'checkpoint' };
    const count = random.chance(0.7) ? 1 : random.between(2, 4);
    return { type: 'append', requests: this.requests.drawTurn(count, now) };
  }

  /** An append that does not fit into the active segment, for each reason there is. */
  private drawRoll(now: Timestamp): LogAction {
    const { random, model, requests } = this;
    const { config } = model;
    const active = model.segments.at(-1);
    const draw = random.below(this.features.timeRoll ? 5 : 3);
    const isSparse = draw === 0 && this.features.unvalidatedBatches;
    if (isSparse || active === undefined || active.size === 0) {
      const pair = isSparse ? [requests.sparse(now), requests.sparse(now)] : [requests.plain(now)];
      return { type: 'append', requests: pair };
    }
    if (draw <= 1) {
      // As large as what fits exactly, or one byte larger.
      const left = config.segmentBytes - active.size;
      return { type: 'append', requests: [this.sizedRequest(left + random.below(3), now)] };
    }
    if (draw === 2) {
      const segmentBytes = random.chance(0.5)
        ? Math.max(active.size, SEGMENT_BYTES_MIN)
        : this.pick(SEGMENT_BYTES);
      const changed = { ...config, segmentBytes, recentBytesMax: this.pick(RECENT_BYTES_MAX) };
      return { type: 'append', requests: [requests.plain(now)], config: changed };
    }
    const first = active.batches[0]?.maxTimestamp ?? now;
    const segmentMs = this.pick(SEGMENT_MS);
    // Exactly as old as it may be, or a millisecond older.
    const timestamp = first + segmentMs + random.below(2);
    const request = requests.plain(now, { timestamps: [timestamp], lastOffsetDelta: 0 });
    return { type: 'append', requests: [request], config: { ...config, segmentMs } };
  }

  /** Records of so many bytes if that is possible, in a batch that is not compressed. */
  private sizedRequest(bytes: number, now: Timestamp): RecordsRequest {
    const { segmentBytes } = this.model.config;
    const empty = this.requests.plain(now, {
      timestamps: [now],
      lastOffsetDelta: 0,
      valueBytes: 0,
      compression: 0,
    });
    const valueBytes = Math.min(bytes, segmentBytes - 10) - batchOf(empty, now).byteLength;
    const longer = { ...empty, valueBytes: Math.max(valueBytes, 0) };
    // The length itself takes a byte or two more.
    const excess = batchOf(longer, now).byteLength - bytes;
    return { ...longer, valueBytes: Math.max(longer.valueBytes - Math.max(excess, 0), 0) };
  }

  private drawTruncation(): LogAction {
    const { random, model } = this;
    const { logEndOffset } = model;
    if (random.chance(0.08)) {
      const offset = logEndOffset + (random.chance(0.5) ? 0 : random.between(-5, 1000));
      return { type: 'truncate-fully', offset: Math.max(offset, 0) };
    }
    if (random.chance(0.05)) {
      return { type: 'truncate-to', offset: logEndOffset + random.below(3) };
    }
    const { batches } = model;
    const back = random.chance(0.85) ? Math.min(10, batches.length) : batches.length;
    const index = batches.length - 1 - random.below(Math.max(back, 1));
    const { baseOffset = logEndOffset, lastOffset = logEndOffset } = batches[index] ?? {};
    const isInside = this.features.truncationInsideBatch && random.chance(0.1);
    const offset = isInside ? random.between(baseOffset, lastOffset) : baseOffset;
    return { type: 'truncate-to', offset: this.truncatable(offset) };
  }

  /** The offset, or the log's start if it is before that. */
  private truncatable(offset: Offset): Offset {
    const { logStartOffset } = this.model;
    if (this.model.truncationOffset(offset) >= logStartOffset) return offset;
    const later = this.model.batches.find(({ baseOffset }) => baseOffset >= logStartOffset);
    return later?.baseOffset ?? this.model.logEndOffset;
  }

  private drawDeletion(now: Timestamp): LogAction {
    const { random, model } = this;
    const { logStartOffset, highWatermark } = model;
    const isOverfull = model.size > SIZE_MAX;
    if (this.features.retention && (isOverfull || random.chance(0.6))) {
      return { type: 'delete-old-segments', config: this.drawRetention(now, isOverfull) };
    }
    const draw = random.below(20);
    if (draw === 0) return { type: 'delete-records', offset: highWatermark + 1 };
    if (draw === 1) return { type: 'delete-records', offset: Math.max(logStartOffset - 1, 0) };
    if (draw === 2) return { type: 'delete-records', offset: highWatermark };
    const { batches } = model;
    const isFar = model.size > SIZE_MAX || random.chance(0.2);
    const index = random.below(isFar ? batches.length : Math.min(batches.length, 12));
    const { baseOffset = logStartOffset, lastOffset = logStartOffset } = batches[index] ?? {};
    return {
      type: 'delete-records',
      offset: random.between(baseOffset, Math.min(lastOffset, baseOffset + 3)),
    };
  }

  /** Settings by which some of the segments go, and the next one just goes or just stays. */
  private drawRetention(now: Timestamp, isOverfull: boolean): ModelConfig {
    const { random, model } = this;
    const { segments } = model;
    const config = { ...model.config, retentionMs: -1, retentionBytes: -1, isDeleted: true };
    const edge = random.between(-1, 1);
    const index = random.below(
      random.chance(0.1) ? segments.length : Math.ceil(segments.length / 2),
    );
    const behind = segments.slice(index + 1).reduce((bytes, { size }) => bytes + size, 0);
    const retentionBytes = Math.max(behind + edge, 0);
    if (isOverfull || random.chance(0.4)) return { ...config, retentionBytes };
    const isDeleted = random.chance(0.9);
    const age = now - (this.pick(segments).maxTimestamp ?? now);
    const retentionMs = Math.max(age + random.between(-1, 1), 0);
    const timed = { ...config, isDeleted, retentionMs };
    return random.chance(0.3) ? { ...timed, retentionBytes } : timed;
  }

  private drawReopening(now: Timestamp): LogAction {
    const { random, features } = this;
    const isClean = random.chance(0.5);
    const pending = random.chance(0.6) ? random.between(1, 4) : 0;
    const isIndexSmall = features.indexFullRoll && random.chance(0.4);
    return {
      type: 'reopen',
      isClean,
      requests: this.requests.drawTurn(pending, now),
      turns: random.below(40),
      config: {
        ...this.model.config,
        segmentBytes: this.pick(SEGMENT_BYTES),
        segmentMs: features.timeRoll ? this.pick(SEGMENT_MS) : SEGMENT_MS_NONE,
        segmentIndexBytes: isIndexSmall
          ? this.pick(SEGMENT_INDEX_BYTES)
          : SEGMENT_INDEX_BYTES_DEFAULT,
        indexIntervalBytes: this.pick(INDEX_INTERVAL_BYTES),
        recentBytesMax: this.pick(RECENT_BYTES_MAX),
      },
    };
  }

  private drawRead(): LogAction {
    const { random, model } = this;
    if (this.features.transactions && random.chance(0.3)) {
      const from = this.drawOffset();
      return { type: 'aborted-transactions', from, to: Math.max(from, this.drawOffset()) };
    }
    const draw = random.below(12);
    const outside = [model.logStartOffset - 1, model.logEndOffset, model.logEndOffset + 1];
    return {
      type: 'read',
      offset: outside[draw] ?? this.drawOffset(),
      bytesMax: this.pick(READ_BYTES),
      atLeastOneBatch: random.chance(0.6),
    };
  }

  /** An offset from the log's start to its end, which lies in any of the batches. */
  private drawOffset(): Offset {
    const { random, model } = this;
    const { batches, logStartOffset, logEndOffset } = model;
    const { baseOffset = logEndOffset, lastOffset = logEndOffset } =
      batches[random.below(batches.length + 1)] ?? {};
    return Math.max(random.between(baseOffset, lastOffset), logStartOffset);
  }

  private drawTimestamp(now: Timestamp): LogAction {
    const { random, model } = this;
    const draw = random.below(20);
    if (draw < 4) return { type: 'offset-of-max-timestamp' };
    if (draw === 4) return { type: 'offset-for-timestamp', timestamp: 0 };
    if (draw === 5) return { type: 'offset-for-timestamp', timestamp: now + 10_000_000 };
    const { batches } = model;
    const batch = batches[random.below(batches.length)];
    const record = batch?.records[random.below(batch.records.length)];
    const timestamp = (record?.timestamp ?? now) + random.between(-1, 1);
    return { type: 'offset-for-timestamp', timestamp };
  }

  private drawEpoch(): LogAction {
    const { random, model } = this;
    const { latest, all } = model.epochs;
    if (random.chance(0.2)) {
      // The epoch that the log has goes on, or a new leader begins one.
      const epoch = latest >= 0 && random.chance(0.2) ? latest : this.requests.newLeaderEpoch();
      return { type: 'assign-epoch', epoch };
    }
    const first = all[0]?.epoch ?? 0;
    return {
      type: 'end-offset-for-epoch',
      epoch: random.between(Math.max(first - 2, -1), latest + 2),
    };
  }

  private drawProducer(now: Timestamp): LogAction {
    const { random, model } = this;
    if (random.chance(0.06)) {
      const timestamps = [...model.producers.values()].map(({ lastTimestamp }) => lastTimestamp);
      const oldest = Math.min(...timestamps, now);
      return {
        type: 'expire-producers',
        expirationMs: Math.max(now - oldest + random.below(2), 0),
      };
    }
    return { type: 'append', requests: [this.requests.drawProbe(now)] };
  }

  private pick<Element>(elements: readonly Element[]): Element {
    const element = elements[this.random.below(elements.length)];
    if (element === undefined) throw new RangeError('nothing to pick from');
    return element;
  }
}
