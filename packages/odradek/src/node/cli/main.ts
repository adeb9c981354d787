import { KafkaError } from '@odradek/base';

import { UsageError } from '../../cli/command-line/usage-error.ts';
import { packageVersion } from '../package-version.ts';

const USAGE = `Usage: odradek <command> [options]

Commands:
  start                 start a broker
  topic create          create topics
  topic list            list topics
  topic describe        show partitions, offsets and configs of topics
  topic alter           give topics more partitions, or other configs
  topic delete          delete topics
  produce               send lines of standard input to a topic
  consume               print the records of topics, alone or in a group
  group list            list groups
  group describe        show how far groups have read, or their members
  group reset-offsets   set from where groups go on to read
  group delete-offsets  delete committed offsets of a group
  group delete          delete groups
  storage import        take over a stopped Apache Kafka

odradek start
  --config FILE         a server.properties in Kafka's format
  --data DIR            where records are kept (default ./data)
  --listen HOST:PORT    where to listen (default localhost:9092)
  --override key=value  a setting; may be repeated

The others say with --help how they are used.

odradek --help          this page
odradek --version       the version
`;

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

type Run = (args: readonly string[]) => Promise<void>;

/** Each is loaded only when it runs: a broker needs no client, and starts the quicker. */
const COMMANDS: ReadonlyMap<string, () => Promise<Run>> = new Map([
  ['start', async () => (await import('./start.ts')).runStart],
  ['topic', async () => (await import('./topic.ts')).runTopic],
  ['produce', async () => (await import('./produce.ts')).runProduce],
  ['storage', async () => (await import('./storage.ts')).runStorage],
  ['consume', async () => (await import('./consume.ts')).runConsume],
  ['group', async () => (await import('./group.ts')).runGroup],
]);

/**
 * Runs the command line. Sets the exit code of the process: 0 for success, 1 for an operation that
 * failed, 2 for a command that makes no sense.
 */
export async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  const load = COMMANDS.get(command ?? '');
  try {
    if (load !== undefined) await (await load())(rest);
    else if (command === '--help' || command === '-h' || command === 'help') console.log(USAGE);
    else if (command === '--version') console.log(packageVersion());
    else failUsage(command === undefined ? 'No command was given.' : `No command "${command}".`);
  } catch (error) {
    if (error instanceof UsageError) fail(error.message, EXIT_USAGE);
    else if (isParseArgsError(error)) failUsage(error.message);
    else if (error instanceof KafkaError || isSystemError(error)) fail(error.message, EXIT_FAILURE);
    else throw error;
  }
}

/** An error of the operating system, whose message names the operation and the path. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** An error of `parseArgs`. */
function isParseArgsError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}

function failUsage(message: string): void {
  fail(`${message}\n\n${USAGE}`, EXIT_USAGE);
}

function fail(message: string, exitCode: number): void {
  console.error(message);
  process.exitCode = exitCode;
}
