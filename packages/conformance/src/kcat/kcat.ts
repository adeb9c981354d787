import { outputOf } from '../process/run-program.ts';

/** A partition for kcat to write to or read from. */
export interface KcatPartition {
  /** The address of a broker. */
  readonly broker: string;
  readonly topic: string;
  readonly partition?: number;
  /** Between keys and values; without it there are only values. */
  readonly keyDelimiter?: string;
}

/** Runs kcat with `input`. Resolves to what it prints, rejects if it fails or takes 2 minutes. */
export async function kcat(args: readonly string[], input: string | Buffer = ''): Promise<string> {
  return outputOf('kcat', args, { input });
}

/** Produces lines with a codec, and resolves when all are acknowledged by all replicas. */
export async function produceLines(
  target: KcatPartition,
  lines: readonly string[],
  codec: string = 'none',
): Promise<void> {
  const input = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  await kcat(['-P', ...optionsOf(target), '-z', codec, '-X', 'acks=all'], input);
}

/** Reads a partition to its end, as the lines that it holds. */
export async function consumeLines(target: KcatPartition): Promise<string> {
  return kcat(['-C', ...optionsOf(target), '-o', 'beginning', '-e', '-q']);
}

function optionsOf({ broker, topic, partition = 0, keyDelimiter }: KcatPartition): string[] {
  const keys = keyDelimiter === undefined ? [] : ['-K', keyDelimiter];
  return ['-b', broker, '-t', topic, '-p', String(partition), ...keys];
}
