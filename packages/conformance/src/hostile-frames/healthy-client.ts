import { performance } from 'node:perf_hooks';

import { RecordBatchBuilder } from '@odradek/protocol';

import { RawClient } from '../raw-client/raw-client.ts';

/** Produces one batch after the other with `acks=all` until it is told to stop. */
export class HealthyClient {
  /** How long each request took, in milliseconds. */
  readonly latenciesMs: number[] = [];
  /** What went wrong: a healthy client must not notice the others. */
  readonly errors: string[] = [];
  private readonly address: string;
  private readonly topic: string;
  private isStopped = false;
  private nextOffset = 0;

  constructor(address: string, topic: string) {
    this.address = address;
    this.topic = topic;
  }

  /** Resolves when it was stopped. */
  async run(): Promise<void> {
    using client = await RawClient.connect(this.address);
    while (!this.isStopped) {
      const started = performance.now();
      try {
        const offset = await client.produce(this.topic, this.batch());
        if (offset !== this.nextOffset)
          this.errors.push(`offset ${offset}, not ${this.nextOffset}`);
        this.nextOffset = offset + 1;
      } catch (error) {
        this.errors.push(String(error));
      }
      this.latenciesMs.push(performance.now() - started);
    }
  }

  private batch(): Buffer {
    const builder = new RecordBatchBuilder();
    builder.append({ timestamp: Date.now(), key: null, value: `record ${this.nextOffset}` });
    return builder.build();
  }

  stop(): void {
    this.isStopped = true;
  }
}

/** The latency that 99 of 100 requests do not exceed. */
export function p99(latenciesMs: readonly number[]): number {
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}
