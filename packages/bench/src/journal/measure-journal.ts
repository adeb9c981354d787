/*
 * What a durable write to a journal takes in both forms, beside readers of what is in no memory, and
 * from which size on a batch is better synced in its segment than written to the journal too:
 *
 *   npm run bench -- journal [--rounds 7] [--sample-ms 200] [--dir DIR]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { describeMachine } from '../report/machine.ts';
import { spreadOf } from '../sampling/statistics.ts';
import { type AppendWork, openLogs } from './append-ways.ts';
import { coldReads } from './cold-reads.ts';
import { filesOfForms, type WrittenFile } from './form-writes.ts';
import type { Sample } from './timed-loop.ts';

const KIB = 1024;
const READERS = 8;
const READS_MAX: readonly number[] = [2, 4, 8];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    'sample-ms': { type: 'string', default: '200' },
    dir: { type: 'string', default: tmpdir() },
  },
});
const rounds = Number(values.rounds);
const sampleMs = Number(values['sample-ms']);

function printTable(columns: readonly string[]): void {
  console.log(`\n| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`);
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

/** Takes a sample of each in turn, in each round another one first; the first round does not count. */
async function samplesOf<Subject>(
  subjects: readonly Subject[],
  sample: (subject: Subject) => Promise<Sample>,
): Promise<readonly (readonly Sample[])[]> {
  const samples = subjects.map((): Sample[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const index = (round + turn) % subjects.length;
      const subject = subjects[index];
      if (subject === undefined) continue;
      const taken = await sample(subject);
      if (round > 0) samples[index]?.push(taken);
    }
  }
  return samples;
}

function medianOf(samples: readonly Sample[] = [], key: keyof Sample): string {
  return spreadOf(samples.map((sample) => sample[key])).median.toFixed(0);
}

/** How often one was as quick as the other, round by round, with the middle half of the rounds. */
function ratioOf(over: readonly Sample[] = [], under: readonly Sample[] = []): string {
  const ratios = over.map(({ perSecond }, round) => {
    return perSecond / (under[round]?.perSecond ?? Number.NaN);
  });
  const { lowerQuartile, median, upperQuartile } = spreadOf(ratios);
  return `${median.toFixed(2)} (${lowerQuartile.toFixed(2)} to ${upperQuartile.toFixed(2)})`;
}

async function measureForms(files: readonly WrittenFile[]): Promise<void> {
  printTable(['write', 'in flight', 'buffered, µs', 'direct, µs', 'direct / buffered, writes']);
  for (const bytes of [4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB]) {
    for (const inFlight of [1, 2]) {
      const [buffered, direct] = await samplesOf(files, (file) => {
        return file.write(bytes, { sampleMs, inFlight });
      });
      printRow([
        `${bytes / KIB} KiB`,
        `${inFlight}`,
        medianOf(buffered, 'medianUs'),
        medianOf(direct, 'medianUs'),
        ratioOf(direct, buffered),
      ]);
    }
  }
}

async function measureReaders(directory: string, files: readonly WrittenFile[]): Promise<void> {
  const direct = files.find(({ form }) => form === 'direct');
  if (direct === undefined) return;
  const cold = await coldReads(directory);
  const reads = new Map<number, number[]>();
  const samples = await samplesOf([0, ...READS_MAX], async (readsMax) => {
    const reading = cold.start(readsMax === 0 ? 0 : READERS, Math.max(1, readsMax));
    const sample = await direct.write(4 * KIB, { sampleMs, inFlight: 1 });
    const count = await reading.stop();
    reads.set(readsMax, [...(reads.get(readsMax) ?? []), (count * 1000) / sampleMs]);
    return sample;
  });
  printTable(['readers', 'reads at once', 'write of 4 KiB, µs', 'writes/s', 'reads/s']);
  for (const [index, readsMax] of [0, ...READS_MAX].entries()) {
    const ofReads = spreadOf(reads.get(readsMax) ?? [Number.NaN]).median;
    printRow([
      readsMax === 0 ? '0' : `${READERS}`,
      readsMax === 0 ? '' : `${readsMax}`,
      medianOf(samples[index], 'medianUs'),
      medianOf(samples[index], 'perSecond'),
      ofReads.toFixed(0),
    ]);
  }
  await cold.close();
}

async function measureWays(directory: string): Promise<void> {
  printTable([
    'batch',
    'partitions',
    'in flight for each',
    'bytes in the journal, µs',
    'by reference, µs',
    'by reference / bytes, appends',
  ]);
  for (const work of appendWorks()) {
    const folder = await mkdtemp(join(directory, 'logs-'));
    const ways = [
      await openLogs('bytes', folder, work.partitions),
      await openLogs('by reference', folder, work.partitions),
    ];
    const [bytes, byReference] = await samplesOf(ways, (logs) => logs.append(work));
    for (const logs of ways) await logs.close();
    await rm(folder, { recursive: true });
    printRow([
      `${work.valueBytes / KIB} KiB`,
      `${work.partitions}`,
      `${work.inFlight}`,
      medianOf(bytes, 'medianUs'),
      medianOf(byReference, 'medianUs'),
      ratioOf(byReference, bytes),
    ]);
  }
}

/** The batches of a turn go into one entry, which must fit into a frame. */
function appendWorks(): readonly AppendWork[] {
  const workOf =
    (partitions: number, inFlight: number) =>
    (kibibytes: number): AppendWork => {
      return { valueBytes: kibibytes * KIB, partitions, inFlight, sampleMs };
    };
  return [
    ...[16, 64, 128, 256, 512, 1024, 2048].map(workOf(1, 1)),
    ...[16, 64, 128, 256, 512].map(workOf(1, 5)),
    ...[16, 64, 128, 256, 512, 1024].map(workOf(4, 1)),
  ];
}

const directory = await mkdtemp(join(values.dir, 'odradek-bench-journal-'));
try {
  const files = await filesOfForms(directory);
  await measureForms(files);
  await measureReaders(directory, files);
  for (const file of files) await file.close();
  await measureWays(directory);
  console.log(`\n${describeMachine(`npm run bench -- journal --rounds ${rounds}`)}`);
} finally {
  await rm(directory, { recursive: true });
}
