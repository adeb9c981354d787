import { runProgram } from '../process/run-program.ts';
import { assertSameLines } from './same-lines.ts';
import type { Step } from './script.ts';

/**
 * Reads all records of a partition with kcat; they must be these lines.
 *
 * @param format in the notation of kcat's `-f`, without the line break
 */
export function readBack(
  topic: string,
  format: string,
  lines: readonly string[],
  partition: number = 0,
): Step {
  return {
    name: `kcat reads back partition ${partition} of ${topic}`,
    run: (bootstrapServer) =>
      runProgram('kcat', [
        '-C',
        '-b',
        bootstrapServer,
        '-t',
        topic,
        '-p',
        String(partition),
        '-o',
        'beginning',
        '-e',
        '-q',
        '-X',
        'fetch.wait.max.ms=10',
        '-f',
        `${format}\\n`,
      ]),
    check: ({ stdout }) => assertSameLines(stdout, lines),
  };
}
