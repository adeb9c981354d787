import assert from 'node:assert/strict';
import { test } from 'node:test';

import { preloadUnservedApis } from '../handlers/unserved/unserved-apis.ts';
import { BrokerContext } from '../testing/broker-context.ts';
import { FETCH, PRODUCE } from '../testing/client-apis.ts';
import { createTopic, deleteTopic, fetchValues, produceBatch } from '../testing/operations.ts';
import { batchOf, fetchRequest, from, produceRequest } from '../testing/requests.ts';
import { rawApi } from '../testing/raw-api.ts';
import { readScrape } from '../testing/scraped-metrics.ts';

/** The values of the samples whose names begin like this. */
function scrape(context: BrokerContext, prefix: string): Readonly<Record<string, number>> {
  const { values } = readScrape(context.metricsText);
  return Object.fromEntries([...values].filter(([name]) => name.startsWith(prefix)));
}

function valueOf(context: BrokerContext, name: string): number | undefined {
  return readScrape(context.metricsText).values.get(name);
}

test('records and bytes are counted for their topic and for all, once appended and once read', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await createTopic(context.connect(), 'idle');
  const batch = batchOf(['apple', 'pear', 'plum']);
  await produceBatch(context.connect(), 'orders', batch);
  await produceBatch(context.connect(), 'orders', batch);
  await fetchValues(context.connect(), 'orders');
  const total = 'kafka_server_brokertopicmetrics';
  const bytes = 2 * batch.byteLength;
  assert.deepEqual(scrape(context, `${total}_messagesin`), {
    [`${total}_messagesin_total`]: 6,
    [`${total}_messagesin_total{topic="orders"}`]: 6,
  });
  assert.equal(valueOf(context, `${total}_bytesin_total{topic="orders"}`), bytes);
  assert.equal(valueOf(context, `${total}_bytesout_total{topic="orders"}`), bytes);
  assert.equal(valueOf(context, `${total}_totalproducerequests_total`), 2);
  assert.equal(valueOf(context, `${total}_totalfetchrequests_total`), 1);
  assert.equal(valueOf(context, `${total}_failedproducerequests_total`), 0);
});

test('a topic that is deleted has no series any more, and its counts stay in those of all', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  await produceBatch(context.connect(), 'orders', batchOf(['apple']));
  await deleteTopic(context.connect(), 'orders');
  assert.equal(context.metricsText.includes('orders'), false);
  assert.equal(valueOf(context, 'kafka_server_brokertopicmetrics_messagesin_total'), 1);
  await createTopic(context.connect(), 'orders');
  await produceBatch(context.connect(), 'orders', batchOf(['pear']));
  const name = 'kafka_server_brokertopicmetrics_messagesin_total';
  assert.equal(valueOf(context, `${name}{topic="orders"}`), 1);
  assert.equal(valueOf(context, name), 2);
});

test('what is refused is counted by why, as Kafka does', async () => {
  const context = await BrokerContext.start({ topicDefaults: { maxMessageBytes: 200 } });
  await createTopic(context.connect(), 'orders');
  const large = batchOf(['x'.repeat(300)]);
  await produceBatch(context.connect(), 'orders', large);
  const damaged = batchOf(['apple']);
  const last = damaged.byteLength - 1;
  damaged.writeUInt8(damaged.readUInt8(last) ^ 1, last);
  await produceBatch(context.connect(), 'orders', damaged);
  for (const baseSequence of [0, 5]) {
    const producer = { producerId: 7n, producerEpoch: 0, baseSequence };
    await produceBatch(context.connect(), 'orders', batchOf(['apple'], undefined, producer));
  }
  const unknown = produceRequest({ topic: 'unknown' }, batchOf(['apple']));
  await context.connect().request(PRODUCE, 12, unknown);
  const total = 'kafka_server_brokertopicmetrics';
  assert.equal(valueOf(context, `${total}_bytesrejected_total{topic="orders"}`), large.byteLength);
  assert.equal(valueOf(context, `${total}_invalidmessagecrcrecords_total`), 1);
  assert.equal(valueOf(context, `${total}_totalproducerequests_total`), 4);
  assert.equal(valueOf(context, `${total}_failedproducerequests_total`), 1);
  assert.equal(valueOf(context, `${total}_messagesin_total`), 1);
  assert.deepEqual(scrape(context, 'kafka_network_requestmetrics_errors_total{request="Produce"'), {
    'kafka_network_requestmetrics_errors_total{request="Produce",error="NONE"}': 1,
    'kafka_network_requestmetrics_errors_total{request="Produce",error="MESSAGE_TOO_LARGE"}': 1,
    'kafka_network_requestmetrics_errors_total{request="Produce",error="CORRUPT_MESSAGE"}': 1,
    'kafka_network_requestmetrics_errors_total{request="Produce",error="UNKNOWN_TOPIC_OR_PARTITION"}': 1,
    'kafka_network_requestmetrics_errors_total{request="Produce",error="OUT_OF_ORDER_SEQUENCE_NUMBER"}': 1,
  });
});

