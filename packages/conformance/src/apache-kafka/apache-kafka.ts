import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode } from '@odradek/protocol';

import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { type JvmSetup, kafkaJavaOptions } from '../installation/apache-kafka-jars.ts';
import { endChild, startChild } from '../process/child-processes.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { freePorts } from './free-ports.ts';

const CLUSTER_ID = 'b2RyYWRlay13aXRuZXNzMQ';
const READY_MS_MAX = 60_000;
const POLL_MS = 50;
const SHOWN_CHARACTERS_MAX = 4000;
const KEPT_CHARACTERS_MAX = 4_000_000;
const API_VERSIONS_VERSION = 3;

/** How an Apache Kafka is started. */
export interface ApacheKafkaOptions {
  /** Where its data is, and stays; the default is an empty directory that goes with it. */
  readonly directory?: string;
  /** The port of its clients; a free one is the default. */
  readonly port?: number;
  /** Settings of the broker beside those that one node needs. */
  readonly configs?: Readonly<Record<string, string | number>>;
  /** How its virtual machine is set up; `quick` is the default. */
  readonly jvm?: JvmSetup;
  /** Added to the environment of its process. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface Placement {
  readonly directory: string;
  readonly port: number;
  readonly temporary: TemporaryDirectory | undefined;
}

/** An Apache Kafka 4.3.1 of one node in a process of its own. */
export class ApacheKafka implements AsyncDisposable {
  /** Where clients connect to. */
  readonly bootstrapServer: string;
  private readonly child: ChildProcess;
  /** The directory that goes with it. */
  private readonly temporary: TemporaryDirectory | undefined;
  private readonly directory: string;
  private readonly outputSoFar: () => string;

  private constructor(child: ChildProcess, { directory, port, temporary }: Placement) {
    this.child = child;
    this.directory = directory;
    this.temporary = temporary;
    this.outputSoFar = keepOutput(child);
    this.bootstrapServer = `127.0.0.1:${port}`;
  }

  /** Formats it if need be, starts it on free ports of 127.0.0.1, and waits until it serves requests. */
  static async start(options: ApacheKafkaOptions = {}): Promise<ApacheKafka> {
    const temporary = options.directory === undefined ? new TemporaryDirectory() : undefined;
    const directory = options.directory ?? temporary?.path ?? '';
    const [freePort = 0, controllerPort = 0] = await freePorts(2);
    const port = options.port ?? freePort;
    const properties = join(directory, 'server.properties');
    const text = serverProperties({ port, controllerPort, directory, configs: options.configs });
    writeFileSync(properties, text);
    const main = ['odradek.conformance.StartKafka', properties, CLUSTER_ID];
    const child = startChild('java', [...kafkaJavaOptions(options.jvm), ...main], {
      stdio: 'pipe',
      env: { ...process.env, ...options.environment },
    });
    const kafka = new ApacheKafka(child, { directory, port, temporary });
    await kafka.untilReady();
    return kafka;
  }

  /** The directory with its segments. */
  get dataDirectory(): string {
    return join(this.directory, 'data');
  }

  /** The id of its process. */
  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** What it has printed: warnings and errors, each with its class in brackets. */
  get output(): string {
    return this.outputSoFar();
  }

  /** Ends it in order with SIGTERM. Resolves to its exit code. */
  stop(): Promise<number | null> {
    return endChild(this.child, 'SIGTERM');
  }

  /** Ends it without warning, as a crash of the process would. */
  async kill(): Promise<void> {
    await endChild(this.child, 'SIGKILL');
  }

  /** Kills it: an end in order takes seconds. Removes its data unless a directory was given. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.temporary?.[Symbol.dispose]();
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + READY_MS_MAX;
    while (performance.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error(`Apache Kafka ended:\n${this.tail}`);
      if (await isReady(this.bootstrapServer)) return;
      await sleep(POLL_MS);
    }
    await this[Symbol.asyncDispose]();
    throw new Error(`Apache Kafka was not ready within ${READY_MS_MAX} ms:\n${this.tail}`);
  }

  private get tail(): string {
    return this.output.slice(-SHOWN_CHARACTERS_MAX);
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
function serverProperties({
  port,
  controllerPort,
  directory,
  configs,
}: {
  readonly port: number;
  readonly controllerPort: number;
  readonly directory: string;
  readonly configs: ApacheKafkaOptions['configs'];
}): string {
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

/** Keeps what a process prints, but for the oldest if it is very much. */
function keepOutput(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-KEPT_CHARACTERS_MAX);
    });
  }
  return () => output;
}
