import type { RawClient } from '../raw-client/raw-client.ts';

import { baseOffsetAt, batchesIn } from '@odradek/protocol';

/** The batches that a partition holds, by their base offsets. */
export async function storedBatches(
  client: RawClient,
  topic: string,
): Promise<ReadonlyMap<number, Buffer>> {
  const stored = new Map<number, Buffer>();
  for (let offset = 0; ;) {
    const { records, highWatermark } = await client.fetch(topic, offset);
    const { batches } = batchesIn(records);
    for (const batch of batches) stored.set(baseOffsetAt(batch, 0), batch);
    const last = batches.at(-1);
    if (last === undefined) {
      if (offset < highWatermark) throw new Error(`${topic} cannot be read from ${offset} on.`);
      return stored;
    }
    offset = baseOffsetAt(last, 0) + last.readInt32BE(23) + 1;
  }
}
