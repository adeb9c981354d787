import assert from 'node:assert/strict';
import { test } from 'node:test';

import { labelText, kafkaFamily } from './metric.ts';
import { textExposition } from './text-exposition.ts';
import { readScrape } from '../testing/scraped-metrics.ts';

test('names are those that dashboards for the JMX exporter ask for', () => {
  const names: readonly (readonly [
    domain: string,
    type: string,
    name: string,
    expected: string,
  ])[] = [
    [
      'server',
      'BrokerTopicMetrics',
      'MessagesInPerSec',
      'kafka_server_brokertopicmetrics_messagesin_total',
    ],
    ['network', 'RequestMetrics', 'TotalTimeMs', 'kafka_network_requestmetrics_totaltimems'],
    [
      'server',
      'ReplicaManager',
      'UnderReplicatedPartitions',
      'kafka_server_replicamanager_underreplicatedpartitions',
    ],
    [
      'network',
      'SocketServer',
      'NetworkProcessorAvgIdlePercent',
      'kafka_network_socketserver_networkprocessoravgidle_percent',
    ],
    [
      'log',
      'LogFlushStats',
      'LogFlushRateAndTimeMs',
      'kafka_log_logflushstats_logflushrateandtimems',
    ],
    [
      'controller',
      'KafkaController',
      'ActiveControllerCount',
      'kafka_controller_kafkacontroller_activecontrollercount',
    ],
    [
      'server',
      'socket-server-metrics',
      'connection-count',
      'kafka_server_socket_server_metrics_connection_count',
    ],
  ];
  for (const [domain, type, name, expected] of names) {
    assert.equal(kafkaFamily({ domain, type, name }, 'gauge', 'Any').name, expected);
  }
});

test('labels are escaped, and the whole is what Prometheus reads', () => {
  const labels = labelText({ path: 'C:\\logs', quoted: 'a "b"', lines: 'a\nb' });
  const family = {
    name: 'odradek_test_total',
    type: 'counter',
    mbean: undefined,
    labels: [],
    help: 'A \\ and\ntwo lines',
  } as const;
  const samples = () => [
    { labels, value: 1 },
    { labels: '', value: Infinity },
  ];
  const text = [...textExposition([{ family, samples }], {})].join('');
  assert.match(text, /^# HELP odradek_test_total A \\\\ and\\ntwo lines\n/);
  const { values, types } = readScrape(text);
  assert.deepEqual([...types], [['odradek_test_total', 'counter']]);
  assert.deepEqual(
    [...values],
    [
      [String.raw`odradek_test_total{path="C:\\logs",quoted="a \"b\"",lines="a\nb"}`, 1],
      ['odradek_test_total', Infinity],
    ],
  );
});

test('many samples come in pieces, and what follows is read when it is asked for', () => {
  const family = {
    name: 'many',
    type: 'gauge',
    mbean: undefined,
    labels: ['n'],
    help: 'Many',
  } as const;
  let read = 0;
  function* samples() {
    for (let n = 0; n < 10_000; n++) {
      read++;
      yield { labels: labelText({ n }), value: n };
    }
  }
  const pieces = textExposition([{ family, samples }], {});
  const first = pieces.next().value ?? '';
  assert.equal(first.length >= 16_384 && first.length < 17_000, true, `${first.length}`);
  assert.equal(read < 2_000, true, `${read} samples were read for the first piece`);
  assert.equal(readScrape(first + [...pieces].join('')).values.size, 10_000);
});
