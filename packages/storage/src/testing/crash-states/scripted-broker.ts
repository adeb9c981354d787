import assert from 'node:assert/strict';

import { KafkaError, METADATA_TOPIC_ID, type Offset, randomUuid } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import {
  endTransactionMarkerBatch,
  RecordBatchBuilder,
  setBaseOffset,
  setPartitionLeaderEpoch,
} from '@odradek/protocol';

import type { Flush } from '../../log/flush-durability.ts';
import type { LogConfig } from '../../log/log-config.ts';
import type { PartitionLog } from '../../log/partition-log.ts';
import { LogManager } from '../../log-manager/log-manager.ts';
import type { TopicIdPartition } from '../../log-manager/partition-directory.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { StorageEvent } from '../../ports/report.ts';
import { logFileName } from '../../segment/log-file-name.ts';
import { accepted } from '../../test-context.ts';
import { testEndOfTurn } from '../end-of-turn.ts';
import { TINY_JOURNAL } from '../small-journal.ts';
import { adoptLog } from '../fault-at-operation/compare-log.ts';
import {
  type ModelBatch,
  type ModelProducer,
  PartitionModel,
} from '../fault-at-operation/partition-model.ts';
import type { DirectoryImage } from './disk-image.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import { CLEANER_SETTINGS, ModelledCleaner } from './modelled-cleaner.ts';
import type { RecordedDisk } from './recorded-disk.ts';

const LOG_DIRECTORY_NAME = 'data';
const LOG_DIRECTORY = `/${LOG_DIRECTORY_NAME}`;

/** A disk whose log directory has never been used. */
export const EMPTY_LOG_DIRECTORY: DirectoryImage = {
  names: new Map([[LOG_DIRECTORY_NAME, { names: new Map() }]]),
};

/** As `accepted` takes timestamps for good that are not far from 0. */
const START = 1000;
const SEEDS = 1_000_000;
const CONFIG: Partial<LogConfig> = {
  segmentBytes: 2000,
  indexIntervalBytes: 300,
  fileDeleteDelayMs: 0,
  retentionMs: -1,
};

/** What the log directory of a disk has. */
export function logDirectoryOf(image: DirectoryImage): DirectoryImage {
  const directory = image.names.get(LOG_DIRECTORY_NAME);
  assert(directory !== undefined && !Buffer.isBuffer(directory), 'the log directory stays');
  return directory;
}

/** What is appended. */
export interface ScriptedAppend {
  /** The default is 1. */
  readonly records?: number;
  /** Of each record; the default is 20. */
  readonly valueBytes?: number;
  /** An idempotent producer; the default is none. */
  readonly producerId?: bigint;
  readonly isTransactional?: boolean;
  /** Of all records; the default is none. */
  readonly key?: string;
  /** Whether the records have no value. */
  readonly isTombstone?: boolean;
}

/** What a broker is started with. */
export interface ScriptedBrokerOptions {
  readonly disk: RecordedDisk;
  readonly config?: Partial<LogConfig>;
  /** Makes the ids of topics. */
  readonly seed?: number;
}

/** What the logs of a broker on a recorded disk are made of. */
export interface ScriptedLogManagerOptions {
  readonly fileSystem: FileSystem;
  readonly clock: ManualClock;
  readonly events: StorageEvent[];
  /** By topic; those that come later too. */
  readonly models: ReadonlyMap<string, PartitionModel>;
  readonly config?: Partial<LogConfig> | undefined;
}

/**
 * The storage of a broker on a recorded disk, driven by a script, with what the disk has to have at
 * every moment. A crash later may find any operation begun and not ended: what that leaves open stands
 * in the `doubt` of the models while it is under way.
 */
