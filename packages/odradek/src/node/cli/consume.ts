import { Consumer } from '@odradek/client/node';

import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { CONSUME, type ConsumeRequest, parseConsume } from '../../cli/consume/consume-command.ts';
import { ConsumptionEnd } from '../../cli/consume/consumption-end.ts';
import { type PartitionOffsets, startOffset } from '../../cli/consume/start-position.ts';
import { wantedTopicsText } from '../../cli/consume/wanted-topics.ts';
import { PartitionMap } from '../../cli/partition/partition-map.ts';
import { reachCluster } from './cluster-access.ts';
import { GroupCommits } from './group-commits.ts';
import { readPartitionOffsets } from './partition-offsets.ts';
import { printRecords } from './print-records.ts';

const POLL_RECORDS_MAX = 5000;
/** How long a group is taken leave of where its coordinator does not answer. */
const LEAVE_MS_MAX = 5000;

/** `odradek consume`: prints records until there are enough, a signal comes or nobody reads. */
export async function runConsume(args: readonly string[]): Promise<void> {
  if (isHelpWanted(args)) return console.log(helpText(CONSUME));
  const parsed = new CommandArguments(CONSUME, args);
  const request = parseConsume(parsed);
  const partitions = await readPartitions(parsed.bootstrapServers(), request);
  const consumer = new Consumer({ ...request.consumer, maxPollRecords: POLL_RECORDS_MAX });
  try {
    if (request.group === undefined) await consumeAlone(consumer, request, partitions);
    else await consumeInGroup(consumer, request, partitions);
  } finally {
    await consumer.close({ timeoutMs: LEAVE_MS_MAX });
  }
}

async function readPartitions(
  bootstrapServers: string,
  request: ConsumeRequest,
): Promise<readonly PartitionOffsets[]> {
  await using admin = await reachCluster(bootstrapServers);
  return await readPartitionOffsets(admin, request, Date.now());
}

async function consumeAlone(
  consumer: Consumer,
  request: ConsumeRequest,
  partitions: readonly PartitionOffsets[],
): Promise<void> {
  const assignments = partitions.map((offsets) => ({
    topic: offsets.topic,
    partition: offsets.partition,
    offset: startOffset(request.position, offsets),
  }));
  if (request.position.type === 'latest') {
    const topics = wantedTopicsText(request.topics);
    notice(`Waiting for new records of ${topics}; --from-beginning shows old ones too.`);
  }
  await consumer.assign(assignments);
  await printRecords({ consumer, format: request.format, end: endOf(request, partitions) });
}

async function consumeInGroup(
  consumer: Consumer,
  request: ConsumeRequest,
  partitions: readonly PartitionOffsets[],
): Promise<void> {
  const { topics, group, format } = request;
  notice(`Reading ${wantedTopicsText(topics)} as a member of group ${group}.`);
  const commits = new GroupCommits(consumer);
  await consumer.subscribe(topics.type === 'named' ? topics.names : topics.expression, commits);
  try {
    await printRecords({ consumer, format, end: endOf(request, partitions), commits });
  } finally {
    await commits.finish();
  }
}

/** Someone at a terminal might take an empty screen for an empty topic. */
function notice(text: string): void {
  if (process.stdout.isTTY && process.stderr.isTTY) console.error(`${text} Ctrl-C ends.`);
}

function endOf(
  { messagesMax, exitAtEnd, timeoutMs }: ConsumeRequest,
  partitions: readonly PartitionOffsets[],
): ConsumptionEnd {
  const endOffsets = exitAtEnd ? PartitionMap.of(partitions, ({ end }) => end) : undefined;
  return new ConsumptionEnd({ messagesMax, timeoutMs, endOffsets }, performance.now());
}