test('the time that a request takes is counted in its phases', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders');
  const client = context.connect();
  const request = produceRequest({ topic: 'orders' }, batchOf(['apple']));
  context.holdSyncs();
  const sent = client.send(PRODUCE, 12, request);
  await context.settle();
  await context.advance(30);
  context.releaseSyncs();
  await client.response(sent);
  const name = (phase: string, rest: string): string =>
    `kafka_network_requestmetrics_${phase}${rest.replace('{', '{request="Produce"')}`;
  for (const [phase, ms] of [
    ['requestqueuetimems', 0],
    ['localtimems', 0],
    ['remotetimems', 30],
    ['throttletimems', 0],
    ['responsequeuetimems', 0],
    ['responsesendtimems', 0],
    ['totaltimems', 30],
  ] as const) {
    assert.equal(valueOf(context, name(phase, '_sum{}')), ms, phase);
    assert.equal(valueOf(context, name(phase, '_count{}')), 1, phase);
    const median = valueOf(context, name(phase, '{,quantile="0.50"}')) ?? Number.NaN;
    assert.equal(Math.abs(median - ms) <= 0.032 * ms, true, `${phase}: ${median}`);
  }
  const [frame] = [client.frame(PRODUCE, 12, request).bytes.byteLength - 4];
  assert.equal(valueOf(context, name('requestbytes', '_sum{}')), frame);
  assert.equal(
    valueOf(context, 'kafka_network_requestmetrics_requests_total{request="Produce",version="12"}'),
    1,
  );
});

test('a partition of a Fetch counts once though it is read twice, and its bytes once answered', async () => {
  const context = await BrokerContext.start();
  const topicId = await createTopic(context.connect(), 'orders', 2);
  const batch = batchOf(['apple', 'pear']);
  await produceBatch(context.connect(), 'orders', batch);
  const total = 'kafka_server_brokertopicmetrics';
  const client = context.connect();
  // A first batch larger than its partition may have is read, to see whether it is enough.
  const small = { ...from(0), partitionMaxBytes: 1 };
  const options = { maxWaitMs: 500, minBytes: 10_000 };
  const sent = client.send(FETCH, 13, fetchRequest({ topicId }, [small, from(0, 1)], options));
  await context.settle();
  assert.equal(valueOf(context, `${total}_totalfetchrequests_total{topic="orders"}`), 2);
  assert.equal(valueOf(context, `${total}_bytesout_total`), 0);
  await context.advance(500);
  await client.response(sent);
  assert.equal(valueOf(context, `${total}_totalfetchrequests_total{topic="orders"}`), 2);
  assert.equal(valueOf(context, `${total}_bytesout_total{topic="orders"}`), batch.byteLength);
});

test('a Fetch fails for a limit that makes no sense, not for an offset that is not there', async () => {
  const context = await BrokerContext.start();
  const topicId = await createTopic(context.connect(), 'orders');
  await produceBatch(context.connect(), 'orders', batchOf(['apple']));
  const failed = 'kafka_server_brokertopicmetrics_failedfetchrequests_total';
  await context.connect().request(FETCH, 13, fetchRequest({ topicId }, [from(7)]));
  assert.equal(valueOf(context, failed), 0);
  const senseless = { ...from(0), partitionMaxBytes: -1 };
  await context.connect().request(FETCH, 13, fetchRequest({ topicId }, [senseless]));
  assert.equal(valueOf(context, `${failed}{topic="orders"}`), 1);
  assert.equal(valueOf(context, failed), 1);
});

test('fetch sessions are counted, with their partitions, and those that made room for others', async () => {
  const context = await BrokerContext.start({
    config: { maxIncrementalFetchSessionCacheSlots: 1 },
  });
  const topicId = await createTopic(context.connect(), 'orders', 3);
  const begin = async (partitions: readonly number[]): Promise<number> => {
    const asked = partitions.map((partition) => from(0, partition));
    const request = fetchRequest({ topicId }, asked, { sessionEpoch: 0 });
    return (await context.connect().request(FETCH, 13, request)).sessionId;
  };
  const name = 'kafka_server_fetchsessioncache';
  const counts = (sessions: number, partitions: number, evictions: number) => ({
    [`${name}_numincrementalfetchsessions`]: sessions,
    [`${name}_numincrementalfetchpartitionscached`]: partitions,
    [`${name}_incrementalfetchsessionevictions_total`]: evictions,
  });
  assert.deepEqual(scrape(context, name), counts(0, 0, 0));
  await begin([0, 1, 2]);
  assert.equal(await begin([0]), 0);
  assert.deepEqual(scrape(context, name), counts(1, 3, 0));
  await context.advance(120_001);
  const sessionId = await begin([0, 1]);
  assert.deepEqual(scrape(context, name), counts(1, 2, 1));
  const last = fetchRequest({ topicId }, [from(0)], { sessionId, sessionEpoch: -1 });
  await context.connect().request(FETCH, 13, last);
  assert.deepEqual(scrape(context, name), counts(0, 0, 1));
});