export class ScriptedBroker {
  readonly clock: ManualClock = new ManualClock({ now: START });
  readonly events: StorageEvent[] = [];
  private readonly options: ScriptedBrokerOptions;
  private disk: RecordedDisk;
  private running: LogManager | undefined;
  private readonly random: SeededRandom;
  private models = new Map<string, PartitionModel>();
  private readonly deleted: TopicIdPartition[] = [];
  /** What is durable with `odradek.flush=os`, or was when it was set. */
  private readonly durableEnds = new Map<string, Offset>();
  /** The setting of topics for which it was changed. */
  private readonly flushes = new Map<string, Flush>();
  private lacksIndexes = false;
  private batchesCount = 0;

  constructor(options: ScriptedBrokerOptions) {
    this.options = options;
    this.disk = options.disk;
    this.random = new SeededRandom(options.seed ?? 1);
    this.running = this.newManager();
  }

  private newManager(): LogManager {
    const { disk: fileSystem, clock, events, models } = this;
    return newLogManager({ fileSystem, clock, events, models, config: this.options.config });
  }

  private get manager(): LogManager {
    if (this.running === undefined) throw new Error('the broker was killed');
    return this.running;
  }

  get expectation(): Expectation {
    const { models, deleted, durableEnds, lacksIndexes } = this;
    return expectationOf({ models: [...models.values()], deleted, durableEnds, lacksIndexes });
  }

  /** Those that were ever spoken of. */
  get topics(): readonly string[] {
    return [...this.models.keys()];
  }

  /** The model of a topic with one partition, which is created if there is none. */
  model(topic: string): PartitionModel {
    const known = this.models.get(topic);
    if (known !== undefined) return known;
    const id = randomUuid(this.random);
    const model = new PartitionModel(topic, id === METADATA_TOPIC_ID ? `${id}A` : id);
    this.models.set(topic, model);
    return model;
  }

  /** The log of a topic, opened if it is not. */
  log(topic: string): Promise<PartitionLog> {
    return this.manager.getOrCreate(this.model(topic).partition);
  }

  /** Looks through the log directory, as a broker does first. */
  async start(): Promise<void> {
    await startManager(this.manager, this.deleted);
  }

  /** Stops in order and starts again. */
  restart(): Promise<void> {
    return this.restartAfter(async () => {});
  }

  /**
   * Is killed, and started again: what was written is there, synced or not, and what is found then is
   * shown to consumers.
   */
  async kill(): Promise<void> {
    this.startAnother();
    await this.reopen();
  }

  private startAnother(): void {
    assert(this.running !== undefined, 'a broker that was succeeded does nothing any more');
    this.disk = this.disk.kill();
    // What the killed process may still come to is not told to anybody.
    this.models = copiesOf(this.models);
    this.running = this.newManager();
  }

  /** Is killed, and started again; no log is opened before it is needed. */
  async killUnopened(): Promise<void> {
    this.startAnother();
    await this.start();
  }

  /**
   * Is killed, whatever its script is doing, which does not go on. Answers the broker that comes next,
   * which is started with `reopen`.
   */
  successor(): ScriptedBroker {
    const { options } = this;
    this.running = undefined;
    const next = new ScriptedBroker({
      ...options,
      disk: this.disk.kill(),
      seed: this.random.below(SEEDS),
    });
    for (const [topic, model] of copiesOf(this.models)) next.models.set(topic, model);
    next.deleted.push(...this.deleted);
    for (const [topic, offset] of this.durableEnds) next.durableEnds.set(topic, offset);
    next.batchesCount = this.batchesCount;
    next.lacksIndexes = this.lacksIndexes;
    return next;
  }

  /** Starts on what there is: what may or may not be there is certain then. */
  async reopen(): Promise<void> {
    await this.start();
    for (const model of this.models.values()) {
      if (model.doubt.isDeleted) await this.finishDeletion(model);
      await adoptLog(await this.log(model.topic), model, { failedAppends: true });
      if (this.options.config?.flush !== 'os') continue;
      this.durableEnds.set(model.topic, model.endOffset);
    }
  }

  /** Stops in order. */
  stop(): Promise<void> {
    return this.manager.close();
  }

