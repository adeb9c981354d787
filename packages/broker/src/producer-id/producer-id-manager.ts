import type { ProducerIdsBlock } from '@odradek/cluster';

/**
 * Gives out producer ids from a block that the controller assigned to this broker, and asks for the
 * next block when it is used up (KIP-730). What is left of a block at a restart is never used.
 */
export class ProducerIdManager {
  private readonly allocate: () => Promise<ProducerIdsBlock>;
  private next = 0n;
  private end = 0n;
  private allocation: Promise<void> | undefined;

  /** `allocate` resolves to a block that nobody else has. */
  constructor(allocate: () => Promise<ProducerIdsBlock>) {
    this.allocate = allocate;
  }

  /** A producer id that nobody has had. Rejects if the controller could not be asked. */
  async generate(): Promise<bigint> {
    while (this.next === this.end) await this.refill();
    return this.next++;
  }

  /** Whoever needs a block while one is on its way waits for the same one. */
  private refill(): Promise<void> {
    this.allocation ??= this.takeBlock().finally(() => {
      this.allocation = undefined;
    });
    return this.allocation;
  }

  private async takeBlock(): Promise<void> {
    const { firstProducerId, length } = await this.allocate();
    this.next = firstProducerId;
    this.end = firstProducerId + BigInt(length);
  }
}
