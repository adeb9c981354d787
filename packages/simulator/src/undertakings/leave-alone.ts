import type { Admin } from '@odradek/client';

import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import { partitionName } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const LOOK_MS = 50;
const RECORDS_PER_TOUCH = 4;
const RESTARTS_MIN = 3;
/** The one that has no record until it was left alone long enough. */
const UNUSED_PARTITION = 0;

/** A partition, and when it is used the next time. */
interface LonelyPartition {
  readonly partition: number;
  /** Over how many restarts it is left alone. */
  readonly restarts: number;
  /** How often the broker must have begun to serve before it is used again. */
  servingsMin: number;
  /** The offset behind its last record that is known to be safe. */
  acknowledgedEnd: number;
}

/**
 * Leaves partitions alone over three restarts or more: whether anybody opens them meanwhile or not,
 * what they have is there, and they can be appended to.
 */
export class LeaveAlone implements Undertaking {
  readonly topic = 'lonely';
  readonly partitionsCount = 4;
  private readonly world: World;
  private readonly partitions: readonly LonelyPartition[];

  constructor(world: World) {
    this.world = world;
    this.partitions = Array.from({ length: this.partitionsCount }, (_, partition) => ({
      partition,
      restarts: Math.max(RESTARTS_MIN, partition + 2),
      servingsMin: partition === UNUSED_PARTITION ? 1 + RESTARTS_MIN : 0,
      acknowledgedEnd: 0,
    }));
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      for (const lonely of this.partitions) {
        if (this.world.servingsCount < lonely.servingsMin) continue;
        if (random.chance(0.5)) {
          const what = `ask for the end of ${this.topic}-${lonely.partition}`;
          await undertaker.attempt(what, () => this.lookAtEnd(lonely, undertaker.admin));
        }
        await this.append(lonely, undertaker, process);
      }
      await process.sleep(LOOK_MS);
    }
    await undertaker.close();
  };

  /** What is listed is not yet read, but it must be right before anybody appends. */
  private async lookAtEnd(lonely: LonelyPartition, admin: Admin): Promise<void> {
    const { partition, acknowledgedEnd } = lonely;
    const { topic } = this;
    const { touchedFolders, servingsCount, events } = this.world;
    const [listed] = await admin.listOffsets([{ topic, partition, timestamp: 'latest' }]);
    if (listed?.error !== undefined) throw listed.error;
    const isUntouched = !touchedFolders.has(partitionName({ topic, partition }));
    if (isUntouched && acknowledgedEnd > 0 && servingsCount === this.world.servingsCount) {
      events.reach('end told without opening the log');
    }
    must(
      (listed?.offset ?? 0) >= acknowledgedEnd,
      'acknowledged records are there, at their offset',
      () =>
        `${topic}-${partition} ends at ${listed?.offset}; what is before ${acknowledgedEnd} was ` +
        'acknowledged.',
    );
  }

  private async append(
    lonely: LonelyPartition,
    { source, sender }: Undertaker,
    process: SimulatedProcess,
  ): Promise<void> {
    const { topic, world } = this;
    const { partition } = lonely;
    const records = Array.from({ length: RECORDS_PER_TOUCH }, () =>
      source.next({ topic, partition }, process.clock.now()),
    );
    await Promise.all(records.map((record) => sender.send(record)));
    const ends = records.map(({ fate }) => (fate.type === 'acknowledged' ? fate.offset + 1 : 0));
    const end = Math.max(...ends);
    if (end === 0) return;
    if (lonely.acknowledgedEnd > 0) world.events.reach('partition untouched over three restarts');
    else if (partition === UNUSED_PARTITION) {
      world.events.reach('partition without records over three restarts');
    }
    lonely.acknowledgedEnd = Math.max(lonely.acknowledgedEnd, end);
    lonely.servingsMin = world.servingsCount + lonely.restarts;
  }

  async check({ client }: Inspection): Promise<void> {
    for (const { partition } of this.partitions) {
      checkLog(this.world, await readLog(client, { topic: this.topic, partition }));
    }
  }
}
