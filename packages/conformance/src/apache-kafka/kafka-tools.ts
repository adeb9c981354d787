import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

import { type JvmSetup, kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { endChild, startChild } from '../process/child-processes.ts';
import { type ProgramOutcome, runProgram } from '../process/run-program.ts';

const RUN_MS_MAX = 60_000;
/** One that measures something takes its time. */
const MEASUREMENT_MS_MAX = 600_000;

interface JavaProcess {
  readonly child: ChildProcess;
  readonly answers: AsyncIterator<string>;
}

/** Kafka's own command line tools, one run after the other in one Java process. */
export class KafkaTools implements AsyncDisposable {
  private java: JavaProcess | undefined;

  /**
   * Runs the main method of a class with these arguments and input; the first run starts Java.
   * Rejects if it takes more than a minute; then the next run starts Java again.
   */
  async run(tool: string, args: readonly string[], input = ''): Promise<ProgramOutcome> {
    this.java ??= startJava();
    const { child, answers } = this.java;
    const timeout = setTimeout(() => child.kill('SIGKILL'), RUN_MS_MAX);
    child.stdin?.write(`${JSON.stringify({ tool, args, input })}\n`);
    const answer = await answers.next();
    clearTimeout(timeout);
    if (answer.done !== true) return JSON.parse(answer.value) as ProgramOutcome;
    this.java = undefined;
    throw new Error(`Java ended, or ${tool} ${args.join(' ')} took over ${RUN_MS_MAX} ms.`);
  }

  /** Ends Java. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.java !== undefined) await endChild(this.java.child, 'SIGKILL');
    this.java = undefined;
  }
}

function startJava(): JavaProcess {
  const main = [...kafkaJavaOptions(), 'odradek.conformance.RunTools'];
  const child = startChild('java', main, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('Java has no standard output.');
  return { child, answers: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

/**
 * Runs a tool in a Java process of its own, for those that end in ways of their own. With the virtual
 * machine of `production` it may take ten minutes instead of one.
 */
export async function runKafkaTool(
  tool: string,
  args: readonly string[],
  jvm: JvmSetup = 'quick',
): Promise<ProgramOutcome> {
  const runMsMax = jvm === 'production' ? MEASUREMENT_MS_MAX : RUN_MS_MAX;
  return runProgram('java', [...kafkaJavaOptions(jvm), tool, ...args], { runMsMax });
}
