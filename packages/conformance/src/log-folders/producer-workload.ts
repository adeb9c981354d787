import { SeededRandom } from '@odradek/base/testing';
import { CompressionType, incrementSequence, type RecordToAppend } from '@odradek/protocol';

import type { LogOnDisk } from './log-on-disk.ts';

/** What is known of a producer that writes. */
interface WorkloadProducer {
  readonly id: bigint;
  readonly isTransactional: boolean;
  epoch: number;
  sequence: number;
  /** Whether its transaction is open. */
  isOpen: boolean;
}

const CODECS = Object.values(CompressionType);
const LEADER_EPOCH_MAX = 2;
const VALUE_BYTES_MAX = 2000;
const FIRST_TIMESTAMP = 1_767_225_600_000;

/**
 * Records of plain, idempotent and transactional producers, one batch after the other, all of it from
 * a seed: every codec, null keys and values, headers, transactions that lie inside of each other and
 * end in every way, producers that come back with a new epoch, leaders that change.
 */
export class ProducerWorkload {
  private readonly random: SeededRandom;
  private readonly producers: readonly WorkloadProducer[];
  private timestamp = FIRST_TIMESTAMP;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.producers = Array.from({ length: 6 }, (_, index) => ({
      id: BigInt(1000 * seed + index),
      isTransactional: index < 4,
      epoch: 0,
      sequence: 0,
      isOpen: false,
    }));
  }

  /** Appends so many batches, and the markers between them. */
  async append(target: LogOnDisk, batches: number): Promise<void> {
    for (let batch = 0; batch < batches; batch++) {
      if (this.random.chance(0.02)) this.elect(target);
      if (this.random.chance(0.3)) await this.appendPlain(target);
      else await this.appendOf(target, this.anyProducer());
    }
  }

  /** Another leader, whose epoch is not above what a topic has that was led anew once or twice. */
  private elect(target: LogOnDisk): void {
    target.leaderEpoch = Math.min(target.leaderEpoch + 1, LEADER_EPOCH_MAX);
  }

  /** Ends the transactions that are open. */
  async end(target: LogOnDisk): Promise<void> {
    for (const producer of this.producers) if (producer.isOpen) await this.endOf(target, producer);
  }

  private anyProducer(): WorkloadProducer {
    return this.producers[this.random.below(this.producers.length)]!;
  }

  private async appendPlain(target: LogOnDisk): Promise<void> {
    await target.produce({ compression: this.codec(), records: this.records() });
  }

  private async appendOf(target: LogOnDisk, producer: WorkloadProducer): Promise<void> {
    const { random } = this;
    if (producer.isOpen && random.chance(0.4)) await this.endOf(target, producer);
    if (!producer.isOpen && random.chance(0.1)) {
      producer.epoch++;
      producer.sequence = 0;
    }
    const records = this.records();
    await target.produce({
      compression: this.codec(),
      producerId: producer.id,
      producerEpoch: producer.epoch,
      baseSequence: producer.sequence,
      isTransactional: producer.isTransactional,
      records,
    });
    producer.sequence = incrementSequence(producer.sequence, records.length);
    producer.isOpen = producer.isTransactional;
  }

  private async endOf(target: LogOnDisk, producer: WorkloadProducer): Promise<void> {
    const type = this.random.chance(0.5) ? 'COMMIT' : 'ABORT';
    await target.endTransaction({ type, producerId: producer.id, producerEpoch: producer.epoch });
    producer.isOpen = false;
  }

  private codec(): CompressionType {
    return CODECS[this.random.below(CODECS.length)]!;
  }

  private records(): readonly RecordToAppend[] {
    return Array.from({ length: this.random.between(1, 12) }, () => this.record());
  }

  /** Bytes are those of text, so that they can be compared as they are printed. */
  private record(): RecordToAppend {
    const { random } = this;
    // Some come late, as records of several sources do.
    this.timestamp += random.between(-20, 60);
    const value = random.bytes(random.below(VALUE_BYTES_MAX / 2)).toString('hex');
    const headers = Array.from({ length: random.below(3) }, (_, index) => ({
      key: `header-${index}`,
      value: random.chance(0.2) ? null : `ü${random.below(10)}`,
    }));
    return {
      timestamp: this.timestamp,
      key: random.chance(0.3) ? null : `key-${random.below(20)}`,
      value: random.chance(0.1) ? null : value,
      ...(headers.length === 0 ? {} : { headers }),
    };
  }
}
