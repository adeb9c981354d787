import { KAFKA_MAIN } from '../brokers/kafka-program.ts';
import { outputOf } from '../load/run-program.ts';
import type { ClientRun } from './client-run.ts';
import { readProducerPerformance, readVerifiableProducer } from './kafka-producer-output.ts';

const PERFORMANCE = 'org.apache.kafka.tools.ProducerPerformance';
const VERIFIABLE = 'org.apache.kafka.tools.VerifiableProducer';

/** What one of Kafka's own producers is to do. */
export interface KafkaProducerWork {
  readonly address: string;
  readonly topic: string;
  readonly records: number;
  readonly recordBytes: number;
  /** Settings of the producer beside its defaults. */
  readonly properties: Readonly<Record<string, string | number>>;
}

/** Runs Kafka's ProducerPerformance. */
export async function runProducerPerformance(work: KafkaProducerWork): Promise<ClientRun> {
  const properties = Object.entries(work.properties).map((pair) => pair.join('='));
  const output = await runTool(PERFORMANCE, [
    `--bootstrap-server=${work.address}`,
    `--topic=${work.topic}`,
    `--num-records=${work.records}`,
    `--record-size=${work.recordBytes}`,
    '--throughput=-1',
    '--command-property',
    ...properties,
  ]);
  return readProducerPerformance(output, work.records);
}

/** Runs Kafka's VerifiableProducer, which prints a line for each record that was acknowledged. */
export async function runVerifiableProducer(
  work: Pick<KafkaProducerWork, 'address' | 'topic' | 'records'>,
): Promise<ClientRun> {
  const output = await runTool(VERIFIABLE, [
    `--bootstrap-server=${work.address}`,
    `--topic=${work.topic}`,
    `--max-messages=${work.records}`,
  ]);
  return readVerifiableProducer(output, work.records);
}

function runTool(tool: string, args: readonly string[]): Promise<string> {
  return outputOf(process.execPath, [KAFKA_MAIN, 'tool', '--jvm', 'production', tool, ...args]);
}
