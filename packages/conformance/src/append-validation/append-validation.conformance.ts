import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadCompression } from '@odradek/protocol';

import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { type BrokerRun, type CheckReport, compareRuns, runOnBroker } from './append-validation.ts';
import type { AppendCase } from './append-case.ts';
import { generateCases } from './generate.ts';

const PER_CHECK = Number(process.env['ODRADEK_APPEND_PER_CHECK'] ?? extent(40, 300));
const SEED = Number(process.env['ODRADEK_APPEND_SEED'] ?? Date.now() % 1_000_000);
const DIFFERENCES_SHOWN = Number(process.env['ODRADEK_APPEND_SHOWN'] ?? 5);

async function runOnKafka(cases: readonly AppendCase[]): Promise<BrokerRun> {
  await using kafka = await ApacheKafka.start();
  return await runOnBroker(kafka.bootstrapServer, cases);
}

async function runOnOdradek(cases: readonly AppendCase[]): Promise<BrokerRun> {
  using data = new TemporaryDirectory();
  await using odradek = await BrokerProcess.start(data.path);
  return await runOnBroker(odradek.bootstrapServer, cases);
}

function figures(report: CheckReport): string {
  const { sent, accepted, apart, readDifferently, storedEqual, inflatedEqual } = report;
  const anew = [...inflatedEqual].map(([codec, count]) => `${count} inflated (${codec})`);
  const listed = apart > 0 ? [`${apart} listed apart`] : [];
  const damaged =
    readDifferently > 0 ? [`${readDifferently} damaged and read differently far`] : [];
  const equal = `${storedEqual} stored equal byte for byte`;
  const stored = [equal, ...anew, ...damaged, ...listed].join(', ');
  return `${sent} sent, ${accepted} accepted by both: ${stored}`;
}

test(`batches good and bad, at least ${PER_CHECK} for each check (seed ${SEED}), are answered and stored as Apache Kafka does`, async (t) => {
  await loadCompression();
  const cases = generateCases({ seed: SEED, now: Date.now(), perCheck: PER_CHECK });
  const [kafka, odradek] = await Promise.all([runOnKafka(cases), runOnOdradek(cases)]);
  const reports = compareRuns(cases, kafka, odradek);
  t.diagnostic(`${cases.length} batches`);
  for (const [check, report] of reports) {
    t.diagnostic(`${check}: ${figures(report)}`);
    await t.test(check, () => {
      const shown = report.differences
        .slice(0, DIFFERENCES_SHOWN)
        .map(({ index, appendCase: { topic, variant, produceVersion }, how }) => {
          return `batch ${index} (${variant}, to ${topic}, version ${produceVersion}): ${how}`;
        });
      const { length } = report.differences;
      assert.equal(length, 0, `${length} of ${report.sent} differ:\n${shown.join('\n')}`);
    });
  }
});