  /** Appends a batch and waits until it is acknowledged. */
  append(topic: string, options: ScriptedAppend = {}): Promise<void> {
    const appending = this.appendWhenOpen(topic, options);
    // A script that is killed before it waits for it is no failure.
    void Promise.allSettled([appending]);
    return appending;
  }

  private async appendWhenOpen(topic: string, options: ScriptedAppend): Promise<void> {
    await this.appendTo(await this.log(topic), topic, options);
  }

  /** Appends one batch to each, in one turn, and waits for all. */
  async appendToAll(topics: readonly string[], options: ScriptedAppend = {}): Promise<void> {
    const logs: PartitionLog[] = [];
    for (const topic of topics) logs.push(await this.log(topic));
    await Promise.all(logs.map((log, index) => this.appendTo(log, topics[index] ?? '', options)));
  }

  private appendTo(log: PartitionLog, topic: string, options: ScriptedAppend): Promise<void> {
    const { records = 1, valueBytes = 20, producerId, isTransactional = false } = options;
    const { key = null, isTombstone = false } = options;
    const model = this.model(topic);
    const producer = producerOf(model, producerId, isTransactional);
    const timestamp = this.clock.now();
    const name = `${topic}.${this.batchesCount++}.`;
    const values = Array.from({ length: records }, (_, index) =>
      `${name}${index}`.padEnd(valueBytes, 'x'),
    );
    const builder = new RecordBatchBuilder({
      producerId: producerId ?? -1n,
      producerEpoch: producerId === undefined ? -1 : 0,
      baseSequence: producer?.baseSequence ?? -1,
      isTransactional,
    });
    values.forEach((value, index) => {
      const record = { timestamp: timestamp + index, key, value: isTombstone ? null : value };
      builder.append(record);
    });
    const bytes = builder.build();
    const draft = { bytes, timestamp, producer, count: records };
    return this.track(model, draft, (onDurable) => {
      const { leaderEpoch } = model;
      const outcome = log.appendAsLeader(accepted(Buffer.from(bytes)), {
        leaderEpoch,
        onDurable,
      });
      assert(outcome.type === 'appended', `${topic}: ${JSON.stringify(outcome)}`);
      return outcome.baseOffset;
    });
  }

  /** Ends the transaction of a producer. */
  async endTransaction(topic: string, producerId: bigint, type: 'COMMIT' | 'ABORT'): Promise<void> {
    const log = await this.log(topic);
    const model = this.model(topic);
    const end = { type, producerId, producerEpoch: 0, coordinatorEpoch: 0 } as const;
    const timestamp = this.clock.now();
    const bytes = endTransactionMarkerBatch({ ...end, timestamp });
    const producer: ModelProducer = {
      id: producerId,
      baseSequence: model.nextSequenceOf(producerId),
      isTransactional: true,
      marker: type,
    };
    await this.track(model, { bytes, timestamp, producer, count: 1 }, (onDurable) => {
      const { leaderEpoch } = model;
      const version = { transactionVersion: 1 };
      const outcome = log.endTransaction({ ...end, ...version }, { leaderEpoch, onDurable });
      assert(outcome.type === 'appended', `${topic}: ${JSON.stringify(outcome)}`);
      return outcome.baseOffset;
    });
  }

  private async track(
    model: PartitionModel,
    draft: Pick<ModelBatch, 'bytes' | 'timestamp' | 'producer'> & { readonly count: number },
    append: (onDurable: (error?: KafkaError) => void) => Offset,
  ): Promise<void> {
    const { count, timestamp, producer } = draft;
    const bytes = Buffer.from(draft.bytes);
    const { leaderEpoch } = model;
    await new Promise<void>((resolve, reject) => {
      const baseOffset = append((error) => {
        if (error !== undefined) {
          model.refused(batch);
          reject(error);
          return;
        }
        model.acknowledged(batch);
        this.noteDurable(model);
        resolve();
      });
      setBaseOffset(bytes, 0, baseOffset);
      setPartitionLeaderEpoch(bytes, 0, leaderEpoch);
      const nextOffset = baseOffset + count;
      const batch = { baseOffset, nextOffset, bytes, timestamp, leaderEpoch, producer };
      model.begun(batch);
    });
  }

