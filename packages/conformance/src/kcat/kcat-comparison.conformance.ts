import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { scriptOf, type Step } from '../comparison/script.ts';
import { TIMED_RECORDS_START, timedRecords, waitForTopic } from '../comparison/timed-records.ts';
import { type ProgramOutcome, runProgram } from '../process/run-program.ts';

/** One run of kcat; `-b` is added to its options, which are words with single blanks between. */
function kcatStep(name: string, options: string, input = ''): Step {
  return {
    name: `kcat ${name}`,
    run: (bootstrapServer) =>
      runProgram('kcat', ['-b', bootstrapServer, ...options.split(' ')], { input }),
  };
}

/** A run of kcat that reads, and does not wait half a second at the end of a partition. */
function readStep(name: string, options: string): Step {
  return kcatStep(name, `-C -X fetch.wait.max.ms=10 ${options}`);
}

/** A run of kcat with sorted lines, for what brokers list in the order of a hash table. */
function sortedStep(name: string, options: string): Step {
  const step = kcatStep(name, options);
  return { name, run: async (bootstrapServer) => sortedLines(await step.run(bootstrapServer)) };
}

function sortedLines(outcome: ProgramOutcome): ProgramOutcome {
  return { ...outcome, stdout: outcome.stdout.split('\n').toSorted().join('\n') };
}

const START = TIMED_RECORDS_START;
const ALL_FIELDS = '%t|%p|%o|%K|%k|%S|%s|%h\\n';
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** Topics are created by asking for them; the second question finds them on both brokers. */
const metadata: readonly Step[] = [
  kcatStep('lists no topic', '-L'),
  kcatStep('lists no topic as JSON', '-L -J'),
  kcatStep('asks for a topic that is missing', '-L -t lines'),
  waitForTopic('lines'),
  kcatStep('lists it once it is there', '-L -t lines'),
  kcatStep('lists it as JSON', '-L -J -t lines'),
  kcatStep('asks for a topic with an invalid name', '-L -t a!b'),
  timedRecords('timed'),
  sortedStep('lists all topics', '-L'),
];

const production: readonly Step[] = [
  kcatStep('produces lines', '-P -t lines -p 0', 'one\ntwo\nthree\n'),
  kcatStep('produces a key for all', '-P -t lines -p 0 -k same', 'four\nfive\n'),
  kcatStep('produces keys', '-P -t lines -p 0 -K :', 'a:six\nb:seven\n:eight\n'),
  kcatStep('produces null values', '-P -t lines -p 0 -Z -K :', 'a:\nb:nine\n:\n'),
  kcatStep('produces headers', '-P -t lines -p 0 -H a=1 -H b= -H a=2', 'ten\n'),
  kcatStep('produces with a delimiter', '-P -t lines -p 0 -D ;', 'eleven;twelve'),
  kcatStep('produces a few of many', '-P -t lines -p 0 -c 1', 'thirteen\nlost\n'),
  kcatStep('produces and prints it', '-P -t lines -p 0 -T', 'fourteen\n'),
  ...CODECS.map((codec) =>
    kcatStep(`produces with ${codec}`, `-P -t lines -p 0 -z ${codec}`, `${codec}\n`.repeat(100)),
  ),
  ...['0', '1', 'all'].map((acks) =>
    kcatStep(`produces with acks=${acks}`, `-P -t lines -p 0 -X acks=${acks}`, `acks ${acks}\n`),
  ),
  kcatStep(
    'produces idempotently',
    '-P -t lines -p 0 -X enable.idempotence=true -X batch.num.messages=3',
    'i\n'.repeat(20),
  ),
  kcatStep('is refused an invalid topic', '-P -t a!b -X message.timeout.ms=3000', 'x\n'),
  kcatStep(
    'is refused a message that is too large',
    '-P -t lines -p 0 -X message.max.bytes=3000000',
    `${'x'.repeat(1_100_000)}\n`,
  ),
];

const consumption: readonly Step[] = [
  readStep('reads all fields', `-t lines -p 0 -o beginning -e -f ${ALL_FIELDS}`),
  readStep('reads as JSON', '-t lines -p 0 -o beginning -e -J'),
  readStep('reads all partitions', '-t lines -o beginning -e'),
  readStep('shows null values', '-t lines -p 0 -o 8 -c 3 -Z -K :'),
  readStep('shows offsets and keys', '-t lines -p 0 -o 3 -c 5 -O -K :'),
  readStep('reads from an offset', '-t lines -p 0 -o 5 -c 2'),
  readStep('reads the last three', '-t lines -p 0 -o -3 -e'),
  readStep('reads from the end', '-t lines -p 0 -o end -e'),
  readStep('reads more than there is', '-t lines -p 0 -o -100000 -e -q'),
  readStep('reads from behind the end', '-t lines -p 0 -o 99999 -e'),
  readStep(
    'is refused an offset out of range',
    '-t lines -p 0 -o 99999 -e -X auto.offset.reset=error',
  ),
  readStep('reads a missing partition', '-t lines -p 7 -e'),
  readStep(
    'reads without checking for transactions',
    '-t lines -p 0 -o -2 -e -X isolation.level=read_uncommitted',
  ),
  readStep('checks the CRC of batches', '-t lines -p 0 -o beginning -e -q -X check.crcs=true'),
  readStep(
    'reads in small fetches',
    '-t lines -p 0 -o beginning -e -q -X fetch.message.max.bytes=1000',
  ),
];

const timestamps: readonly Step[] = [
  readStep('reads chosen timestamps', '-t timed -p 0 -o beginning -e -f %o|%T|%s\\n'),
  ...[-1, 0, 10, 11, 35, 50, 55, 60, 61].flatMap((ms) => [
    readStep(`reads from ${ms} ms`, `-t timed -p 0 -o s@${START + ms} -e -f %o|%T|%s\\n`),
    kcatStep(`asks for the offset at ${ms} ms`, `-Q -t timed:0:${START + ms}`),
  ]),
  readStep(
    'reads between two timestamps',
    `-t timed -p 0 -o s@${START + 10} -o e@${START + 40} -e -f %o|%T|%s\\n`,
  ),
  kcatStep('asks for the earliest and the latest offset', '-Q -t timed:0:-2 -t timed:0:-1'),
  kcatStep('asks for an offset of a missing partition', '-Q -t timed:5:-1'),
];

compareWithKafka({
  tool: 'kcat',
  script: scriptOf([...metadata, ...production, ...consumption, ...timestamps]),
  masks: [
    // Timestamps of now, not the chosen ones.
    { kind: 'time', pattern: /\b(?!17672256)\d{13}\b/g, by: '<time>' },
    // The prefix of librdkafka's log lines.
    { kind: 'time', pattern: /(?<=^%\d\|)\d+\.\d+(?=\|)/gm, by: '<time>' },
  ],
});
