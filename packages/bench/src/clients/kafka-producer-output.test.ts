import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readProducerPerformance, readVerifiableProducer } from './kafka-producer-output.ts';

const INTERVAL =
  '25000 records sent, 5000.0 records/sec (0.48 MB/sec), 1.0 ms avg latency, 9.0 ms max latency.\n';
const END =
  '30000 records sent, 5120.5 records/sec (0.49 MB/sec), 1.10 ms avg latency, 200.00 ms max latency, 1 ms 50th, 3 ms 95th, 12 ms 99th, 40 ms 99.9th.\n';

test('what counts of ProducerPerformance is its last line', () => {
  const { recordsPerSecond, p50Ms, p99Ms } = readProducerPerformance(`${INTERVAL}${END}`, 30_000);
  assert.deepEqual([recordsPerSecond, p50Ms, p99Ms], [5120.5, 1, 12]);
});

test('a ProducerPerformance that sent less is a failure', () => {
  assert.throws(() => readProducerPerformance(END, 30_001), /did not send 30001 records/);
  assert.throws(() => readProducerPerformance(INTERVAL, 25_000), /did not send 25000 records/);
  assert.throws(() => readProducerPerformance('', 1), /did not send 1 records/);
});

const SUCCESS = '{"timestamp":1,"name":"producer_send_success","topic":"t","partition":0}\n';
const TOOL_DATA =
  '{"timestamp":2,"name":"tool_data","sent":2,"acked":2,"target_throughput":-1,"avg_throughput":41.5}\n';

test('VerifiableProducer has to acknowledge each record', () => {
  const said = readVerifiableProducer(`${SUCCESS}${SUCCESS}${TOOL_DATA}`, 2);
  assert.equal(said.recordsPerSecond, 41.5);
  assert.throws(() => readVerifiableProducer(`${SUCCESS}${TOOL_DATA}`, 2), /there are 1, 2, 2/);
  assert.throws(() => readVerifiableProducer(`${SUCCESS}${SUCCESS}`, 2), /there are 2, , /);
});
