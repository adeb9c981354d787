import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import { type EpochEndOffset, LeaderEpochCache } from './leader-epoch-cache.ts';
import { formatLeaderEpochs, parseLeaderEpochs } from './leader-epoch-format.ts';

const RUNS = 1500;
const STEPS = 40;
const UNDEFINED = { epoch: -1, endOffset: -1 };

/** The epoch of every record of a log, and of the leader that has written none yet. */
class RecordEpochs {
  startOffset: Offset = 0;
  private epochs: number[] = [];
  private assigned: number | undefined;

  get endOffset(): Offset {
    return this.startOffset + this.epochs.length;
  }

  get latestEpoch(): number | undefined {
    return this.assigned ?? this.epochs.at(-1);
  }

  assign(epoch: number): void {
    if (epoch !== this.latestEpoch) this.assigned = epoch;
  }

  append(epoch: number, records: number): void {
    this.assigned = undefined;
    for (let record = 0; record < records; record++) this.epochs.push(epoch);
  }

  truncateFromEnd(endOffset: Offset): void {
    if (endOffset > this.endOffset) return;
    this.assigned = undefined;
    this.startOffset = Math.min(this.startOffset, endOffset);
    this.epochs.length = endOffset - this.startOffset;
  }

  truncateFromStart(startOffset: Offset): void {
    if (startOffset === this.endOffset) this.assigned = this.latestEpoch;
    this.epochs = this.epochs.slice(startOffset - this.startOffset);
    this.startOffset = startOffset;
  }

  epochForOffset(offset: Offset): number | undefined {
    return offset < this.startOffset ? undefined : this.epochs[offset - this.startOffset];
  }

  endOffsetFor(requested: number): EpochEndOffset {
    const { latestEpoch } = this;
    if (requested < 0 || latestEpoch === undefined || requested > latestEpoch) return UNDEFINED;
    const later = this.epochs.findIndex((epoch) => epoch > requested);
    const endOffset = later < 0 ? this.endOffset : this.startOffset + later;
    const known = [...this.epochs, latestEpoch].filter((epoch) => epoch <= requested);
    return { epoch: known.length === 0 ? requested : Math.max(...known), endOffset };
  }
}

/** One thing that happens to a log, told to the records and to the cache. */
function step(random: SeededRandom, records: RecordEpochs, cache: LeaderEpochCache): void {
  const { endOffset, startOffset, latestEpoch } = records;
  const epoch = latestEpoch === undefined ? random.below(3) : latestEpoch + random.below(3);
  switch (random.below(6)) {
    case 0:
    case 1:
      cache.assign(epoch, endOffset);
      records.append(epoch, random.between(1, 6));
      break;
    case 2:
      cache.assign(epoch, endOffset);
      records.assign(epoch);
      break;
    case 3: {
      const cut = random.between(Math.max(0, startOffset - 1), endOffset + 1);
      const before = cache.entries;
      assert.equal(cache.truncateFromEnd(cut), cache.entries.length !== before.length);
      records.truncateFromEnd(cut);
      break;
    }
    case 4: {
      const start = random.between(startOffset, endOffset);
      const before = formatLeaderEpochs(cache.entries);
      const isChanged = cache.truncateFromStart(start);
      assert.equal(isChanged, formatLeaderEpochs(cache.entries) !== before);
      records.truncateFromStart(start);
      break;
    }
    default: {
      // A follower that was not told to truncate: the batch of another leader says so.
      const cut = random.between(startOffset, endOffset);
      records.truncateFromEnd(cut);
      const next = (records.latestEpoch ?? -1) + random.between(1, 2);
      cache.assign(next, cut);
      records.append(next, random.between(1, 3));
    }
  }
}

function checkEqual(records: RecordEpochs, cache: LeaderEpochCache): void {
  const { startOffset, endOffset } = records;
  assert.equal(cache.latestEpoch, records.latestEpoch);
  for (let offset = Math.max(0, startOffset - 2); offset < endOffset; offset++) {
    assert.equal(cache.epochForOffset(offset), records.epochForOffset(offset));
  }
  for (let epoch = -1; epoch <= (records.latestEpoch ?? 0) + 2; epoch++) {
    assert.deepEqual(cache.endOffsetFor(epoch, endOffset), records.endOffsetFor(epoch));
  }
}

test('epochs, their ends and truncations are those of the single records', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new SeededRandom(seed);
    const records = new RecordEpochs();
    let cache = new LeaderEpochCache();
    try {
      for (let count = 0; count < STEPS; count++) {
        step(random, records, cache);
        checkEqual(records, cache);
        if (random.chance(0.1)) {
          cache = new LeaderEpochCache(parseLeaderEpochs(formatLeaderEpochs(cache.entries)));
        }
      }
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
});

test('two logs that truncate to where their epochs part agree on every record before it', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new SeededRandom(seed);
    const [leader, follower] = [partedLog(random, 0), partedLog(random, 1)];
    const common = follower.history.findIndex((epoch, at) => epoch !== leader.history[at]);
    const expected = common < 0 ? Math.min(leader.history.length, follower.history.length) : common;
    assert.equal(truncationOffset(leader, follower), expected, `seed ${seed}`);
  }
});

interface PartedLog {
  /** The epoch of each record. */
  readonly history: readonly number[];
  readonly cache: LeaderEpochCache;
}

/** A log that begins with the same records as the other one, and goes on with epochs of its own. */
function partedLog(random: SeededRandom, parity: number): PartedLog {
  const history: number[] = [];
  const common = new SeededRandom(random.seed + 1_000_000);
  let epoch = 0;
  for (let batches = common.below(5); batches > 0; batches--) {
    epoch += 2 * common.below(2);
    for (let count = common.between(1, 4); count > 0; count--) history.push(epoch);
  }
  for (let batches = random.below(4); batches > 0; batches--) {
    // One leader for each epoch: even ones are those of one log, odd ones of the other.
    epoch += 2 * random.between(1, 2) - (epoch % 2) + parity;
    for (let count = random.between(1, 4); count > 0; count--) history.push(epoch);
  }
  const cache = new LeaderEpochCache();
  history.forEach((recordEpoch, offset) => cache.assign(recordEpoch, offset));
  return { history, cache };
}

/** What a follower does (`AbstractFetcherThread.getOffsetTruncationState`) until both know the epoch. */
function truncationOffset(leader: PartedLog, follower: PartedLog): Offset {
  const cache = new LeaderEpochCache(follower.cache.entries);
  let endOffset = follower.history.length;
  for (;;) {
    const { latestEpoch } = cache;
    if (latestEpoch === undefined) return 0;
    const answer = leader.cache.endOffsetFor(latestEpoch, leader.history.length);
    if (answer.epoch < 0) {
      // Later than all of the leader's: the follower asks for the one before.
      endOffset = cache.latest?.startOffset ?? 0;
      cache.truncateFromEnd(endOffset);
      continue;
    }
    const own = cache.endOffsetFor(answer.epoch, endOffset);
    endOffset = Math.min(answer.endOffset, own.endOffset, endOffset);
    cache.truncateFromEnd(endOffset);
    if (own.epoch === answer.epoch) return endOffset;
  }
}
