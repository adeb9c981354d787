import type { Admin } from '@odradek/client';

import type { UnsyncedRecords } from '../checker/unsynced-records.ts';
import type { SentRecord, TopicPartition } from '../history/history.ts';
import { must } from '../history/violation.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';
import type { Undertaker } from './undertaker.ts';

/** Sends records to a partition of such a topic and waits until they are settled. */
export async function sendUnsynced(
  records: UnsyncedRecords,
  { source, sender }: Undertaker,
  process: SimulatedProcess,
  to: { readonly topicPartition: TopicPartition; readonly count: number },
): Promise<readonly SentRecord[]> {
  const sent = Array.from({ length: to.count }, () =>
    source.next(to.topicPartition, process.clock.now()),
  );
  await Promise.all(
    sent.map(async (record) => {
      records.noteSent(record);
      await sender.send(record);
      records.noteSettled(record);
    }),
  );
  return sent;
}

/** Nothing that no loss of power has taken is missing, before anybody appends again. */
export async function lookAtUnsyncedEnd(
  records: UnsyncedRecords,
  admin: Admin,
  { topic, partition }: TopicPartition,
): Promise<void> {
  const [listed] = await admin.listOffsets([{ topic, partition, timestamp: 'latest' }]);
  if (listed?.error !== undefined) throw listed.error;
  const end = records.endOf(partition);
  must(
    (listed?.offset ?? 0) >= end,
    'records are lost by a loss of power alone, and from the end',
    () => `${topic}-${partition} ends at ${listed?.offset}; it was known to end at ${end}.`,
  );
}