test('a Fetch counts as one of a consumer too, and waits in the purgatory', async () => {
  const context = await BrokerContext.start();
  const topicId = await createTopic(context.connect(), 'orders', 2);
  const client = context.connect();
  const request = fetchRequest({ topicId }, [from(0), from(0, 1)], { maxWaitMs: 500 });
  const sent = client.send(FETCH, 13, request);
  await context.settle();
  const purgatory = 'kafka_server_delayedoperationpurgatory';
  assert.deepEqual(scrape(context, purgatory), {
    [`${purgatory}_purgatorysize{delayedOperation="Fetch"}`]: 2,
    [`${purgatory}_numdelayedoperations{delayedOperation="Fetch"}`]: 1,
  });
  await context.advance(500);
  await client.response(sent);
  assert.equal(valueOf(context, `${purgatory}_purgatorysize{delayedOperation="Fetch"}`), 0);
  const remote = 'kafka_network_requestmetrics_remotetimems_sum';
  assert.deepEqual(scrape(context, remote + '{request="Fetch'), {
    [`${remote}{request="Fetch"}`]: 500,
    [`${remote}{request="FetchConsumer"}`]: 500,
  });
});

test('logs say how large they are without being opened', async () => {
  const context = await BrokerContext.start();
  await createTopic(context.connect(), 'orders', 2);
  const batch = batchOf(['apple', 'pear']);
  await produceBatch(context.connect(), 'orders', batch);
  const before = scrape(context, 'kafka_log_log_');
  const label = '{topic="orders",partition="0"}';
  assert.equal(before[`kafka_log_log_size${label}`], batch.byteLength);
  assert.equal(before[`kafka_log_log_logendoffset${label}`], 2);
  assert.equal(before[`kafka_log_log_logstartoffset${label}`], 0);
  assert.equal(before[`kafka_log_log_numlogsegments${label}`], 1);
  assert.equal(before['kafka_log_log_size{topic="orders",partition="1"}'], 0);
  await context.restart();
  const after = scrape(context, 'kafka_log_log_');
  assert.deepEqual(context.openLogs, []);
  for (const [name, value] of Object.entries(before)) {
    if (!name.includes('__cluster_metadata')) assert.equal(after[name], value, name);
  }
});

test('a log directory that failed is counted, with its partitions, and said to be why', async () => {
  const context = await BrokerContext.start({ directories: ['/one', '/two'] });
  await createTopic(context.connect(), 'orders', 4);
  assert.deepEqual(context.notReady, []);
  assert.equal(valueOf(context, 'kafka_log_logmanager_offlinelogdirectorycount'), 0);
  await context.stop();
  context.unusable.add('/two');
  await context.startAgain();
  assert.deepEqual(scrape(context, 'kafka_log_logmanager'), {
    kafka_log_logmanager_offlinelogdirectorycount: 1,
    'kafka_log_logmanager_logdirectoryoffline{logDirectory="/one"}': 0,
    'kafka_log_logmanager_logdirectoryoffline{logDirectory="/two"}': 1,
  });
  assert.deepEqual(scrape(context, 'kafka_server_replicamanager'), {
    kafka_server_replicamanager_partitioncount: 4,
    kafka_server_replicamanager_leadercount: 2,
    kafka_server_replicamanager_offlinereplicacount: 2,
    kafka_server_replicamanager_underreplicatedpartitions: 0,
    kafka_server_replicamanager_underminisrpartitioncount: 0,
    kafka_server_replicamanager_atminisrpartitioncount: 4,
    kafka_server_replicamanager_produceridcount: 0,
  });
  assert.equal(valueOf(context, 'kafka_controller_kafkacontroller_offlinepartitionscount'), 2);
  assert.deepEqual(context.notReady, ['The log directory /two is offline: /two cannot be used.']);
});

test('connections are counted by listener', async () => {
  const context = await BrokerContext.start();
  const clients = [context.connect(), context.connect(), context.connect()];
  await context.settle();
  clients[0]?.socket.close();
  await context.settle();
  const name = 'kafka_server_socket_server_metrics';
  const labels = '{listener="PLAINTEXT",networkProcessor="0"}';
  assert.deepEqual(scrape(context, name), {
    [`${name}_connection_count${labels}`]: 2,
    [`${name}_connection_creation_total${labels}`]: 3,
    [`${name}_connection_close_total${labels}`]: 1,
  });
});

test('requests for what is not built yet are counted', async () => {
  const context = await BrokerContext.start();
  assert.deepEqual(scrape(context, 'odradek_refused'), {});
  await preloadUnservedApis();
  // No topics, and no tagged field.
  await context.connect().request(rawApi(55), 0, Buffer.of(1, 0));
  assert.deepEqual(scrape(context, 'odradek_refused'), {
    'odradek_refused_requests_total{request="DescribeQuorum"}': 1,
  });
  const errors = 'kafka_network_requestmetrics_errors_total';
  assert.deepEqual(scrape(context, errors), {
    [`${errors}{request="DescribeQuorum",error="UNSUPPORTED_VERSION"}`]: 1,
  });
});
