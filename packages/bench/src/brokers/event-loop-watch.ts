import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

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

/**
 * Waits for a load, and measures how late the event loop of a broker is from when the load has
 * settled; `undefined` of a broker that has none.
 */
export async function withEventLoop<Result>(
  eventLoop: EventLoopWatch | undefined,
  settleMs: number,
  loading: Promise<Result>,
): Promise<Result & { readonly eventLoopMs?: Percentiles }> {
  await Promise.race([sleep(settleMs), loading]);
  eventLoop?.begin();
  const result = await loading;
  const eventLoopMs = await eventLoop?.end();
  return { ...result, ...(eventLoopMs !== undefined && { eventLoopMs }) };
}
