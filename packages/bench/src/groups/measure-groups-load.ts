/*
 * How long a broker takes from its start until the offsets of every group can be fetched, after a
 * million of them were committed:
 *
 *   npm run bench -- groups-load [--records 1000000] [--rounds 3] [--work WORD] [--write]
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startBroker } from '../brokers/broker-under-test.ts';
import { processorMsOf, residentMebibytesOf } from '../load/process-usage.ts';
import { createTopics } from '../partitions/partition-requests.ts';
import { RawConnection } from '../partitions/raw-connection.ts';
import { describeMachine } from '../report/machine.ts';
import { writeSection } from '../report/performance-page.ts';
import {
  commitsOf,
  type CommitWork,
  commitWorks,
  groupOfEachPartition,
  recordsOf,
  topicName,
} from './commit-works.ts';
import { commit, untilCoordinated, untilFetched } from './offset-requests.ts';

const CONNECTIONS = 50;
const MEGABYTE = 1e6;
const COLUMNS = [
  'committed as',
  'partitions of `__consumer_offsets`',
  'records',
  'log, MB',
  'ready, ms',
  'all groups answered, ms',
  'of that, after ready',
  'refused meanwhile',
  'longest answer, ms',
  'event loop late, p99 ms',
  'max ms',
  'processor, ms',
  'resident, MiB',
];

/** Of one start, in milliseconds and MiB. */
interface Start {
  readonly readyMs: number;
  readonly answeredMs: number;
  readonly refusals: number;
  readonly answerMsMax: number;
  readonly lateP99: number;
  readonly lateMax: number;
  readonly processorMs: number;
  readonly residentMebibytes: number;
}

/** A broker on the data of a work, in its directory. */
function startOn(parent: string, work: CommitWork): ReturnType<typeof startBroker> {
  const overrides = [
    `offsets.topic.num.partitions=${work.coordinated}`,
    // What is measured is the start, not how the offsets were committed.
    'odradek.flush=os',
  ];
  return startBroker({ name: 'odradek', kind: 'odradek', overrides }, { parent, environment: {} });
}

async function fill(parent: string, work: CommitWork): Promise<void> {
  const broker = await startOn(parent, work);
  const first = await RawConnection.open(broker.address);
  const topics = Array.from({ length: work.topics }, (_, index) => topicName(index));
  await createTopics(first, topics, work.partitions);
  await untilCoordinated(first, groupOfEachPartition(work)[0] ?? '');
  first.close();
  const commits = commitsOf(work)[Symbol.iterator]();
  const commitAll = async (): Promise<void> => {
    const connection = await RawConnection.open(broker.address);
    for (let next = commits.next(); next.done !== true; next = commits.next()) {
      await commit(connection, next.value);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, commitAll));
  await broker.stop();
}

async function measureStart(parent: string, work: CommitWork): Promise<Start> {
  const began = performance.now();
  const broker = await startOn(parent, work);
  const readyMs = performance.now() - began;
  broker.eventLoop?.begin();
  const connection = await RawConnection.open(broker.address);
  const loading = await untilFetched(connection, groupOfEachPartition(work), topicName(0));
  const answeredMs = performance.now() - began;
  const late = await broker.eventLoop?.end();
  const processorMs = processorMsOf(broker.pid);
  const residentMebibytes = residentMebibytesOf(broker.pid);
  connection.close();
  await broker.stop();
  return {
    readyMs,
    answeredMs,
    ...loading,
    lateP99: late?.p99 ?? Number.NaN,
    lateMax: late?.max ?? Number.NaN,
    processorMs,
    residentMebibytes,
  };
}

function logMegabytes(parent: string): number {
  const directory = join(parent, 'odradek');
  const folders = readdirSync(directory).filter((name) => name.startsWith('__consumer_offsets-'));
  const bytes = folders.flatMap((folder) =>
    readdirSync(join(directory, folder))
      .filter((name) => name.endsWith('.log'))
      .map((name) => statSync(join(directory, folder, name)).size),
  );
  return bytes.reduce((sum, size) => sum + size, 0) / MEGABYTE;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function rowOf(work: CommitWork, megabytes: number, starts: readonly Start[]): string[] {
  const of = (value: (start: Start) => number, digits = 0): string =>
    median(starts.map(value)).toFixed(digits);
  return [
    work.name,
    String(work.coordinated),
    recordsOf(work).toLocaleString('en-US'),
    megabytes.toFixed(0),
    of(({ readyMs }) => readyMs),
    of(({ answeredMs }) => answeredMs),
    `**${of(({ answeredMs, readyMs }) => answeredMs - readyMs)}**`,
    of(({ refusals }) => refusals),
    of(({ answerMsMax }) => answerMsMax, 1),
    of(({ lateP99 }) => lateP99, 1),
    of(({ lateMax }) => lateMax, 1),
    of(({ processorMs }) => processorMs),
    of(({ residentMebibytes }) => residentMebibytes),
  ];
}

async function measure(work: CommitWork, rounds: number, dir: string): Promise<string[]> {
  const parent = mkdtempSync(join(dir, 'odradek-bench-groups-load-'));
  try {
    await fill(parent, work);
    const megabytes = logMegabytes(parent);
    const starts: Start[] = [];
    for (let round = 0; round < rounds; round++) starts.push(await measureStart(parent, work));
    const row = rowOf(work, megabytes, starts);
    console.error(row.join(' | '));
    return row;
  } finally {
    rmSync(parent, { recursive: true });
  }
}

const args = process.argv.slice(2);
const { values } = parseArgs({
  args,
  options: {
    records: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    work: { type: 'string', default: '' },
    dir: { type: 'string', default: tmpdir() },
    write: { type: 'boolean', default: false },
  },
});
const rows: string[][] = [];
for (const work of commitWorks(Number(values.records)).filter(({ name }) =>
  name.includes(values.work),
)) {
  rows.push(await measure(work, Number(values.rounds), values.dir));
}
const table = [COLUMNS, COLUMNS.map(() => '---'), ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
const text = `${describeMachine(`npm run bench -- groups-load ${args.join(' ')}`.trim())}\n\n${table}`;
console.log(text);
if (values.write) writeSection('groups-load', text);
