import { KafkaError } from '@odradek/base';

import { packageVersion } from '../package-version.ts';

const USAGE = `Usage: odradek <command> [options]

Commands:
  start      start a broker

odradek start
  --config FILE         a server.properties in Kafka's format
  --data DIR            where records are kept (default ./data)
  --listen HOST:PORT    where to listen (default localhost:9092)
  --override key=value  a setting; may be repeated

odradek --help          this page
odradek --version       the version
`;

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

/**
 * Runs the command line. Sets the exit code of the process: 0 for success, 1 for an operation that
 * failed, 2 for a command that makes no sense.
 */
export async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  try {
    // Each command is loaded when it is run: a broker starts without the code of the others.
    if (command === 'start') await (await import('./start.ts')).runStart(rest);
    else if (command === '--help' || command === 'help') console.log(USAGE);
    else if (command === '--version') console.log(packageVersion());
    else failUsage(command === undefined ? 'No command was given.' : `No command "${command}".`);
  } catch (error) {
    if (isUsageError(error)) failUsage(error.message);
    else if (error instanceof KafkaError || isSystemError(error)) fail(error.message);
    else throw error;
  }
}

/** An error of the operating system, whose message names the operation and the path. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** An error of `parseArgs`. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}

function failUsage(message: string): void {
  console.error(`${message}\n\n${USAGE}`);
  process.exitCode = EXIT_USAGE;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = EXIT_FAILURE;
}
