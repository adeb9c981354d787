import type { ClientRun } from './client-run.ts';

/** What ProducerPerformance says last. Throws if not all records were sent. */
export function readProducerPerformance(output: string, records: number): ClientRun {
  const line = output.trim().split('\n').at(-1) ?? '';
  const sent = /^(\d+) records sent, ([\d.]+) records\/sec/.exec(line);
  const latencies = /(\d+) ms 50th, .* (\d+) ms 99th/.exec(line);
  if (sent === null || latencies === null || Number(sent[1]) !== records) {
    throw new Error(`ProducerPerformance did not send ${records} records: ${line}`);
  }
  return {
    recordsPerSecond: Number(sent[2]),
    p50Ms: Number(latencies[1]),
    p99Ms: Number(latencies[2]),
  };
}

/** What VerifiableProducer says. Throws if it says of fewer records that they were acknowledged. */
export function readVerifiableProducer(output: string, records: number): ClientRun {
  const lines = output.trim().split('\n');
  const acknowledged = lines.filter((line) => line.includes('"producer_send_success"')).length;
  const last = JSON.parse(lines.findLast((line) => line.includes('"tool_data"')) ?? '{}') as {
    readonly sent?: number;
    readonly acked?: number;
    readonly avg_throughput?: number;
  };
  const { sent, acked, avg_throughput: recordsPerSecond } = last;
  const counts = [acknowledged, sent, acked];
  if (recordsPerSecond === undefined || counts.some((count) => count !== records)) {
    throw new Error(`VerifiableProducer: of ${records} records there are ${counts.join(', ')}.`);
  }
  return { recordsPerSecond };
}
