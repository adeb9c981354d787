import type { ProducerIdsImage } from '../../image/producer-ids-image.ts';
import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';

/** Producer ids that belong to one broker. */
export interface ProducerIdsBlock {
  readonly firstProducerId: bigint;
  /** How many ids the block has. */
  readonly length: number;
}

/** Kafka's `ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE`. */
const BLOCK_LENGTH = 1_000;

/** There is one broker, which has not registered, so it has no epoch yet. */
const NO_BROKER_EPOCH = -1n;

/** The record that gives the next block of producer ids to a broker, and the block (KIP-730). */
export function planAllocateProducerIds(
  brokerId: number,
  { nextProducerId: firstProducerId }: ProducerIdsImage,
): { readonly records: readonly MetadataRecord[]; readonly block: ProducerIdsBlock } {
  const nextProducerId = firstProducerId + BigInt(BLOCK_LENGTH);
  const record = { brokerId, brokerEpoch: NO_BROKER_EPOCH, nextProducerId };
  return {
    records: [{ type: 'ProducerIdsRecord', record }],
    block: { firstProducerId, length: BLOCK_LENGTH },
  };
}
