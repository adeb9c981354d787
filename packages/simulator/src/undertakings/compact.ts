import { KafkaError, type Offset } from '@odradek/base';
import type { Admin } from '@odradek/client';
import { type BatchRecord, ErrorCode, errorOf } from '@odradek/protocol';

import { CompactedLog, type Sight } from '../checker/compacted-log.ts';
import { fetchFrom, type FetchLimits, type Position, soundBatches } from '../client/log-reader.ts';
import { RawClient } from '../client/raw-client.ts';
import { partitionName, type TopicPartition } from '../history/history.ts';
import type { KeyedRecord, KeyedWrite } from '../history/keyed-write.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import { pick } from '../swarm/pick.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 50;
const WRITES_PER_ROUND_MAX = 8;
const REQUEST_MS = 2_000;
const PADDING_BYTES_MAX = 60;
const LIMITS = { maxWaitMs: 0, minBytes: 0, partitionMaxBytes: 1_000_000, timeoutMs: 60_000 };
const ATTEMPTS_MAX = 10;
/** How long the slowest disk takes to compact what is left. */
const ROUND_MS_MAX = 10_000;
/** The header that says which write a record is: a tombstone has no value that could. */
const NAME_HEADER = 'name';

/**
 * Writes values and tombstones for a few keys, again and again, to a topic that is compacted meanwhile,
 * and reads it from its beginning to its end: what is known of each key is there, and what was removed
 * does not come back.
 */
export class Compact implements Undertaking {
  readonly topic = 'compacted';
  readonly partitionsCount = 1;
  readonly configs: Readonly<Record<string, string>>;
  private readonly world: World;
  private readonly log: CompactedLog;
  private readonly topicPartition: TopicPartition = { topic: this.topic, partition: 0 };

  constructor(world: World) {
    const { compaction: plan, retention, clockOffsetMsMax, disturbances } = world.plan;
    this.world = world;
    this.configs = {
      'cleanup.policy': plan.isDeleted ? 'compact,delete' : 'compact',
      'segment.ms': String(plan.segmentMs),
      'min.cleanable.dirty.ratio': String(plan.minCleanableDirtyRatio),
      'min.compaction.lag.ms': String(plan.minCompactionLagMs),
      'max.compaction.lag.ms': String(plan.maxCompactionLagMs),
      'delete.retention.ms': String(plan.deleteRetentionMs),
      'retention.bytes': String(retention.bytes),
      'retention.ms': '-1',
    };
    const hasTrueClocks = clockOffsetMsMax === 0 && !disturbances.includes('step clock');
    const { deleteRetentionMs, minCompactionLagMs } = plan;
    this.log = new CompactedLog(
      partitionName(this.topicPartition),
      {
        deleteRetentionMs: hasTrueClocks ? deleteRetentionMs : undefined,
        minCompactionLagMs: hasTrueClocks ? minCompactionLagMs : undefined,
      },
      world.events,
    );
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const writer = new KeyedWriter(this.world, process, undertaker, this.log);
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      const count = random.between(1, WRITES_PER_ROUND_MAX);
      for (let left = count; left > 0; left--) void writer.write(this.topicPartition);
      await process.sleep(random.below(PAUSE_MS_MAX));
      if (random.chance(0.1)) {
        const bytes = pick(random, [1, 500, 100_000]);
        await undertaker.attempt('read all', () => this.read(process, undertaker.admin, bytes));
      }
    }
    await undertaker.close();
  };

  private async read(process: SimulatedProcess, admin: Admin, bytes: number): Promise<void> {
    const client = await RawClient.connect(process, this.world.endpoint, REQUEST_MS);
    try {
      const limits = { ...LIMITS, partitionMaxBytes: bytes, timeoutMs: REQUEST_MS };
      await this.readAll({ client, admin }, limits);
    } finally {
      client.close();
    }
  }

  /** Rejects if the log is not readable, or begins behind what is asked for meanwhile. */
  private async readAll({ client, admin }: Inspection, limits: FetchLimits): Promise<void> {
    const { topicPartition, world } = this;
    const reading = this.log.beginReading();
    let position: Position = { topicPartition, offset: await this.startOffset(admin) };
    // What has superseded a record that is gone may have come behind the end that was known before.
    for (let hasMore = true; hasMore;) {
      const data = await fetchFrom(client, position, limits);
      if (data.errorCode !== ErrorCode.NONE) throw errorOf(data.errorCode);
      const sight = this.sightOf(position, data.records);
      must(
        sight.to > position.offset || position.offset >= data.highWatermark,
        'everything below the high watermark can be read',
        () => `Nothing is at ${position.offset}; the high watermark is ${data.highWatermark}.`,
      );
      reading.see(sight);
      world.trace.add('reader', `has seen ${sight.records.length} records up to ${sight.to}`);
      position = { topicPartition, offset: sight.to };
      hasMore = sight.to < data.highWatermark;
    }
    reading.end(await this.startOffset(admin));
  }

  private sightOf(position: Position, bytes: Buffer | null): Sight {
    const batches = soundBatches('the reader', position, bytes, { mayHaveGaps: true });
    const { offset: from } = position;
    const last = batches.at(-1)?.header;
    const records = batches.flatMap((batch) => batch.records.map(readable));
    return {
      from,
      to: last === undefined ? from : last.baseOffset + last.lastOffsetDelta + 1,
      records: records.filter(({ offset }) => offset >= from),
      atMs: this.world.time.monotonicMs(),
    };
  }

  private async startOffset(admin: Admin): Promise<Offset> {
    const [listed] = await admin.listOffsets([{ ...this.topicPartition, timestamp: 'earliest' }]);
    if (listed === undefined) throw new KafkaError('UNKNOWN_SERVER_ERROR', 'No answer.');
    if (listed.error !== undefined) throw listed.error;
    return listed.offset ?? 0;
  }

  /** What may be compacted is compacted by then, and nothing else. */
  async check(inspection: Inspection): Promise<void> {
    const { compaction, retention } = this.world.plan;
    await this.readUndisturbed(inspection);
    await this.world.sleep(
      ROUND_MS_MAX + compaction.backoffMs + (compaction.isDeleted ? retention.checkIntervalMs : 0),
    );
    await this.readUndisturbed(inspection);
  }

  /** Retention may let go of what was asked for just now. */
  private async readUndisturbed(inspection: Inspection): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.readAll(inspection, LIMITS);
        return;
      } catch (error) {
        const isGone = error instanceof KafkaError && error.code === 'OFFSET_OUT_OF_RANGE';
        if (!isGone || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }
}

