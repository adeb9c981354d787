import type { Offset } from '@odradek/base';
import { baseOffsetAt } from '@odradek/protocol';

import { isProducerMarkerAt, noteBatch } from '../producer-state/note-batch.ts';
import type { ProducerStates } from '../producer-state/producer-states.ts';
import { scanFromWhereKnown } from '../segment/scan-from.ts';
import type { Segment } from '../segment/segment.ts';

/** Takes note of the batches of a segment from an offset on, as far as it is known. */
export async function noteProducers(
  segment: Segment,
  from: Offset,
  producers: ProducerStates,
): Promise<void> {
  const scan = await scanFromWhereKnown(segment, from);
  while (await scan.next()) {
    if (baseOffsetAt(scan.bytes, scan.at) < from) continue;
    if (isProducerMarkerAt(scan.bytes, scan.at)) noteBatch(producers, await scan.batch(), 0);
    else noteBatch(producers, scan.bytes, scan.at);
  }
  if (scan.fault !== undefined) {
    throw new Error(
      `${segment.path} holds no record batch at byte ${scan.position}: ${scan.fault}`,
    );
  }
}
