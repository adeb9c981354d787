import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { OdradekCommand, runCommand } from '../testing/odradek-command.ts';

const METRICS_PAGE = fileURLToPath(new URL('../../../../../docs/metrics.md', import.meta.url));
const ADDRESSES =
  /^Odradek is ready on (\S+),.*\nMetrics are on (http:\/\/127\.0\.0\.1:\d+)\/metrics/;
const TYPE = /^# TYPE ([a-z_0-9]+) (\w+)$/gm;
const ROW = /^\| `([a-z_0-9]+)` \| (\w+) \|/gm;

/** Name and type of each match. */
function typesOf(text: string, pattern: RegExp): Readonly<Record<string, string>> {
  const rows = [...text.matchAll(pattern)];
  return Object.fromEntries(rows.map(([, name = '', type = '']) => [name, type]));
}

test('a broker that serves clients is watched over HTTP', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-watch-'));
  context.after(() => rm(directory, { recursive: true }));
  const watched = ['--override', 'odradek.http.listener=0'];
  await using broker = new OdradekCommand([
    'start',
    '--data',
    join(directory, 'data'),
    '--listen',
    '127.0.0.1:0',
    ...watched,
  ]);
  let addresses: RegExpExecArray | null = null;
  for (let bytes = 1; addresses === null; bytes = broker.printed.length + 1) {
    await broker.untilPrinted(bytes);
    addresses = ADDRESSES.exec(broker.printed);
  }
  const [, kafka = '', http = ''] = addresses;
  const { exitCode } = await runCommand(['produce', 'orders', '-b', kafka], 'one\ntwo\nthree\n');
  assert.equal(exitCode, 0);
  const consumed = await runCommand([
    'consume',
    'orders',
    '-b',
    kafka,
    '--from-beginning',
    '--exit-at-end',
  ]);
  assert.equal(consumed.stdout.toString(), 'one\ntwo\nthree\n');
  const ready = await fetch(`${http}/readyz`);
  assert.deepEqual([ready.status, await ready.text()], [200, 'ready\n']);
  assert.equal((await fetch(`${http}/healthz`)).status, 200);
  const scraped = await (await fetch(`${http}/metrics`)).text();
  assert.deepEqual(typesOf(scraped, TYPE), typesOf(await readFile(METRICS_PAGE, 'utf8'), ROW));
  for (const sample of [
    /^kafka_server_brokertopicmetrics_messagesin_total\{topic="orders"\} 3$/m,
    /^kafka_server_brokertopicmetrics_bytesout_total\{topic="orders"\} \d{2,}$/m,
    /^kafka_log_log_logendoffset\{topic="orders",partition="0"\} 3$/m,
    /^kafka_network_requestmetrics_totaltimems\{request="Produce",quantile="0.99"\} [\d.]+$/m,
    /^kafka_server_socket_server_metrics_connection_count\{listener="PLAINTEXT",networkProcessor="0"\} \d+$/m,
    /^odradek_journal_sync_time_ms_count\{logDirectory="[^"]+"\} [1-9]\d*$/m,
    /^odradek_journal_writes_in_flight\{logDirectory="[^"]+"\} 0$/m,
    /^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m,
    /^process_resident_memory_bytes [1-9]\d+$/m,
  ]) {
    assert.match(scraped, sample);
  }
  broker.child.kill('SIGTERM');
  assert.equal((await broker.end()).exitCode, 0);
});
