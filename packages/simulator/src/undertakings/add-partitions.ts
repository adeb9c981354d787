import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 50;
const PARTITIONS_MAX = 5;
const BURST_RECORDS_MAX = 5;

/** Adds partitions to a topic and uses them at once: whatever happens then, they stay. */
export class AddPartitions implements Undertaking {
  readonly topic = 'growing';
  readonly partitionsCount = 1;
  private readonly world: World;
  /** How many partitions there are for certain. */
  private knownCount = 1;

  constructor(world: World) {
    this.world = world;
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const { source, sender } = undertaker;
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      const topicPartition = { topic: this.topic, partition: random.below(this.knownCount) };
      for (let count = random.between(1, BURST_RECORDS_MAX); count > 0; count--) {
        const record = source.next(topicPartition, process.clock.now());
        void sender.send(record).then(() => {
          if (record.fate.type === 'acknowledged' && topicPartition.partition > 0) {
            this.world.events.reach('record acknowledged in an added partition');
          }
        });
      }
      await process.sleep(random.below(PAUSE_MS_MAX));
      if (this.knownCount < PARTITIONS_MAX && random.chance(0.1)) await this.grow(undertaker);
    }
    await undertaker.close();
  };

  private async grow(undertaker: Undertaker): Promise<void> {
    const { topic: name, world } = this;
    const count = this.knownCount + 1;
    await undertaker.attempt(`add partition ${count - 1}`, async () => {
      const [result] = await undertaker.admin.createPartitions([{ name, count }]);
      // An earlier request, whose answer was lost, may have done it.
      const error = result?.error;
      if (error !== undefined && error.code !== 'INVALID_PARTITIONS') throw error;
      this.knownCount = count;
      world.events.reach('partitions added');
    });
  }

  async check({ client }: Inspection): Promise<void> {
    for (let partition = 0; partition < this.knownCount; partition++) {
      checkLog(this.world, await readLog(client, { topic: this.topic, partition }));
    }
  }
}
