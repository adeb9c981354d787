import { readLog } from '../checker/read-logs.ts';
import { UnsyncedRecords } from '../checker/unsynced-records.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';
import { lookAtUnsyncedEnd, sendUnsynced } from './unsynced-topic.ts';

/** The topic whose records are never journalled. */
export const UNSYNCED_TOPIC = 'hasty';

const PAUSE_MS_MAX = 50;
const RECORDS_PER_ROUND_MAX = 10;

/**
 * Sends records to a topic that leaves it to the system when they become durable: a loss of power may
 * take the last of them, but none from the middle, and nothing else takes any.
 */
export class LeaveToTheSystem implements Undertaking {
  readonly topic: string = UNSYNCED_TOPIC;
  readonly partitionsCount = 2;
  readonly configs: Readonly<Record<string, string>>;
  private readonly world: World;
  private readonly records: UnsyncedRecords;

  constructor(world: World) {
    this.world = world;
    const { messages, ms } = world.plan.flush;
    this.configs = {
      'odradek.flush': 'os',
      'flush.messages': String(messages),
      'flush.ms': String(ms),
    };
    this.records = new UnsyncedRecords(world, messages);
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      const topicPartition = { topic: this.topic, partition: random.below(this.partitionsCount) };
      if (random.chance(0.3)) {
        await undertaker.attempt(`ask for an end of ${this.topic}`, () =>
          lookAtUnsyncedEnd(this.records, undertaker.admin, topicPartition),
        );
      }
      const count = random.between(1, RECORDS_PER_ROUND_MAX);
      await sendUnsynced(this.records, undertaker, process, { topicPartition, count });
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await undertaker.close();
  };

  async check({ client }: Inspection): Promise<void> {
    for (let partition = 0; partition < this.partitionsCount; partition++) {
      this.records.check(await readLog(client, { topic: this.topic, partition }));
    }
  }
}
