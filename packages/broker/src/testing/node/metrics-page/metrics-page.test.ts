import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { ProcessUsage } from '../../../metrics/process-metrics.ts';
import { BrokerContext } from '../../broker-context.ts';
import { readScrape } from '../../scraped-metrics.ts';
import { METRICS_PAGE, withMetrics } from './metrics-page.ts';

const USAGE: ProcessUsage = {
  cpuUserSeconds: 1,
  cpuSystemSeconds: 2,
  startTimeSeconds: 3,
  residentMemoryBytes: 4,
  heapTotalBytes: 5,
  heapUsedBytes: 6,
  externalMemoryBytes: 7,
  arrayBuffersBytes: 8,
  openFds: 9,
  maxFds: 10,
  eventLoopDelay: { min: 0, max: 1, mean: 0.5, stddev: 0.1, p50: 0.4, p90: 0.9, p99: 0.99 },
  eventLoopUtilization: 0.25,
};

test('the page about metrics has what there are', () => {
  const page = readFileSync(METRICS_PAGE, 'utf8');
  const isCurrent = page === withMetrics(page);
  assert.equal(isCurrent, true, 'docs/metrics.md is old: run `npm run docs`');
});

test('a page without the markers of its generated part is refused', () => {
  assert.throws(() => withMetrics('# Metrics'), /markers/);
});

test('a broker exports every metric of the page, with its type, and no other', async () => {
  const context = await BrokerContext.start();
  const rows = readFileSync(METRICS_PAGE, 'utf8').matchAll(/^\| `([a-z_0-9]+)` \| (\w+) \|/gm);
  const documented = Object.fromEntries([...rows].map(([, name = '', type]) => [name, type]));
  const { types, values } = readScrape(context.metricsTextOf(USAGE));
  assert.deepEqual(Object.fromEntries(types), documented);
  assert.equal(
    values.get('kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent'),
    0.75,
  );
  assert.equal(values.get('nodejs_eventloop_lag_p99_seconds'), 0.99);
  assert.equal(values.get('process_cpu_seconds_total'), 3);
});

test('what the system does not tell of the process is left out', async () => {
  const context = await BrokerContext.start();
  const unknown = { ...USAGE, openFds: undefined, eventLoopDelay: undefined };
  const { values } = readScrape(context.metricsTextOf(unknown));
  assert.equal(values.has('process_open_fds'), false);
  assert.equal(values.has('nodejs_eventloop_lag_p99_seconds'), false);
  assert.equal(values.get('process_max_fds'), 10);
});
