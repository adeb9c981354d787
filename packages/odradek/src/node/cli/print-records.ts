import type { Consumer, ConsumerRecord } from '@odradek/client/node';

import type { ConsumptionEnd } from '../../cli/consume/consumption-end.ts';
import type { GroupCommits } from './group-commits.ts';
import { Interruption } from './interruption.ts';
import { StandardOutput } from './standard-output.ts';

const POLL_MS_MAX = 1000;

/** What is printed, and until when. */
interface Printing {
  readonly consumer: Consumer;
  /** What is printed of a record, in pieces that may be views of it. */
  readonly format: (record: ConsumerRecord) => readonly Buffer[];
  readonly end: ConsumptionEnd;
  /** Told of what was printed, if a group wants to know. */
  readonly commits?: GroupCommits;
}

/**
 * Prints what a consumer reads until there is enough, a signal comes or nobody reads any more. A poll
 * that a signal has cut short may have moved positions behind records that are never printed.
 */
export async function printRecords(printing: Printing): Promise<void> {
  const { consumer, end, commits } = printing;
  const interruption = new Interruption();
  const output = new StandardOutput();
  for (;;) {
    end.advance(consumer.assignment(), consumer.positions());
    const nowMs = performance.now();
    if (end.isReached(nowMs) || output.isClosed) return;
    const timeoutMs = Math.min(end.waitMsMax(nowMs), POLL_MS_MAX);
    const records = await interruption.orSignal(consumer.poll({ timeoutMs }));
    if (records === undefined) return;
    commits?.printed.polled(records, consumer.positions());
    const wanted = end.take(records, performance.now());
    await printAll(wanted, output, printing);
    if (wanted.length === records.length && output.hasPrintedAll) {
      commits?.printed.reached(consumer.positions());
    }
    commits?.commitIfDue();
  }
}

async function printAll(
  records: readonly ConsumerRecord[],
  output: StandardOutput,
  { format, commits }: Printing,
): Promise<void> {
  for (const record of records) {
    await output.write(format(record));
    if (output.isClosed) return;
    commits?.printed.written(record);
    if (output.hasPrintedAll) commits?.printed.taken();
  }
  await output.flush();
  if (output.hasPrintedAll) commits?.printed.taken();
}
