import { SMALL_JOURNAL } from '../testing/small-journal.ts';
import { ManualClock } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';

import { KafkaError, METADATA_TOPIC_ID, type Offset } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import { LogManager } from '../log-manager/log-manager.ts';
import type { DiskFaultKind } from '../testing/disk-faults.ts';
import { testEndOfTurn } from '../testing/end-of-turn.ts';
import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { accepted, producerBatchOf, readAll } from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';

const RUNS = Number(process.env['ODRADEK_CRASH_RUNS'] ?? 600);
const SEED_FIRST = Number(process.env['ODRADEK_CRASH_SEED'] ?? 1);
const IN_FLIGHT_MAX = 5;
/** What a log survives without losing what it acknowledged; the others it can at most find out. */
const KINDS: readonly DiskFaultKind[] = [
  'torn-write',
  'lost-write',
  'lost-name',
  'failed-sync',
  'failed-write',
  'failed-read',
  'disk-full',
];
const ORDERS = { topic: 'orders', topicId: METADATA_TOPIC_ID, partition: 0 };

/** A batch that a producer has sent and has no answer for. */
interface InFlight {
  readonly sequence: number;
  readonly records: number;
}

/** An idempotent producer: sends in order, again after a crash, and never more than five at once. */
class ModelProducer {
  readonly producerId: bigint;
  inFlight: InFlight[] = [];
  /** The offset of each acknowledged record, by its sequence. */
  readonly acknowledged: Map<number, Offset> = new Map();
  private next = 0;
  /** Whether what is in flight has to be sent again before anything else. */
  private isRefused = false;

  constructor(producerId: bigint) {
    this.producerId = producerId;
  }

  send(log: PartitionLog, records: number): void {
    if (this.isRefused) this.sendAgain(log);
    if (this.inFlight.length >= IN_FLIGHT_MAX) return;
    const batch = { sequence: this.next, records };
    this.next += records;
    this.inFlight.push(batch);
    this.append(log, batch);
  }

  sendAgain(log: PartitionLog): void {
    this.isRefused = false;
    for (const batch of this.inFlight) this.append(log, batch);
  }

  /** Whoever wrote a record that survives is known, even if that record was deleted. */
  checkKnown(log: PartitionLog): void {
    if (this.acknowledged.size === 0) return;
    const bytes = producerBatchOf(this.next + 1000, { producerId: this.producerId });
    const { type } = log.appendAsLeader(accepted(bytes), { leaderEpoch: 0, onDurable: () => {} });
    assert.equal(type, 'refused', `${this.producerId} has been forgotten`);
  }

  private append(log: PartitionLog, batch: InFlight): void {
    const { producerId } = this;
    const { sequence, records } = batch;
    const bytes = producerBatchOf(sequence, { producerId, records });
    const outcome = log.appendAsLeader(accepted(bytes), {
      leaderEpoch: 0,
      onDurable: (error) => {
        if (error !== undefined) this.isRefused = true;
        if (error !== undefined || outcome.type === 'refused') return;
        assert.equal(outcome.baseOffset + records <= log.highWatermark, true, 'not durable');
        this.inFlight = this.inFlight.filter((other) => other !== batch);
        for (let index = 0; index < records; index++) {
          this.acknowledged.set(sequence + index, outcome.baseOffset + index);
        }
      },
    });
    if (outcome.type === 'refused' && log.error === undefined) {
      assert.fail(`${producerId}/${sequence}: ${outcome.errorMessage}`);
    }
  }
}

/** What the run knows of the partition. */
interface History {
  readonly producers: readonly ModelProducer[];
  /** Where the log begins at least, and at most. */
  startAcknowledged: Offset;
  startAsked: Offset;
}

/** In some runs the disk fails now and then, or has room for little. */
function setFaults(random: SeededRandom, fileSystem: MemoryFileSystem): void {
  if (random.chance(0.6)) return;
  fileSystem.setFaults({
    failedRead: random.below(3) / 50,
    failedWrite: random.below(3) / 50,
    failedSync: random.below(3) / 50,
    capacityBytes: random.chance(0.5) ? JOURNAL_BYTES + random.between(500, 3000) : Infinity,
  });
}

/** The first two files of the journal. */
const JOURNAL_BYTES = 2 * 64 * 1024;
const NO_FAILURES = { failedRead: 0, failedWrite: 0, failedSync: 0, capacityBytes: Infinity };

function managerOf(random: SeededRandom, fileSystem: MemoryFileSystem): LogManager {
  const segmentBytes = random.between(400, 900);
  return new LogManager({
    journal: SMALL_JOURNAL,
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    random,
    report: () => {},
    directories: ['/data'],
    config: { segmentBytes, recentBytesMax: random.below(500), indexIntervalBytes: 200 },
  });
}

