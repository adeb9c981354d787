import { KafkaError, type Uuid } from '@odradek/base';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  defaultDeleteTopicsRequest,
  defaultDeleteTopicState,
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  readDeleteTopicsResponse,
  writeDeleteTopicsRequest,
} from '@odradek/protocol/messages/20-delete-topics';

import { checkLog, type FinalLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import { type ClientApi, RawClient } from '../client/raw-client.ts';
import { nameOf, type SentRecord, type TopicPartition } from '../history/history.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { RecordSender } from '../workload/record-sender.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 100;
const RECORDS_PER_ROUND = 5;
const REQUEST_MS = 2_000;

/** The first version that names topics by id: a copy that comes late cannot delete a later topic. */
const DELETE_TOPICS: ClientApi<DeleteTopicsRequest, DeleteTopicsResponse> = {
  apiKey: 20,
  version: 6,
  writeRequest: writeDeleteTopicsRequest,
  readResponse: readDeleteTopicsResponse,
};

/**
 * Deletes a topic and creates another with the same name: it begins empty, and no record of those
 * before it ever comes back. Records are produced to topic ids, so that not even a copy that comes
 * late may do that. Sometimes the topic is deleted when all records are settled, sometimes in the
 * middle of appends: what is on its way then may be in either topic, or in none.
 */
export class CreateAnew implements Undertaking {
  readonly topic = 'reborn';
  readonly partitionsCount = 1;
  private readonly world: World;
  /** The topics that there were, each under a name of its own in the history. */
  private generation = 1;
  private state: 'there' | 'to delete' | 'to create' = 'there';
  /** The records that were on their way when their topic was deleted. */
  private readonly astride = new Set<SentRecord>();
  private readonly pending = new Set<SentRecord>();
  /** How often the broker had crashed when the deletion of the topic began. */
  private crashesCount = 0;

  constructor(world: World) {
    this.world = world;
  }

  private get topicPartition(): TopicPartition {
    return { topic: `${this.topic}.${this.generation}`, partition: 0 };
  }

  readonly program: ClientProgram = async (process) => {
    const random = process.random.fork('workload');
    const ends: Promise<void>[] = [];
    for (let round = 1; !this.world.isHealed || this.state !== 'there'; round++) {
      const undertaker = new Undertaker(this.world, process, `${process.name}.${round}`);
      if (this.state === 'there') {
        const sends = this.sendSome(undertaker, process);
        const isReplaced = random.chance(0.2);
        if (isReplaced && random.chance(0.5)) await process.sleep(random.below(PAUSE_MS_MAX));
        else await sends;
        if (isReplaced) this.beginReplacement();
      } else {
        await this.replace(undertaker, process);
      }
      ends.push(undertaker.close());
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await Promise.all(ends);
  };

  private async sendSome({ source, sender }: Undertaker, process: SimulatedProcess): Promise<void> {
    const records = Array.from({ length: RECORDS_PER_ROUND }, () =>
      source.next(this.topicPartition, process.clock.now()),
    );
    await Promise.all(records.map((record) => this.send(record, sender)));
  }

  private async send(record: SentRecord, sender: RecordSender): Promise<void> {
    this.pending.add(record);
    await sender.send(record, this.topic);
    this.pending.delete(record);
  }

  private beginReplacement(): void {
    this.state = 'to delete';
    this.crashesCount = this.world.crashesCount;
    for (const record of this.pending) {
      if (record.fate.type !== 'pending') continue;
      this.astride.add(record);
      this.world.events.reach('topic deleted in the middle of appends');
    }
  }

  private async replace(undertaker: Undertaker, process: SimulatedProcess): Promise<void> {
    if (this.state === 'to delete') {
      const isDeleted = await undertaker.attempt('delete the topic', () =>
        this.deleteTopic(undertaker, process),
      );
      if (!isDeleted) return;
      this.state = 'to create';
      this.generation++;
    }
    const isCreated = await undertaker.attempt('create it anew', async () => {
      const topics = [{ name: this.topic, partitions: this.partitionsCount }];
      const [result] = await undertaker.admin.createTopics(topics);
      // An earlier request, whose answer was lost, may have done it.
      const error = result?.error;
      if (error !== undefined && error.code !== 'TOPIC_ALREADY_EXISTS') throw error;
    });
    if (!isCreated) return;
    this.state = 'there';
    const { events, crashesCount } = this.world;
    events.reach('topic created anew');
    if (crashesCount > this.crashesCount) events.reach('broker crashed while a topic was replaced');
  }

  private async deleteTopic({ admin }: Undertaker, process: SimulatedProcess): Promise<void> {
    const [described] = await admin.describeTopics([this.topic]);
    // An earlier request, whose answer was lost, may have done it.
    if (described?.error?.code === 'UNKNOWN_TOPIC_OR_PARTITION') return;
    if (described?.error !== undefined) throw described.error;
    if (described === undefined) throw new KafkaError('UNKNOWN_SERVER_ERROR', 'No description.');
    await this.deleteById(described.topicId, process);
  }

  private async deleteById(topicId: Uuid, process: SimulatedProcess): Promise<void> {
    const client = await RawClient.connect(process, this.world.endpoint, REQUEST_MS);
    try {
      const request = {
        ...defaultDeleteTopicsRequest,
        topics: [{ ...defaultDeleteTopicState, topicId }],
        timeoutMs: REQUEST_MS,
      };
      const { responses } = await client.request(DELETE_TOPICS, request, REQUEST_MS);
      const errorCode = responses[0]?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
      if (errorCode !== ErrorCode.NONE) throw errorOf(errorCode);
    } finally {
      client.close();
    }
  }

  async check({ client }: Inspection): Promise<void> {
    const log = await readLog(client, { topic: this.topic, partition: 0 });
    this.settleAstride(log);
    checkLog(this.world, { ...log, topicPartition: this.topicPartition });
  }

  /** Of a record that was on its way nobody but the log can tell which topic it has reached. */
  private settleAstride({ batches }: FinalLog): void {
    const names = new Set(
      batches.flatMap(({ records }) => records.map(({ value }) => nameOf(value))),
    );
    for (const record of this.astride) {
      record.fate = { type: 'unknown', reason: 'its topic was deleted meanwhile' };
      if (names.has(record.name)) record.topicPartition = this.topicPartition;
    }
  }
}
