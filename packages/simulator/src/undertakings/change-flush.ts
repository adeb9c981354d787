import { KafkaError } from '@odradek/base';
import type { Admin } from '@odradek/client';

import { readLog } from '../checker/read-logs.ts';
import { UnsyncedRecords } from '../checker/unsynced-records.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';
import { lookAtUnsyncedEnd, sendUnsynced } from './unsynced-topic.ts';

type Flush = 'journal' | 'os';

const FLUSH = 'odradek.flush';
const PAUSE_MS_MAX = 30;
const RECORDS_PER_ROUND_MAX = 6;

/**
 * Changes how the records of a topic become durable while it is written to. What was journalled for
 * certain is never lost, and so nothing before it.
 */
export class ChangeFlush implements Undertaking {
  readonly topic = 'wavering';
  readonly partitionsCount = 1;
  private readonly world: World;
  private readonly records: UnsyncedRecords;
  /** How it is set, if that is known: a change may come late whose answer was lost. */
  private flush: Flush | undefined = 'journal';
  /** Whether records may have been acknowledged that nothing has synced yet. */
  private mayHaveUnsynced = false;

  constructor(world: World) {
    this.world = world;
    this.records = new UnsyncedRecords(world, Number.MAX_SAFE_INTEGER);
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    // What another life has begun may still come.
    this.flush = undefined;
    while (!this.world.isHealed) {
      if (random.chance(0.3)) await this.change(undertaker, random.chance(0.5) ? 'journal' : 'os');
      const topicPartition = { topic: this.topic, partition: 0 };
      if (random.chance(0.2)) {
        await undertaker.attempt(`ask for the end of ${this.topic}`, () =>
          lookAtUnsyncedEnd(this.records, undertaker.admin, topicPartition),
        );
      }
      await this.send(undertaker, process, random.between(1, RECORDS_PER_ROUND_MAX));
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await undertaker.close();
  };

  private async change(undertaker: Undertaker, flush: Flush): Promise<void> {
    this.flush = undefined;
    await undertaker.attempt(`set ${FLUSH} to ${flush}`, async () => {
      const changes = [{ name: FLUSH, operation: 'set', value: flush }] as const;
      const [altered] = await undertaker.admin.incrementalAlterConfigs([
        { type: 'topic', name: this.topic, changes },
      ]);
      throwIfAny(altered?.error);
      this.flush = flush;
      const { events } = this.world;
      events.reach(flush === 'os' ? 'topic no longer journalled' : 'topic journalled from now on');
    });
  }

  private async send(
    undertaker: Undertaker,
    process: SimulatedProcess,
    count: number,
  ): Promise<void> {
    const before = this.flush;
    const topicPartition = { topic: this.topic, partition: 0 };
    const sent = await sendUnsynced(this.records, undertaker, process, { topicPartition, count });
    this.flush = undefined;
    await undertaker.attempt(`ask for ${FLUSH} of ${this.topic}`, async () => {
      this.flush = await this.described(undertaker.admin);
    });
    // A change that came late has not been taken back by anybody.
    if (before !== 'journal' || this.flush !== 'journal') {
      this.mayHaveUnsynced = true;
      return;
    }
    for (const record of sent) {
      if (record.fate.type !== 'acknowledged') continue;
      this.records.noteDurable(record);
      if (!this.mayHaveUnsynced) continue;
      this.mayHaveUnsynced = false;
      this.world.events.reach('record journalled behind others that are not');
    }
  }

  private async described(admin: Admin): Promise<Flush> {
    const [described] = await admin.describeConfigs([{ type: 'topic', name: this.topic }]);
    throwIfAny(described?.error);
    const value = described?.configs.find(({ name }) => name === FLUSH)?.value;
    if (value === 'journal' || value === 'os') return value;
    throw new KafkaError('UNKNOWN_SERVER_ERROR', `${FLUSH} is described as ${value}.`);
  }

  async check({ client }: Inspection): Promise<void> {
    this.records.check(await readLog(client, { topic: this.topic, partition: 0 }));
  }
}

function throwIfAny(error: KafkaError | undefined): void {
  if (error !== undefined) throw error;
}
