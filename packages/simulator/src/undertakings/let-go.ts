import type { KafkaError, Offset } from '@odradek/base';
import type { Admin, ConfigChange } from '@odradek/client';

import { checkLog, type FinalLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import { must } from '../history/violation.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 50;
const RECORDS_PER_ROUND = 8;
/** How long the slowest disk takes for a round of retention. */
const ROUND_MS_MAX = 20_000;
/** What a record batch has in front of what its length counts. */
const LENGTH_PREFIX_BYTES = 12;

/**
 * Lets retention delete the oldest records of a topic while it is written: what has gone does not come
 * back, what is kept is whole, and in the end no more is kept than has to be.
 */
export class LetGo implements Undertaking {
  readonly topic = 'fading';
  readonly partitionsCount = 1;
  readonly configs: Readonly<Record<string, string>>;
  private readonly world: World;
  /** Where the log began the last time that somebody asked. */
  private startOffset: Offset = 0;

  constructor(world: World) {
    this.world = world;
    const { bytes, ms } = world.plan.retention;
    this.configs = { 'retention.bytes': String(bytes), 'retention.ms': String(ms) };
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const { source, sender, admin } = undertaker;
    const random = process.random.fork('workload');
    const topicPartition = { topic: this.topic, partition: 0 };
    while (!this.world.isHealed) {
      for (let count = 0; count < RECORDS_PER_ROUND; count++) {
        void sender.send(source.next(topicPartition, process.clock.now()));
      }
      await process.sleep(random.below(PAUSE_MS_MAX));
      if (random.chance(0.2)) {
        await undertaker.attempt('ask where the log begins', () => this.lookAtStart(admin));
      }
    }
    await undertaker.close();
  };

  private async lookAtStart(admin: Admin): Promise<void> {
    const { topic } = this;
    const before = this.startOffset;
    const [listed] = await admin.listOffsets([{ topic, partition: 0, timestamp: 'earliest' }]);
    throwIfAny(listed?.error);
    const now = listed?.offset ?? 0;
    must(
      now >= before,
      'deleted records do not come back',
      () => `${topic}-0 began at ${before}, and begins at ${now} now.`,
    );
    this.startOffset = now;
    if (now > 0) this.world.events.reach('start raised by retention');
  }

  async check({ client, admin }: Inspection): Promise<void> {
    const { topic, world } = this;
    const { checkIntervalMs } = world.plan.retention;
    await world.sleep(checkIntervalMs + ROUND_MS_MAX);
    // From now on it holds still, so that it can be read from its beginning to its end.
    const forever = ['retention.bytes', 'retention.ms'].map((name): ConfigChange => ({
      name,
      operation: 'set',
      value: '-1',
    }));
    const [altered] = await admin.incrementalAlterConfigs([
      { type: 'topic', name: topic, changes: forever },
    ]);
    throwIfAny(altered?.error);
    await world.sleep(ROUND_MS_MAX);
    await this.lookAtStart(admin);
    const log = await readLog(client, { topic, partition: 0 }, this.startOffset);
    checkLog(world, log);
    this.checkSize(log);
  }

  /** Only whole segments go, and only if enough stays without them. */
  private checkSize({ batches }: FinalLog): void {
    const { segmentBytes, retention } = this.world.plan;
    const bytes = batches.reduce(
      (sum, { header }) => sum + LENGTH_PREFIX_BYTES + header.batchLength,
      0,
    );
    must(
      bytes <= retention.bytes + segmentBytes,
      'retention lets go of what is too much',
      () =>
        `${this.topic}-0 has ${bytes} bytes, retention.bytes=${retention.bytes}, ` +
        `segment.bytes=${segmentBytes}.`,
    );
  }
}

function throwIfAny(error: KafkaError | undefined): void {
  if (error !== undefined) throw error;
}
