import { Consumer } from '@odradek/client/node';

import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { CONSUME, type ConsumeRequest, parseConsume } from '../../cli/consume/consume-command.ts';
import { ConsumptionEnd } from '../../cli/consume/consumption-end.ts';
import { type PartitionOffsets, startOffset } from '../../cli/consume/start-position.ts';
import { reachCluster } from './cluster-access.ts';
import { Interruption } from './interruption.ts';
import { readPartitionOffsets } from './partition-offsets.ts';
import { StandardOutput } from './standard-output.ts';

const POLL_RECORDS_MAX = 5000;
const POLL_MS_MAX = 1000;

/** `odradek consume`: prints records until there are enough, a signal comes or nobody reads. */
export async function runConsume(args: readonly string[]): Promise<void> {
  if (isHelpWanted(args)) return console.log(helpText(CONSUME));
  const parsed = new CommandArguments(CONSUME, args);
  const request = parseConsume(parsed);
  const partitions = await readPartitions(parsed.bootstrapServers(), request);
  const assignments = partitions.map((partition) => ({
    topic: request.topic,
    partition: partition.partition,
    offset: startOffset(request.position, partition),
  }));
  tellThatItWaits(request);
  await using consumer = new Consumer({
    ...request.consumer,
    // Where retention was quicker than we are, what is left is read.
    autoOffsetReset: 'earliest',
    maxPollRecords: POLL_RECORDS_MAX,
  });
  await consumer.assign(assignments);
  const ends = new Map(partitions.map(({ partition, end }) => [partition, end]));
  const { messagesMax, exitAtEnd, timeoutMs } = request;
  const limits = { messagesMax, timeoutMs, endOffsets: exitAtEnd ? ends : undefined };
  await printRecords(consumer, request, new ConsumptionEnd(limits, performance.now()));
}

async function readPartitions(
  bootstrapServers: string,
  request: ConsumeRequest,
): Promise<readonly PartitionOffsets[]> {
  await using admin = await reachCluster(bootstrapServers);
  return await readPartitionOffsets(admin, request, Date.now());
}

/** Someone at a terminal might take an empty screen for an empty topic. */
function tellThatItWaits({ topic, position }: ConsumeRequest): void {
  if (!process.stdout.isTTY || !process.stderr.isTTY || position.type !== 'latest') return;
  console.error(
    `Waiting for new records of ${topic}; --from-beginning shows old ones too. Ctrl-C ends.`,
  );
}

async function printRecords(
  consumer: Consumer,
  request: ConsumeRequest,
  end: ConsumptionEnd,
): Promise<void> {
  const interruption = new Interruption();
  const output = new StandardOutput();
  for (;;) {
    for (const partition of end.openPartitions) {
      const found = consumer.position({ topic: request.topic, partition });
      const position = await interruption.orSignal(found);
      if (position === undefined) return;
      end.advance(partition, position);
    }
    const waitMs = end.waitMsMax(performance.now());
    if (end.isReached(performance.now()) || output.isClosed) return;
    const polled = consumer.poll({ timeoutMs: Math.min(waitMs, POLL_MS_MAX) });
    const records = await interruption.orSignal(polled);
    if (records === undefined) return;
    for (const record of end.take(records, performance.now())) {
      await output.write(request.format(record));
    }
    await output.flush();
  }
}