function deleteRecords(random: SeededRandom, log: PartitionLog, history: History): void {
  const offset = random.between(log.logStartOffset, log.highWatermark);
  history.startAsked = Math.max(history.startAsked, offset);
  log.deleteRecordsBefore(offset).then(() => {
    history.startAcknowledged = Math.max(history.startAcknowledged, offset);
  }, assertStorageError);
}

/** As with too many open files: what is appended may be refused, and the log goes on. */
function failToOpen(random: SeededRandom, fileSystem: MemoryFileSystem): void {
  const operation = random.chance(0.8) ? 'open' : 'mkdir';
  fileSystem.failLater({ operation, after: random.below(3), code: 'EMFILE' });
}

/** All that a disk can do to somebody who asks for something. */
function assertStorageError(error: unknown): void {
  assert.equal(error instanceof KafkaError && error.code, 'KAFKA_STORAGE_ERROR');
}

/** Runs the partition until its power fails or, in some runs, it is closed. */
async function runUntilEnd(
  random: SeededRandom,
  fileSystem: MemoryFileSystem,
  history: History,
): Promise<void> {
  const manager = managerOf(random, fileSystem);
  const isClosed = random.chance(0.3);
  if (!isClosed) fileSystem.powerOffAfter(random.below(120));
  const opened: { log?: PartitionLog } = {};
  const opening = manager.getOrCreate(ORDERS).then((log) => {
    opened.log = log;
  }, assertStorageError);
  if (isClosed) await opening;
  for (let turn = 0; turn < 4; turn++) await endOfTurn();
  const { log } = opened;
  if (log === undefined) return;
  for (const producer of history.producers) producer.sendAgain(log);
  for (let turn = random.between(1, 10); turn > 0; turn--) {
    for (const producer of history.producers) {
      if (random.chance(0.6)) producer.send(log, random.between(1, 3));
      if (random.chance(0.1)) producer.sendAgain(log);
    }
    if (random.chance(0.2)) deleteRecords(random, log, history);
    if (random.chance(0.1)) failToOpen(random, fileSystem);
    for (let waits = random.below(30); waits > 0; waits--) await Promise.resolve();
  }
  if (isClosed) await manager.close();
}

async function check(log: PartitionLog, history: History): Promise<void> {
  assert.equal(log.logStartOffset >= history.startAcknowledged, true, 'deleted records are back');
  assert.equal(log.logStartOffset <= history.startAsked, true, 'records are lost');
  const found = new Map<string, Offset>();
  const nextSequences = new Map<string, number>();
  for (const line of await readAll(log, log.logStartOffset)) {
    const [offset, value = ''] = line.split(':');
    if (Number(offset) < log.logStartOffset) continue;
    const [producerId = '', , sequence] = value.split('/');
    const expected = nextSequences.get(producerId) ?? Number(sequence);
    assert.equal(Number(sequence), expected, `${line}: a record is missing, twice or out of order`);
    nextSequences.set(producerId, expected + 1);
    found.set(value, Number(offset));
  }
  for (const { producerId, acknowledged } of history.producers) {
    for (const [sequence, offset] of acknowledged) {
      const expected = offset < log.logStartOffset ? undefined : offset;
      assert.equal(found.get(`${producerId}/0/${sequence}`), expected, 'an acknowledged record');
    }
  }
}

test(`what idempotent producers send is there once and in order, through crashes, restarts and DeleteRecords (${RUNS} runs)`, async () => {
  const counts = new Map<DiskFaultKind, number>();
  const countOf = (kind: DiskFaultKind): number => counts.get(kind) ?? 0;
  for (let seed = SEED_FIRST; seed < SEED_FIRST + RUNS; seed++) {
    const random = new SeededRandom(seed);
    let fileSystem = new MemoryFileSystem({ seed: random.uint32() });
    await fileSystem.createDirectory('/data');
    const history: History = {
      producers: [1n, 2n, 3n].map((producerId) => new ModelProducer(producerId)),
      startAcknowledged: 0,
      startAsked: 0,
    };
    try {
      for (let lives = random.between(1, 4); lives > 0; lives--) {
        setFaults(random, fileSystem);
        await runUntilEnd(random, fileSystem, history);
        fileSystem = fileSystem.crash();
      }
      fileSystem.setFaults(NO_FAILURES);
      const manager = managerOf(random, fileSystem);
      const log = await manager.getOrCreate(ORDERS);
      await check(log, history);
      for (const producer of history.producers) producer.checkKnown(log);
      for (const producer of history.producers) producer.sendAgain(log);
      await endOfTurn();
      await check(log, history);
      await manager.close();
      for (const kind of KINDS) counts.set(kind, countOf(kind) + fileSystem.faults.countOf(kind));
    } catch (error) {
      throw new Error(`failed with ODRADEK_CRASH_SEED=${seed} ODRADEK_CRASH_RUNS=1`, {
        cause: error,
      });
    }
  }
  if (RUNS < 600) return;
  for (const kind of KINDS) assert.equal(countOf(kind) > 0, true, `${kind} never happened`);
});