  /** `odradek.flush` of the topic is another from now on. */
  async changeFlush(topic: string, flush: Flush): Promise<void> {
    this.flushes.set(topic, flush);
    (await this.log(topic)).configure({ flush });
  }

  /**
   * With a journal everything is durable that is acknowledged, also what was not synced before; with
   * `flush.messages` all but fewer records than that.
   */
  private noteDurable({ topic, startOffset, endOffset, batches }: PartitionModel): void {
    const { flush, flushMessages = Infinity } = this.options.config ?? {};
    if (flush !== 'os') return;
    const unsyncedMax = this.flushes.get(topic) === 'journal' ? 1 : flushMessages;
    const ends = [0, startOffset, ...batches.map(({ nextOffset }) => nextOffset)];
    const least = Math.min(...ends.filter((end) => endOffset - end < unsyncedMax));
    this.durableEnds.set(topic, Math.max(this.durableEnds.get(topic) ?? 0, least));
  }

  /** Truncated, or another topic: what is behind it is not there any more. */
  private limitDurable({ topic, endOffset }: PartitionModel): void {
    this.durableEnds.set(topic, Math.min(this.durableEnds.get(topic) ?? 0, endOffset));
  }

  /** Whether topics have `cleanup.policy=compact`. */
  get isCompacted(): boolean {
    return this.options.config?.isCompacted === true;
  }

  /** Compacts what is dirty. */
  async clean(): Promise<void> {
    await this.manager.cleanLogs(() => CLEANER_SETTINGS);
  }

  async roll(topic: string): Promise<void> {
    await (await this.log(topic)).roll();
  }

  /** Writes down the recovery points as they are: those of complete segments have advanced. */
  saveRecoveryPoints(): Promise<void> {
    return this.manager.checkpoint(Number.MAX_SAFE_INTEGER);
  }

  /** Brings recovery points forward: what is before them is durable. */
  async checkpoint(): Promise<void> {
    const ends = [...this.models.values()].map((model) => [model, model.endOffset] as const);
    await this.manager.checkpoint();
    if (this.options.config?.flush !== 'os') return;
    for (const [model, end] of ends) {
      const durableEnd = this.durableEnds.get(model.topic) ?? 0;
      const isOpen = this.manager.get(model.topic, 0) !== undefined;
      if (isOpen && end <= model.endOffset) {
        this.durableEnds.set(model.topic, Math.max(durableEnd, end));
      }
    }
  }

  async deleteRecords(topic: string, offset: Offset): Promise<void> {
    const log = await this.log(topic);
    const model = this.model(topic);
    model.doubt.startMax = Math.max(model.doubt.startMax, offset);
    await log.deleteRecordsBefore(offset);
    model.begin(offset);
  }

  /** Deletes what retention lets go. */
  async deleteOldSegments(): Promise<void> {
    for (const model of this.models.values()) {
      await this.log(model.topic);
      model.doubt.startMax = model.endOffset;
    }
    await this.manager.deleteOldSegments();
    for (const model of this.models.values()) {
      model.begin((await this.log(model.topic)).logStartOffset);
      model.doubt.startMax = -1;
    }
  }

  /** Takes the end away, as a follower of a new leader does. */
  async truncate(topic: string, offset: Offset): Promise<void> {
    const log = await this.log(topic);
    const model = this.model(topic);
    model.doubt.endMin = model.endAfterTruncation(offset);
    // The last entry of its index goes with the records, and is made again when it is missed.
    this.lacksIndexes = true;
    await log.truncateTo(offset);
    model.truncateTo(offset);
    this.limitDurable(model);
    model.settle();
    model.leaderEpoch++;
  }

  /** Takes everything away. */
  async truncateFully(topic: string, offset: Offset): Promise<void> {
    const log = await this.log(topic);
    const model = this.model(topic);
    Object.assign(model.doubt, { emptiedAt: offset, endMin: 0, startMax: Infinity });
    await log.truncateFullyAndStartAt(offset);
    model.clear(offset);
    this.limitDurable(model);
    model.leaderEpoch++;
  }

