import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { Percentiles } from '../load/latency-histogram.ts';

/** Asks a process that runs `event-loop-delay.ts` how late its event loop is. */
export class EventLoopWatch {
  private readonly child: ChildProcess;

  constructor(child: ChildProcess) {
    this.child = child;
  }

  begin(): void {
    this.child.send('begin');
  }

  /** Resolves to how late it was since the beginning, in milliseconds. */
  async end(): Promise<Percentiles> {
    const answered = once(this.child, 'message');
    this.child.send('end');
    const [percentiles] = (await answered) as [Percentiles];
    return percentiles;
  }
}
