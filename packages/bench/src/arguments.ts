import { parseArgs } from 'node:util';

import type { MeasureOptions } from './protocol/measure.ts';

/** What the command line asks for. */
export interface Arguments extends MeasureOptions {
  /** The major versions of Node to measure with. */
  readonly nodes: readonly number[];
  /** Whether the result goes into `docs/performance.md`. */
  readonly write: boolean;
}

/** How the command is used. */
export const USAGE = `Usage: npm run bench -- protocol [word ...] [--nodes 20,24] [--write]
  word          measure only rows that hold every word, such as Fetch or kafkajs
  --nodes       major versions of Node; those that are not this one come from npm
  --rounds      alternating rounds for each row, 40
  --sample-ms   how long one sample takes, 25
  --warm-up-ms  how long each side runs before its first sample, 1000
  --write       put the result into docs/performance.md

       npm run bench -- log [word ...] [--rounds 5] [--against ROOT] [--dir DIR]
  word          measure only appends and reads that hold every word
  --against     a built tree of another version, measured in turn
  --dir         where the logs are written, the directory for temporary files

       npm run bench -- fetch-path [--rounds 5] [--against ROOT]
  --against     a built tree of another version, measured in turn

       npm run bench -- log-open [--rounds 10] [--seeks 20] [--dir DIR] [--delete]
  --seeks       look-ups by timestamp and by offset in each round
  --dir         the partition of 10 GiB, which is made if it is not there; needs 12 GiB
  --delete      remove it at the end

       npm run bench -- journal [--rounds 7] [--sample-ms 200] [--dir DIR]
  --dir         where the journals and logs are written, the directory for temporary files

       npm run bench -- groups-load [--records 1000000] [--rounds 3] [--work WORD] ...
  --records     how many offsets are committed before the broker is started again
  --rounds      starts that are measured of each work, 3
  --work        measure only what has this word in its name
  --dir         where the data is put, the directory for temporary files
  --write       put the result into docs/performance.md

       npm run bench -- partitions [TOPICS] [ROUNDS]
  TOPICS        how many, of ten partitions each, one of which has a record, 1000
  ROUNDS        how often a broker is filled, stopped, started and killed, 3

       npm run bench -- clients|compaction|fetch|fan-out|end-to-end|groups [--against kafka] [--work NAMES] ...
  clients       franz-go, and Kafka's ProducerPerformance and VerifiableProducer; needs go
  compaction    a log of 1,024 MiB is compacted beside a steady load; --size for another number of MiB
  fetch         partitions read from the page cache, on 1 and 2 connections
  fan-out       one producer and five readers, alone and while a sixth reads from the beginning
  end-to-end    from when a record is due at the producer to when a reader has it
  groups        heartbeats of 1,000 groups, and rebalances of one, in both protocols
  --against     as for produce
  --work        some of what is measured, by the headings of its tables
  --rounds      samples of each broker, in turn, 3
  --seconds     how long a sample is measured, or about so long, 10
  --warm-up     how many seconds each broker works before its first sample of a work, 5
  --override    a setting of our broker
  --also        settings of one more of ours, key=value,key=value; may be repeated
  --dir         where the data is put, the directory for temporary files
  --write       put the result into docs/performance.md

       npm run bench -- connections [--silent 10000] [--producers 2000] [--nodes 20,24] ...
  --silent      connections that send ApiVersions and then nothing: what memory each takes
  --at-once     how many of them are opened at a time, 100
  --producers   connections that produce a record each second
  --seconds     how long they are measured, 10
  --rounds      how often a broker is started and measured, 1
  --nodes       major versions of Node; those that are not this one come from npm
  --override    a setting of the broker

       npm run bench -- produce [--set NAME] [--against kafka] [--work w1,w2] [--rate half] ...
  --set         open, headline, durable, padded, steady or cold: arguments of which those beside it
                count instead, and a section of docs/performance.md of their own
  --against     kafka, once as it comes and once synced before it acknowledges;
                kafka-default or kafka-synced for one of them
  --work        w1,w2,w3,w4,w5; w1-4, which is w1 with 4 connections and 6 partitions;
                headline; idempotent and idempotent-1k, w1 and w2 with sequences; text before
                lz4, zstd, snappy or gzip
  --rounds      samples of each broker, in turn, 5
  --seconds     how long a sample is measured, 10; or --minutes
  --warm-up     how many seconds each broker works before its first sample of a work, 5
  --rate        requests a second, whatever becomes of those before; half of what ours takes;
                25%,50%,75% of what Kafka takes; several with commas
  --readers     connections that read cold data; each broker is measured with and without
  --cold-gib    how much they read again and again, 4
  --read-rate   megabytes a second that all of them read at most
  --pad-sync    how many milliseconds a sync takes at least; several with commas; needs gcc
  --override    a setting of our broker
  --also        settings of one more of ours, key=value,key=value; may be repeated
  --ceiling     measure the driver too, against a server that only answers
  --dir         where the data is put, the directory for temporary files
  --write       put the result into docs/performance.md`;

/** Reads the command line; `undefined` if it is not understood. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: process.versions.node },
      rounds: { type: 'string', default: '40' },
      'sample-ms': { type: 'string', default: '25' },
      'warm-up-ms': { type: 'string', default: '1000' },
      write: { type: 'boolean', default: false },
    },
  });
  const [command, ...words] = positionals;
  const nodes = values.nodes.split(',').map((version) => Number.parseInt(version, 10));
  const numbers = [values.rounds, values['sample-ms'], values['warm-up-ms']].map(Number);
  const [rounds = 0, sampleMs = 0, warmUpMs = 0] = numbers;
  const isUnderstood = [...numbers, ...nodes].every((number) => number > 0);
  if (command !== 'protocol' || !isUnderstood) return undefined;
  return { nodes, words, rounds, sampleMs, warmUpMs, write: values.write };
}
