import type { KafkaError, Offset } from '@odradek/base';

import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import type { SentRecord } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { RecordSender } from '../workload/record-sender.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 50;
const RECORDS_PER_ROUND = 5;

/**
 * Deletes records up to offsets that are known to be acknowledged: none before such an offset comes
 * back once that was answered, and none behind is lost.
 */
export class DeleteRecords implements Undertaking {
  readonly topic = 'trimmed';
  readonly partitionsCount = 1;
  private readonly world: World;
  /** The offset behind the last record that is known to be there. */
  private acknowledgedEnd: Offset = 0;
  /** Up to where records were to be deleted at most; a request whose answer was lost may have done it. */
  private askedOffset: Offset = 0;
  /** Up to where brokers said that records are deleted. */
  private deletedOffset: Offset = 0;

  constructor(world: World) {
    this.world = world;
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const { source, sender } = undertaker;
    const random = process.random.fork('workload');
    const topicPartition = { topic: this.topic, partition: 0 };
    while (!this.world.isHealed) {
      for (let count = 0; count < RECORDS_PER_ROUND; count++) {
        void this.send(sender, source.next(topicPartition, process.clock.now()));
      }
      await process.sleep(random.below(PAUSE_MS_MAX));
      const end = this.acknowledgedEnd;
      if (end > this.askedOffset && random.chance(0.3)) {
        await this.deleteBefore(undertaker, random.between(this.askedOffset, end));
      }
    }
    await undertaker.close();
  };

  private async send(sender: RecordSender, record: SentRecord): Promise<void> {
    await sender.send(record);
    const { fate } = record;
    if (fate.type !== 'acknowledged') return;
    this.acknowledgedEnd = Math.max(this.acknowledgedEnd, fate.offset + 1);
  }

  private async deleteBefore(undertaker: Undertaker, beforeOffset: Offset): Promise<void> {
    const { topic, world } = this;
    this.askedOffset = beforeOffset;
    await undertaker.attempt(`delete what is before ${beforeOffset}`, async () => {
      const [result] = await undertaker.admin.deleteRecords([
        { topic, partition: 0, beforeOffset },
      ]);
      throwIfAny(result?.error);
      this.deletedOffset = beforeOffset;
      world.events.reach('records deleted');
    });
  }

  async check({ client, admin }: Inspection): Promise<void> {
    const topicPartition = { topic: this.topic, partition: 0 };
    const [listed] = await admin.listOffsets([{ ...topicPartition, timestamp: 'earliest' }]);
    throwIfAny(listed?.error);
    const startOffset = listed?.offset ?? 0;
    must(
      startOffset >= this.deletedOffset,
      'deleted records do not come back',
      () =>
        `${this.topic}-0 begins at ${startOffset}, although what is before ${this.deletedOffset} ` +
        'was deleted.',
    );
    must(
      startOffset <= this.askedOffset,
      'nothing but what was to be deleted is deleted',
      () => `${this.topic}-0 begins at ${startOffset}; at most ${this.askedOffset} was asked for.`,
    );
    checkLog(this.world, await readLog(client, topicPartition, startOffset));
  }
}

function throwIfAny(error: KafkaError | undefined): void {
  if (error !== undefined) throw error;
}
