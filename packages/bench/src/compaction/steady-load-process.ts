/*
 * Produces single records with keys at an even distance, until nobody is there any more:
 *
 *   fork('steady-load-process.js', ['{"address":"127.0.0.1:9092","topics":[...]}'])
 *
 * Measures between the messages `begin` and `end`, and answers the second.
 */
import { once } from 'node:events';

import { RecordBatchBuilder } from '@odradek/protocol';

import { LatencyHistogram } from '../load/latency-histogram.ts';
import { Metronome } from '../load/metronome.ts';
import { ProduceConnection } from '../load/produce-connection.ts';
import { ReadyRequests } from '../load/ready-requests.ts';
import { randomValues } from '../load/record-values.ts';
import type {
  SteadyLoadCommand,
  SteadyLoadSettings,
  SteadyTopic,
  SteadyTopicMeasurement,
} from './steady-load.ts';

const BEAT_MS = 0.5;
const RECORD_BYTES = 100;
/** Requests that a connection may have under way before the next has to wait. */
const SLOTS = 4096;
const ONE_PARTITION = { first: 0, step: 1, count: 1 };

/** The records of one topic, and what is measured of them. */
class SteadyRecords {
  private latencies: LatencyHistogram = new LatencyHistogram();
  private lateness: LatencyHistogram = new LatencyHistogram();
  private readonly topic: SteadyTopic;

  constructor(topic: SteadyTopic) {
    this.topic = topic;
  }

  /** Resolves to a connection that sends them from its start on. */
  connect(address: string, index: number): Promise<ProduceConnection> {
    const { topic, requestsPerSecond } = this.topic;
    const intervalMs = 1000 / requestsPerSecond;
    return ProduceConnection.connect(address, {
      requests: new ReadyRequests(topic, keyedRecord(), SLOTS),
      turn: ONE_PARTITION,
      // Not all at once.
      pace: { intervalMs, offsetMs: (index * BEAT_MS) % intervalMs },
      onAcknowledged: (latencyMs) => this.latencies.record(latencyMs),
      onSent: (latenessMs) => this.lateness.record(latenessMs),
      onFailed: (error) => {
        throw error;
      },
    });
  }

  begin(): void {
    this.latencies = new LatencyHistogram();
    this.lateness = new LatencyHistogram();
  }

  measurement(): SteadyTopicMeasurement {
    return {
      latencyMs: this.latencies.percentiles(),
      latenessMs: this.lateness.percentiles(),
    };
  }
}

function keyedRecord(): Buffer {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: Date.now(), key: 'steady', value: randomValues(RECORD_BYTES) });
  return builder.build();
}

async function produce({ address, topics }: SteadyLoadSettings): Promise<void> {
  const records = topics.map((topic) => new SteadyRecords(topic));
  const connecting = records.map((ofTopic, index) => ofTopic.connect(address, index));
  const connections = await Promise.all(connecting);
  process.on('message', (command: SteadyLoadCommand) => {
    if (command === 'begin') for (const ofTopic of records) ofTopic.begin();
    else process.send?.(records.map((ofTopic) => ofTopic.measurement()));
  });
  const disconnected = once(process, 'disconnect');
  for (const connection of connections) connection.start();
  const metronome = new Metronome(BEAT_MS, () => {
    const nowMs = performance.now();
    for (const connection of connections) connection.send(nowMs);
  });
  await disconnected;
  await metronome.stop();
  await Promise.all(connections.map((connection) => connection.stop()));
}

await produce(JSON.parse(process.argv[2] ?? '') as SteadyLoadSettings);
