import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const BURST_RECORDS_MAX = 5;
const PAUSE_MS_MAX = 50;

/** Sends records by their keys: those of a key are in one partition, in order. */
export class SendByKey implements Undertaking {
  readonly topic = 'keyed';
  readonly partitionsCount = 3;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const { source, sender } = undertaker;
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      for (let count = random.between(1, BURST_RECORDS_MAX); count > 0; count--) {
        void sender.send(source.nextByKey(this.topic, process.clock.now()));
      }
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await undertaker.close();
  };

  async check({ client }: Inspection): Promise<void> {
    for (let partition = 0; partition < this.partitionsCount; partition++) {
      checkLog(this.world, await readLog(client, { topic: this.topic, partition }));
    }
  }
}
