import { KafkaError } from '@odradek/base';
import type { Producer, RecordMetadata } from '@odradek/client';

import { type SentRecord, UNPLACED } from '../history/history.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { World } from '../world/world.ts';

/** Gives records to a producer and notes in the history what it hears of them. */
export class RecordSender {
  private readonly world: World;
  private readonly process: SimulatedProcess;
  private readonly producer: Producer;
  private readonly pending = new Set<SentRecord>();

  constructor(world: World, process: SimulatedProcess, producer: Producer) {
    this.world = world;
    this.process = process;
    this.producer = producer;
    process.whenKilled(() => {
      for (const record of this.pending) world.history.giveUp(record, 'its producer was killed');
    });
  }

  /** How many records have not been answered yet. */
  get pendingCount(): number {
    return this.pending.size;
  }

  /**
   * Sends a record, to its partition, or to that of its key if it has none. Resolves, whatever becomes
   * of it, when that is known. `topic` is how brokers call the topic, if the history calls it
   * otherwise.
   */
  async send(record: SentRecord, topic: string = record.topicPartition.topic): Promise<void> {
    const { world, producer } = this;
    const { key, value, timestamp, topicPartition } = record;
    const { partition } = topicPartition;
    const headers = record.headers.map(([name, text]) => ({ key: name, value: text }));
    this.pending.add(record);
    world.history.send(record);
    world.trace.add(this.process.name, `is given ${record.name}`);
    const { crashesCount } = world;
    try {
      const where = partition === UNPLACED ? { topic } : { topic, partition };
      const metadata = await producer.send({ ...where, key, value, headers, timestamp });
      this.acknowledged(record, metadata);
      if (world.hasFailedLogDirectory) {
        world.events.reach('record acknowledged beside a failed log directory');
      }
      const hasCrashed = crashesCount !== world.crashesCount;
      if (hasCrashed && metadata.offset >= 0) {
        world.events.reach('record acknowledged after a crash');
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.failed(record, error);
    }
  }

  private acknowledged(record: SentRecord, { partition, offset }: RecordMetadata): void {
    const { history, events, trace } = this.world;
    this.pending.delete(record);
    trace.add(this.process.name, `hears that ${record.name} is safe at ${offset}`);
    events.reach(record.producer.acks === 0 ? 'record unacknowledged' : 'record acknowledged');
    if (record.topicPartition.partition === UNPLACED) {
      events.reach('record sent by its key');
      history.place(record, { ...record.topicPartition, partition });
    }
    history.acknowledge(record, offset);
  }

  private failed(record: SentRecord, error: KafkaError): void {
    const { history, events, trace } = this.world;
    this.pending.delete(record);
    trace.add(this.process.name, `hears that ${record.name} may be lost: ${error.message}`);
    events.reach('send failed');
    history.giveUp(record, error.message);
  }
}
