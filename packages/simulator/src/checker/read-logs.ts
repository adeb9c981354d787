import type { Offset } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';

import { errorName, type FetchedBatch, fetchedBatches, fetchFrom } from '../client/log-reader.ts';
import type { RawClient } from '../client/raw-client.ts';
import { partitionName, type TopicPartition } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { FinalLog } from './check-log.ts';

const LIMITS = { maxWaitMs: 0, minBytes: 0, partitionMaxBytes: 1_000_000, timeoutMs: 60_000 };
const READER = 'the final reader';

/** Reads a partition from its log start offset, 0 unless another is given, to its last record. */
export async function readLog(
  client: RawClient,
  topicPartition: TopicPartition,
  startOffset: Offset = 0,
): Promise<FinalLog> {
  const batches: FetchedBatch[] = [];
  let offset = startOffset;
  for (;;) {
    const position = { topicPartition, offset };
    const data = await fetchFrom(client, position, LIMITS);
    must(
      data.errorCode === ErrorCode.NONE,
      'every partition can be read after everything is healed',
      () =>
        `A Fetch from offset ${position.offset} of ${partitionName(topicPartition)} is answered ` +
        `${errorName(data.errorCode)}.`,
    );
    const fetched = fetchedBatches(READER, position, data.records);
    const last = fetched.at(-1)?.records.at(-1);
    if (last === undefined) {
      return { topicPartition, startOffset, batches, highWatermark: data.highWatermark };
    }
    batches.push(...fetched.map((batch) => recordsFrom(startOffset, batch)));
    offset = last.offset + 1;
  }
}

/** A batch is served whole, also if its first records are deleted. */
function recordsFrom(startOffset: Offset, batch: FetchedBatch): FetchedBatch {
  return { ...batch, records: batch.records.filter(({ offset }) => offset >= startOffset) };
}
