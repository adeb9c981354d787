import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode } from '@odradek/protocol';

import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { endChild, startChild } from '../process/child-processes.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { freePorts } from './free-ports.ts';

const CLUSTER_ID = 'b2RyYWRlay13aXRuZXNzMQ';
const READY_MS_MAX = 60_000;
const POLL_MS = 50;
const API_VERSIONS_VERSION = 3;

/** An Apache Kafka 4.3.1 of one node with an empty data directory, in a process of its own. */
export class ApacheKafka implements AsyncDisposable {
  /** Where clients connect to. */
  readonly bootstrapServer: string;
  private readonly child: ChildProcess;
  private readonly directory: TemporaryDirectory;

  private constructor(child: ChildProcess, directory: TemporaryDirectory, port: number) {
    this.child = child;
    this.directory = directory;
    this.bootstrapServer = `127.0.0.1:${port}`;
  }

  /**
   * Formats and starts it on free ports of 127.0.0.1, and waits until it serves requests. `configs`
   * stand in its server.properties besides what one node needs.
   */
  static async start(
    configs: Readonly<Record<string, string | number>> = {},
  ): Promise<ApacheKafka> {
    const directory = new TemporaryDirectory();
    const [port = 0, controllerPort = 0] = await freePorts(2);
    const properties = join(directory.path, 'server.properties');
    writeFileSync(properties, serverProperties(port, controllerPort, directory.path, configs));
    const main = ['odradek.conformance.StartKafka', properties, CLUSTER_ID];
    const child = startChild('java', [...kafkaJavaOptions(), ...main], { stdio: 'pipe' });
    const kafka = new ApacheKafka(child, directory, port);
    await kafka.untilReady(keepTail(child));
    return kafka;
  }

  /** The directory with its segments. */
  get dataDirectory(): string {
    return join(this.directory.path, 'data');
  }

  /** Stops it in order; its directory stays until it is disposed of. */
  async stop(): Promise<void> {
    await endChild(this.child, 'SIGTERM');
  }

  /** Kills it and removes its data: an end in order takes seconds, and nobody would read them. */
  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.child, 'SIGKILL');
    this.directory[Symbol.dispose]();
  }

  private async untilReady(tail: () => string): Promise<void> {
    const deadline = performance.now() + READY_MS_MAX;
    while (performance.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error(`Apache Kafka ended:\n${tail()}`);
      if (await isReady(this.bootstrapServer)) return;
      await sleep(POLL_MS);
    }
    await this[Symbol.asyncDispose]();
    throw new Error(`Apache Kafka was not ready within ${READY_MS_MAX} ms:\n${tail()}`);
  }
}

/**
 * Whether ApiVersions answers, Metadata names a broker, and producers get ids: Kafka answers a
 * moment before its controller lets the broker have partitions and ids.
 */
async function isReady(address: string): Promise<boolean> {
  try {
    using client = await RawClient.connect(address);
    await client.apiVersions(API_VERSIONS_VERSION);
    const { brokers } = await client.metadata([]);
    return brokers.length > 0 && (await client.initProducerId()) === ErrorCode.NONE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return false;
    throw error;
  }
}

/** Kafka's defaults, but for what one node cannot do. */
function serverProperties(
  port: number,
  controllerPort: number,
  directory: string,
  configs: Readonly<Record<string, string | number>>,
): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': join(directory, 'data'),
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    ...configs,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Keeps the last of what a process prints, to show it if the process fails. */
function keepTail(child: ChildProcess): () => string {
  const charactersMax = 4000;
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = `${tail}${text}`.slice(-charactersMax);
    });
  }
  return () => tail;
}
