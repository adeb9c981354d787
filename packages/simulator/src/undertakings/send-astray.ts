import { KafkaError } from '@odradek/base';

import { checkLog } from '../checker/check-log.ts';
import { readLog } from '../checker/read-logs.ts';
import type { SentRecord, TopicPartition } from '../history/history.ts';
import { must, Violation } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { ClientProgram } from '../workload/client-machine.ts';
import type { World } from '../world/world.ts';
import { Undertaker } from './undertaker.ts';
import type { Inspection, Undertaking } from './undertaking.ts';

const PAUSE_MS_MAX = 100;
const RECORDS_PER_ROUND = 3;
const MISSING_PARTITION = 99;

/**
 * Sends records to a partition that is not there, between others of the same producer: those are
 * refused, these are none the worse for it.
 */
export class SendAstray implements Undertaking {
  readonly topic = 'astray';
  readonly partitionsCount = 1;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  private get topicPartition(): TopicPartition {
    return { topic: this.topic, partition: 0 };
  }

  readonly program: ClientProgram = async (process) => {
    const undertaker = new Undertaker(this.world, process);
    const random = process.random.fork('workload');
    while (!this.world.isHealed) {
      if (random.chance(0.2)) void this.sendAstray(undertaker, process);
      for (let count = 0; count < RECORDS_PER_ROUND; count++) void this.send(undertaker, process);
      await process.sleep(random.below(PAUSE_MS_MAX));
    }
    await this.sendWhenAllIsWell(undertaker, process);
    await undertaker.close();
  };

  /**
   * Once a record is acknowledged nothing but a stray one can be the reason why another is not. Before,
   * the log may be recovered, which takes long on a slow disk.
   */
  private async sendWhenAllIsWell(
    undertaker: Undertaker,
    process: SimulatedProcess,
  ): Promise<void> {
    while ((await this.send(undertaker, process)).type !== 'acknowledged') continue;
    const refused = this.sendAstray(undertaker, process);
    const fate = await this.send(undertaker, process);
    must(
      fate.type === 'acknowledged',
      'a record for a partition that is not there holds up no other',
      () => `A record of the same producer to ${this.topic}-0 is ${JSON.stringify(fate)}.`,
    );
    const code = await refused;
    must(
      code === 'UNKNOWN_TOPIC_OR_PARTITION',
      'a record for a partition that is not there is refused',
      () => `It was refused with ${code}.`,
    );
  }

  private async send(
    { source, sender }: Undertaker,
    process: SimulatedProcess,
  ): Promise<SentRecord['fate']> {
    const record = source.next(this.topicPartition, process.clock.now());
    await sender.send(record);
    return record.fate;
  }

  /** Resolves with the code with which the record was refused. */
  private async sendAstray(
    { producer }: Undertaker,
    process: SimulatedProcess,
  ): Promise<KafkaError['code']> {
    const { trace, events } = this.world;
    try {
      await producer.send({ topic: this.topic, partition: MISSING_PARTITION, value: 'astray' });
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      trace.add(process.name, `hears that a stray record is refused: ${error.message}`);
      events.reach('record refused for a partition that is not there');
      return error.code;
    }
    throw new Violation(
      'a record for a partition that is not there is refused',
      `A record for partition ${MISSING_PARTITION} of ${this.topic} was acknowledged.`,
    );
  }

  async check({ client }: Inspection): Promise<void> {
    checkLog(this.world, await readLog(client, this.topicPartition));
  }
}
