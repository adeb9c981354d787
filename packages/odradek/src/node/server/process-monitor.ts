import { readdir, readFile } from 'node:fs/promises';
import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks';

import type { EventLoopDelay, ProcessUsage } from '@odradek/broker';

/** How often the event loop is looked at. */
const RESOLUTION_MS = 10;
/** How long a window is: what is told is of the last one to two. */
const WINDOW_MS = 60_000;
const NANOSECONDS_PER_SECOND = 1e9;
const MICROSECONDS_PER_SECOND = 1e6;
const MS_PER_SECOND = 1000;
const FDS = '/proc/self/fd';
const LIMITS = '/proc/self/limits';
const OPEN_FILES = /^Max open files\s+(\d+)/m;

/** What was noted when a window began. */
interface Window {
  readonly delays: ReturnType<typeof monitorEventLoopDelay>;
  utilization: EventLoopUtilization;
}

/** Watches what this process uses, until it is stopped. It keeps no process alive. */
export class ProcessMonitor {
  /** The older one has run for one to two windows, but at the start. */
  private older: Window = newWindow();
  private younger: Window = newWindow();
  private readonly timer: NodeJS.Timeout;
  private readonly maxFds: Promise<number | undefined> = readMaxFds();

  constructor() {
    this.timer = setInterval(() => this.turn(), WINDOW_MS);
    this.timer.unref();
  }

  private turn(): void {
    const { older, younger } = this;
    older.delays.reset();
    older.utilization = performance.eventLoopUtilization();
    this.older = younger;
    this.younger = older;
  }

  /** What the process uses now, and how its event loop was in the last one to two minutes. */
  async usage(): Promise<ProcessUsage> {
    const { delays, utilization } = this.older;
    const { user, system } = process.cpuUsage();
    const { rss, heapTotal, heapUsed, external, arrayBuffers } = process.memoryUsage();
    return {
      cpuUserSeconds: user / MICROSECONDS_PER_SECOND,
      cpuSystemSeconds: system / MICROSECONDS_PER_SECOND,
      startTimeSeconds: performance.timeOrigin / MS_PER_SECOND,
      residentMemoryBytes: rss,
      heapTotalBytes: heapTotal,
      heapUsedBytes: heapUsed,
      externalMemoryBytes: external,
      arrayBuffersBytes: arrayBuffers,
      openFds: await countFds(),
      maxFds: await this.maxFds,
      eventLoopDelay: delays.count > 0 ? delayOf(delays) : undefined,
      eventLoopUtilization: performance.eventLoopUtilization(utilization).utilization,
    };
  }

  /** Watches no longer. */
  stop(): void {
    clearInterval(this.timer);
    this.older.delays.disable();
    this.younger.delays.disable();
  }
}

function newWindow(): Window {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return { delays, utilization: performance.eventLoopUtilization() };
}

/** The histogram holds the time from one look to the next, which are not late if it is their distance. */
function delayOf(delays: Window['delays']): EventLoopDelay {
  const seconds = (nanoseconds: number): number =>
    Math.max(0, nanoseconds / NANOSECONDS_PER_SECOND - RESOLUTION_MS / MS_PER_SECOND);
  return {
    min: seconds(delays.min),
    max: seconds(delays.max),
    mean: seconds(delays.mean),
    stddev: delays.stddev / NANOSECONDS_PER_SECOND,
    p50: seconds(delays.percentile(50)),
    p90: seconds(delays.percentile(90)),
    p99: seconds(delays.percentile(99)),
  };
}

/** `undefined` where the system does not tell, as everywhere but on Linux. */
async function countFds(): Promise<number | undefined> {
  try {
    return (await readdir(FDS)).length;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readMaxFds(): Promise<number | undefined> {
  try {
    const [, count] = OPEN_FILES.exec(await readFile(LIMITS, 'utf8')) ?? [];
    return count === undefined ? undefined : Number(count);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
