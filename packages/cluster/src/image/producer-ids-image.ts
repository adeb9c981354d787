import type { ProducerIdsRecord } from '@odradek/protocol/messages/cluster-metadata';

/** Which producer ids were given to brokers (KIP-730). Only `replay…` changes it. */
export class ProducerIdsImage {
  private next = 0n;

  /** The first producer id that belongs to no broker yet. */
  get nextProducerId(): bigint {
    return this.next;
  }

  replayProducerIds({ nextProducerId }: ProducerIdsRecord): void {
    this.next = nextProducerId;
  }
}
