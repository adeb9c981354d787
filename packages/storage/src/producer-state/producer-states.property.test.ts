import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Offset } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import type { ProducerBatch } from './producer-batch.ts';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts';
import type { TransactionMarker } from './producer-state-entry.ts';
import { type ProducerBefore, ProducerStates } from './producer-states.ts';
import type { CompletedTransaction } from './transactions.ts';

const RUNS = 800;
const STEPS = 80;

/** What has a place in the log. */
type Appended =
  | { readonly type: 'batch'; readonly batch: ProducerBatch }
  | { readonly type: 'marker'; readonly marker: TransactionMarker; readonly offset: Offset };

/** A transaction as reading the whole log finds it. */
interface FoundTransaction {
  readonly producerId: bigint;
  readonly firstOffset: Offset;
  lastOffset: Offset | undefined;
}

/** A log whose every answer is found by reading all of it. */
class ReadLog {
  appended: Appended[] = [];
  highWatermark: Offset = 0;
  /** How many entries are below the high watermark; those are never taken back. */
  replicated = 0;

  get endOffset(): Offset {
    const last = this.appended.at(-1);
    if (last === undefined) return 0;
    return (last.type === 'batch' ? last.batch.lastOffset : last.offset) + 1;
  }

  transactions(): readonly FoundTransaction[] {
    const found: FoundTransaction[] = [];
    const openOf = (id: bigint) =>
      found.find(({ producerId, lastOffset }) => producerId === id && lastOffset === undefined);
    for (const each of this.appended) {
      if (each.type === 'marker') {
        const open = openOf(each.marker.producerId);
        if (open !== undefined) open.lastOffset = each.offset;
      } else {
        const { producerId, baseOffset: firstOffset, isTransactional } = each.batch;
        if (isTransactional && openOf(producerId) === undefined) {
          found.push({ producerId, firstOffset, lastOffset: undefined });
        }
      }
    }
    return found;
  }

  firstUnstableOffset(highWatermark: Offset): Offset | undefined {
    const unstable = this.transactions().filter(
      ({ lastOffset }) => lastOffset === undefined || lastOffset >= highWatermark,
    );
    return unstable.length === 0 ? undefined : Math.min(...unstable.map((one) => one.firstOffset));
  }

  /** The transaction that the last entry ended, with its last stable offset. */
  lastCompleted(): { readonly firstOffset: Offset; readonly lastStableOffset: Offset } | undefined {
    const transactions = this.transactions();
    const lastOffset = this.endOffset - 1;
    const completed = transactions.find((transaction) => transaction.lastOffset === lastOffset);
    if (completed === undefined) return undefined;
    const open = transactions.filter((transaction) => transaction.lastOffset === undefined);
    const lastStableOffset = Math.min(...open.map((one) => one.firstOffset), lastOffset + 1);
    return { firstOffset: completed.firstOffset, lastStableOffset };
  }

  /** States that know nothing else than what is in the log now. */
  replay(): ProducerStates {
    const states = new ProducerStates();
    for (const each of this.appended) note(states, each);
    states.onHighWatermark(this.highWatermark);
    return states;
  }
}

function note(states: ProducerStates, each: Appended): CompletedTransaction | undefined {
  if (each.type === 'marker') return states.addMarker(each.marker, each.offset);
  states.add(each.batch);
  return undefined;
}

function idOf(each: Appended): bigint {
  return each.type === 'marker' ? each.marker.producerId : each.batch.producerId;
}

function drawAppended(random: SeededRandom, states: ProducerStates, log: ReadLog): Appended {
  const producerId = BigInt(random.between(1, 5));
  const entry = states.get(producerId);
  const isOpen = (entry?.transactionFirstOffset ?? -1) >= 0;
  const producerEpoch = Math.max(0, entry?.epoch ?? 0) + (random.chance(0.15) ? 1 : 0);
  const offset = log.endOffset;
  const timestamp = random.below(1_000_000);
  if (random.chance(isOpen ? 0.4 : 0.1)) {
    const type = random.chance(0.5) ? 'ABORT' : 'COMMIT';
    const coordinatorEpoch = random.below(4);
    const marker = { type, producerId, producerEpoch, coordinatorEpoch, timestamp } as const;
    return { type: 'marker', marker, offset };
  }
  const records = random.between(1, 4);
  const baseSequence = random.below(1000);
  return {
    type: 'batch',
    batch: {
      producerId,
      producerEpoch,
      baseSequence,
      lastSequence: baseSequence + records - 1,
      baseOffset: offset,
      lastOffset: offset + records - 1,
      maxTimestamp: timestamp,
      isTransactional: isOpen || random.chance(0.6),
    },
  };
}

/** A log, what is known of its producers, and how to take back what is not replicated. */
interface Run {
  readonly log: ReadLog;
  states: ProducerStates;
  befores: ProducerBefore[];
}

function append(random: SeededRandom, run: Run): void {
  const { log, states } = run;
  const each = drawAppended(random, states, log);
  run.befores.push(states.before(idOf(each)));
  const completed = note(states, each);
  log.appended.push(each);
  const expected = each.type === 'marker' ? log.lastCompleted() : undefined;
  assert.equal(completed?.firstOffset, expected?.firstOffset);
  if (completed === undefined || each.type !== 'marker') return;
  assert.equal(completed.lastOffset, each.offset);
  assert.equal(completed.isAborted, each.marker.type === 'ABORT');
  assert.equal(states.lastStableOffsetFor(completed), expected?.lastStableOffset);
}

function takeBack(random: SeededRandom, { log, states, befores }: Run): void {
  for (let count = random.below(befores.length + 1); count > 0; count--) {
    states.restore(befores.pop()!);
    log.appended.pop();
  }
  assert.deepEqual(states, log.replay());
  assert.deepEqual([...states.all()], [...log.replay().all()]);
}

/** Everything up to some entry is replicated, and not taken back any more. */
function advance(random: SeededRandom, { log, states, befores }: Run): void {
  const count = random.below(befores.length + 1);
  befores.splice(0, count);
  log.replicated += count;
  const upTo = new ReadLog();
  upTo.appended = log.appended.slice(0, log.replicated);
  log.highWatermark = upTo.endOffset;
  states.onHighWatermark(log.highWatermark);
}

/** Closes and opens: all is replicated, and only what a snapshot says is known. */
function reload(run: Run): void {
  const { log } = run;
  log.highWatermark = log.endOffset;
  log.replicated = log.appended.length;
  run.befores = [];
  run.states.onHighWatermark(log.highWatermark);
  run.states = decodeProducerSnapshot(encodeProducerSnapshot(run.states));
}

test('producers and transactions are those of the log, whatever is taken back, replicated or reloaded', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new SeededRandom(seed);
    const run: Run = { log: new ReadLog(), states: new ProducerStates(), befores: [] };
    try {
      for (let step = 0; step < STEPS; step++) {
        const draw = random.below(20);
        if (draw < 15) append(random, run);
        else if (draw < 17) takeBack(random, run);
        else if (draw < 19) advance(random, run);
        else if (random.chance(0.3)) reload(run);
        const { log, states } = run;
        const highWatermark = random.between(log.highWatermark, log.endOffset);
        const expected = log.firstUnstableOffset(highWatermark);
        assert.equal(states.firstUnstableOffset(highWatermark), expected);
        assert.deepEqual(states, log.replay());
      }
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
});