/** Writes for keys of which few are drawn often. */
class KeyedWriter {
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly undertaker: Undertaker;
  private readonly log: CompactedLog;
  private readonly random: SimulatedProcess['random'];
  private order = 0;

  constructor(world: World, process: SimulatedProcess, undertaker: Undertaker, log: CompactedLog) {
    this.world = world;
    this.process = process;
    this.undertaker = undertaker;
    this.log = log;
    this.random = process.random.fork('keyed writes');
  }

  /** Resolves when it is known what became of it. */
  async write({ topic, partition }: TopicPartition): Promise<void> {
    const { process, log, world } = this;
    const write = this.nextWrite();
    const { name, key, value } = write;
    log.write(write);
    world.trace.add(process.name, `writes ${name}: ${key}${value === null ? ' is no more' : ''}`);
    try {
      const headers = [{ key: NAME_HEADER, value: name }];
      const timestamp = process.clock.now();
      const message = { topic, partition, key, value, headers, timestamp };
      const { offset } = await this.undertaker.producer.send(message);
      world.trace.add(process.name, `hears that ${name} is safe at ${offset}`);
      log.acknowledge(write, offset);
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      world.trace.add(process.name, `hears that ${name} may be lost: ${error.message}`);
      write.fate = { type: 'unknown' };
    }
  }

  private nextWrite(): KeyedWrite {
    const { random, process, world } = this;
    const order = this.order++;
    const name = `${process.name}/${order}`;
    const isOften = random.chance(0.8);
    const { keysCount } = world.plan.compaction;
    return {
      name,
      producer: process.name,
      order,
      key: isOften ? `key-${random.below(keysCount)}` : `rare-${random.below(1_000)}`,
      value: random.chance(0.2) ? null : name + '.'.repeat(random.below(PADDING_BYTES_MAX)),
      sentMs: world.time.monotonicMs(),
      fate: { type: 'pending' },
    };
  }
}

function readable({ offset, key, value, headers }: BatchRecord): KeyedRecord {
  const name = headers.find((header) => header.key === NAME_HEADER);
  return {
    offset,
    key: String(key),
    value: value === null ? null : String(value),
    name: String(name?.value),
  };
}