  /** Another leader, which may write before anything is known of it. */
  async changeLeaderEpoch(topic: string): Promise<void> {
    const log = await this.log(topic);
    const model = this.model(topic);
    model.leaderEpoch++;
    log.assignEpochStartOffset(model.leaderEpoch);
  }

  /** Deletes a topic, which the metadata knows to be deleted before. */
  async delete(topic: string): Promise<void> {
    const model = this.model(topic);
    model.doubt.isDeleted = true;
    await this.finishDeletion(model);
  }

  private async finishDeletion(model: PartitionModel): Promise<void> {
    const { partition } = model;
    await this.manager.delete(partition);
    this.deleted.push(partition);
    model.recreate(randomUuid(this.random));
    this.limitDurable(model);
  }

  /** Somebody removes index files of a segment, durably and in this order, while the broker is stopped. */
  async removeIndexes(topic: string, baseOffset: Offset, types: readonly string[]): Promise<void> {
    const folder = `${LOG_DIRECTORY}/${topic}-0`;
    this.lacksIndexes = true;
    for (const type of types) {
      await this.disk.remove(`${folder}/${logFileName(baseOffset, 'log').replace('log', type)}`);
      await this.disk.syncDirectory(folder);
    }
  }

  /** The next write to a segment finds room for a part only; what is appended is refused. */
  async appendWithoutRoom(topic: string, options: ScriptedAppend = {}): Promise<void> {
    await this.log(topic);
    this.disk.refuseWrite(/\.log$/);
    try {
      await this.append(topic, options);
    } catch (error) {
      if (!(error instanceof KafkaError) || error.code !== 'KAFKA_STORAGE_ERROR') throw error;
      return;
    }
    throw new Error('there was no room, and it was appended');
  }

  /** Stops in order, and does something before the next start. */
  async restartAfter(meanwhile: () => Promise<void>): Promise<void> {
    await this.manager.close();
    await meanwhile();
    this.running = this.newManager();
    await this.reopen();
  }

  /** Lets promises go on for some turns, so that what was begun is somewhere on its way. */
  async turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) await Promise.resolve();
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }
}

function copiesOf(models: ReadonlyMap<string, PartitionModel>): Map<string, PartitionModel> {
  return new Map([...models].map(([topic, model]) => [topic, model.copy()]));
}

/** The logs of a directory as a script and whoever opens its disk afterwards have them. */
export function newLogManager({
  fileSystem,
  clock,
  events,
  models,
  config = {},
}: ScriptedLogManagerOptions): LogManager {
  const modelOf = (directory: string): PartitionModel | undefined =>
    [...models.values()].find(({ topic }) => directory === `${LOG_DIRECTORY}/${topic}-0`);
  return new LogManager({
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock,
    report: (event) => events.push(event),
    random: new SeededRandom(1),
    directories: [LOG_DIRECTORY],
    journal: TINY_JOURNAL,
    segmentCleaner: new ModelledCleaner({ fileSystem, clock, modelOf }),
    config: { ...CONFIG, ...config },
  });
}

/** As a broker does before it opens logs: folders of topics that are deleted go. */
export async function startManager(
  manager: LogManager,
  deleted: readonly TopicIdPartition[],
): Promise<void> {
  for (const { topic, partition } of await manager.listPartitions()) {
    const topicId = await manager.topicIdOf(topic, partition);
    const isDeleted = deleted.some((other) => other.topicId === topicId);
    if (topicId !== undefined && isDeleted) await manager.delete({ topic, topicId, partition });
  }
}

function producerOf(
  model: PartitionModel,
  id: bigint | undefined,
  isTransactional: boolean,
): ModelProducer | undefined {
  if (id === undefined) return undefined;
  return { id, baseSequence: model.nextSequenceOf(id), isTransactional };
}
