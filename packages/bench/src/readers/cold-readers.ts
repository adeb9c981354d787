import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { createTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { endChild, endWithThis } from '../brokers/child-processes.ts';
import type { ColdReads } from './cold-reads.ts';

const READERS = fileURLToPath(new URL('reader-process.js', import.meta.url));
const TOPIC = 'cold';
const BYTES_PER_GIBIBYTE = 1024 ** 3;

/** How much is read by how many. */
export interface ColdReadersOptions {
  readonly connections: number;
  /** How large the topic is that they read. */
  readonly gibibytes: number;
  /** What all of them read at most; without it as much as comes. */
  readonly megabytesPerSecond?: number;
}

/** Connections to a broker in a process of their own, which read a topic whose pages are dropped. */
export class ColdReaders {
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
  }

  /** Makes the topic and fills it; nothing is read yet. */
  static async start(
    broker: RunningBroker,
    { connections, gibibytes, megabytesPerSecond }: ColdReadersOptions,
  ): Promise<ColdReaders> {
    await createTopic(broker, { topic: TOPIC, partitions: connections, configs: {} });
    const reads: ColdReads = {
      address: broker.address,
      topic: TOPIC,
      partitions: connections,
      dataDirectory: broker.dataDirectory,
      partitionBytes: (gibibytes * BYTES_PER_GIBIBYTE) / connections,
      ...(megabytesPerSecond !== undefined && { megabytesPerSecond }),
    };
    const child = spawn(process.execPath, [READERS, JSON.stringify(reads)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    endWithThis(child);
    const readers = new ColdReaders(child);
    await readers.answer();
    return readers;
  }

  begin(): void {
    this.child.send('begin');
  }

  /** Resolves to how many megabytes were read in each second since the beginning. */
  async end(): Promise<number> {
    this.child.send('end');
    return Number(await this.answer());
  }

  stop(): Promise<void> {
    return endChild(this.child);
  }

  private async answer(): Promise<unknown> {
    const ended = once(this.child, 'exit').then(() => {
      throw new Error('The readers ended; see above.');
    });
    const [message] = (await Promise.race([once(this.child, 'message'), ended])) as [unknown];
    return message;
  }
}
