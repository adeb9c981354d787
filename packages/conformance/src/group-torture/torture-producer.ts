import { Producer } from '@odradek/client/node';

import type { TorturedGroup } from './torture-member.ts';

const DELIVERY_TIMEOUT_MS = 120_000;
const RESEND_MS = 1000;

/** Produces to all partitions at an even rate, through all that happens, and knows what was acknowledged. */
export class TortureProducer {
  private readonly producer: Producer;
  private readonly topic: string;
  private readonly partitions: number;
  private readonly ends = new Map<number, number>();
  private readonly failures: unknown[] = [];
  private readonly timer: NodeJS.Timeout;
  private next = 0;
  private readonly underWay = new Set<Promise<void>>();

  constructor({ address, topic }: TorturedGroup, partitions: number, recordsPerSecond: number) {
    this.topic = topic;
    this.partitions = partitions;
    this.producer = new Producer({
      bootstrapServers: address,
      deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
    });
    const beatMs = 20;
    const each = Math.max(1, Math.round((recordsPerSecond * beatMs) / RESEND_MS));
    this.timer = setInterval(() => {
      for (let count = 0; count < each; count++) this.send();
    }, beatMs);
  }

  /** Stops it. Resolves to the end of each partition: all below was acknowledged. */
  async stop(): Promise<ReadonlyMap<number, number>> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    await this.producer.close();
    if (this.failures.length > 0)
      throw new AggregateError(this.failures, 'Records were not taken.');
    return this.ends;
  }

  private send(): void {
    const partition = this.next % this.partitions;
    const value = `record ${this.next++}`;
    const sending = this.deliver(partition, value);
    this.underWay.add(sending);
    void sending.finally(() => this.underWay.delete(sending));
  }

  private async deliver(partition: number, value: string): Promise<void> {
    try {
      const { offset } = await this.producer.send({ topic: this.topic, partition, value });
      this.ends.set(partition, Math.max(offset + 1, this.ends.get(partition) ?? 0));
    } catch (error) {
      this.failures.push(error);
    }
  }
}
