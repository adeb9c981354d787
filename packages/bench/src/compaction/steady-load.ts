import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { endWithThis } from '../brokers/child-processes.ts';
import type { Percentiles } from '../load/latency-histogram.ts';

const PROCESS = fileURLToPath(new URL('steady-load-process.js', import.meta.url));

/** A topic of one partition that gets single records at an even distance. */
export interface SteadyTopic {
  readonly topic: string;
  readonly requestsPerSecond: number;
}

/** What the process with the load is told. */
export interface SteadyLoadSettings {
  /** `host:port` of the broker. */
  readonly address: string;
  /** Each has a connection of its own. */
  readonly topics: readonly SteadyTopic[];
}

/** What became of the records of a topic. */
export interface SteadyTopicMeasurement {
  /** From the moment a request was due to its acknowledgement. */
  readonly latencyMs: Percentiles;
  /** How much later than it was due a request left: what the driver itself adds. */
  readonly latenessMs: Percentiles;
}

/** What is told to the process: from when on something counts, and until when. */
export type SteadyLoadCommand = 'begin' | 'end';

/** A load in a process of its own, for as long as it is wanted. */
export class SteadyLoad {
  private readonly child: ChildProcess;

  /** Begins at once. A request that is refused ends this process, with the reason. */
  constructor(settings: SteadyLoadSettings) {
    this.child = fork(PROCESS, [JSON.stringify(settings)]);
    endWithThis(this.child);
    this.child.once('exit', (code) => {
      if (code !== 0) throw new Error(`The load ended with ${String(code)}; see above.`);
    });
  }

  /** The process that makes the load. */
  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** What was measured before is forgotten. */
  begin(): void {
    this.tell('begin');
  }

  /** Resolves to what was measured since the beginning, in the order of the topics. */
  async end(): Promise<readonly SteadyTopicMeasurement[]> {
    const answered = once(this.child, 'message');
    this.tell('end');
    const [measurements] = (await answered) as [readonly SteadyTopicMeasurement[]];
    return measurements;
  }

  /** Resolves when everything is acknowledged and the process has ended. */
  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }

  private tell(command: SteadyLoadCommand): void {
    this.child.send(command);
  }
}
