import { processorMsOf, processorMsOfAll } from './process-usage.ts';

/** What the processors did for a while, in cores. */
export interface ProcessorUse {
  /** The process that is watched, for its users and in the system. */
  readonly brokerCores: number;
  /** All others, clients and drivers included. */
  readonly besideCores: number;
  /** How long that was. */
  readonly elapsedMs: number;
}

/** Watches what a process takes of the processors from now on, and what is left to all others. */
export class ProcessorWatch {
  private readonly pid: number;
  private readonly startMs: number = performance.now();
  private readonly brokerMs: number;
  private readonly allMs: number = processorMsOfAll();

  constructor(pid: number) {
    this.pid = pid;
    this.brokerMs = processorMsOf(pid);
  }

  /** What was taken until now. */
  end(): ProcessorUse {
    const elapsedMs = performance.now() - this.startMs;
    const brokerCores = (processorMsOf(this.pid) - this.brokerMs) / elapsedMs;
    const besideCores = (processorMsOfAll() - this.allMs) / elapsedMs - brokerCores;
    return { brokerCores, besideCores, elapsedMs };
  }
}
