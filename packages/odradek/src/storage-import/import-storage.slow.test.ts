import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import { FileMetadataLog, MetadataImage } from '@odradek/cluster';
import { kraftRecord } from '@odradek/cluster/testing';
import type { StorageEvent } from '@odradek/storage';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { formatDirectories } from '../server/format-directories.ts';
import {
  aboutOf,
  batchOf,
  CLUSTER_ID,
  filesIn,
  logManagerOf,
  newKafka,
  ORDERS_ID,
  OTHER_DIRECTORY_ID,
  readValues,
  runImport,
  SEGMENT,
  topicValues,
  write,
  writeKafkaDirectory,
  writePartition,
} from './test-context.ts';

const ACCOUNTS_ID = 'qkMHl9JkRFWwCoajL0Vntg';

function start(fileSystem: MemoryFileSystem, nodeId = 1) {
  const data = { directories: ['/data'], metadataDirectory: '/data' };
  return formatDirectories({ fileSystem, random: new SeededRandom(9), nodeId, ...data });
}

/** What our broker loads of the metadata. */
async function loadImage(fileSystem: MemoryFileSystem): Promise<MetadataImage> {
  const topic = { topic: '__cluster_metadata', topicId: METADATA_TOPIC_ID, partition: 0 };
  const log = new FileMetadataLog(await logManagerOf(fileSystem).getOrCreate(topic), () => 0);
  const image = new MetadataImage();
  await log.readAll(({ records }) => image.replay(records));
  await log.close();
  return image;
}

async function isMarked(fileSystem: MemoryFileSystem): Promise<boolean> {
  return fileSystem.exists('/data/.odradek-import');
}

test('a stopped Kafka is taken over, and the source is as it was', async () => {
  const fileSystem = await newKafka();
  const before = await filesIn(fileSystem, '/kafka');
  const { topics, clusterId, nodeId, notices } = await runImport(fileSystem);
  assert.deepEqual(
    { clusterId, nodeId, notices },
    { clusterId: CLUSTER_ID, nodeId: 1, notices: [] },
  );
  assert.deepEqual(
    topics.map(({ name, partitionCount, copied }) => [
      name,
      partitionCount,
      copied.map(({ logStartOffset, logEndOffset }) => logEndOffset - logStartOffset),
    ]),
    [['orders', 2, [3, 0]]],
  );
  assert.deepEqual(await filesIn(fileSystem, '/kafka'), before);
  assert.equal(await fileSystem.exists('/data/.kafka_cleanshutdown'), false);
  assert.equal((await start(fileSystem)).clusterId, CLUSTER_ID);
  const image = await loadImage(fileSystem);
  assert.equal(image.topics.topic('orders')?.topicId, ORDERS_ID);
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
  assert.deepEqual(await readValues(fileSystem, 1), []);
});

test('a broker that starts after an import has nothing to say of the directory', async () => {
  const fileSystem = await newKafka();
  await runImport(fileSystem);
  const events: StorageEvent[] = [];
  const manager = logManagerOf(fileSystem, (event) => events.push(event));
  await manager.getOrCreate({ topic: 'orders', topicId: ORDERS_ID, partition: 0 });
  await manager.close();
  assert.deepEqual(events, []);
});

test('several log directories become one, with checkpoints of all', async () => {
  const fileSystem = await newKafka({ metadata: topicValues('accounts', ACCOUNTS_ID, [[1]]) });
  const second = { path: '/kafka2', directoryId: OTHER_DIRECTORY_ID, partitions: [] };
  await writeKafkaDirectory(fileSystem, { ...second, metadata: undefined });
  await writePartition(fileSystem, '/kafka2/accounts-0', ACCOUNTS_ID, 7);
  await write(fileSystem, '/kafka2/recovery-point-offset-checkpoint', '0\n1\naccounts 0 7\n');
  await write(fileSystem, '/kafka2/cleaner-offset-checkpoint', '0\n2\naccounts 0 5\ngone 0 9\n');
  await write(fileSystem, '/kafka/log-start-offset-checkpoint', '0\n1\norders 0 2\n');
  const { topics } = await runImport(fileSystem, { from: ['/kafka', '/kafka2'] });
  assert.deepEqual(
    topics.map(({ name }) => name),
    ['orders', 'accounts'],
  );
  assert.equal(topics[0]?.copied[0]?.logStartOffset, 2);
  const checkpoint = async (name: string) =>
    String(await fileSystem.readWhole(`/data/${name}`)).split('\n');
  assert.deepEqual((await checkpoint('recovery-point-offset-checkpoint')).slice(2, -1).sort(), [
    '__cluster_metadata 0 6',
    'accounts 0 7',
    'orders 0 3',
    'orders 1 0',
  ]);
  assert.deepEqual(await checkpoint('cleaner-offset-checkpoint'), ['0', '1', 'accounts 0 5', '']);
  assert.deepEqual(await checkpoint('log-start-offset-checkpoint'), ['0', '1', 'orders 0 2', '']);
});

test('a log with gaps is served, also if its topic is not compacted any more', async () => {
  const gap = [batchOf(0, 3), batchOf(10, 2)];
  const cases: readonly (readonly (readonly [name: string, bytes: Buffer])[])[] = [
    [[SEGMENT, Buffer.concat(gap)]],
    gap.map((bytes, index) => [`${String(index * 10).padStart(20, '0')}.log`, bytes] as const),
  ];
  for (const segments of cases) {
    const fileSystem = await newKafka();
    for (const [name, bytes] of segments) {
      await fileSystem.writeWhole(`/kafka/orders-0/${name}`, bytes);
    }
    await write(fileSystem, '/kafka/recovery-point-offset-checkpoint', '0\n1\norders 0 12\n');
    const { topics } = await runImport(fileSystem);
    assert.equal(topics[0]?.copied[0]?.logEndOffset, 12);
    assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2', '10', '11']);
  }
});

test('an orderly stop is asked for, unless it is said that Kafka crashed', async () => {
  const fileSystem = await newKafka({ isRunning: true });
  await assert.rejects(runImport(fileSystem), {
    code: 'ODRADEK_DIRECTORY_LOCKED',
    message: /\/kafka has no \.kafka_cleanshutdown, so Kafka runs on it or was not.*--after-crash/,
  });
  assert.equal(await fileSystem.exists('/data'), false);
  await runImport(fileSystem, { isAfterCrash: true });
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('a Kafka without a partition is asked for an orderly stop too', async () => {
  const fileSystem = await newKafka({ isRunning: true, partitions: [] });
  await assert.rejects(runImport(fileSystem), { message: /has no \.kafka_cleanshutdown/ });
});

test('a Kafka that has its .lock is refused, also after a crash', async () => {
  const fileSystem = await newKafka();
  const holding = (path: string) =>
    Promise.resolve(path === '/kafka/.lock' ? 'process 8321' : undefined);
  for (const isAfterCrash of [false, true]) {
    const attempt = runImport(fileSystem, { runningProcess: { holding }, isAfterCrash });
    await assert.rejects(attempt, {
      code: 'ODRADEK_DIRECTORY_LOCKED',
      message: 'Kafka runs on /kafka (process 8321 has its .lock): stop it, and import then.',
    });
  }
});

test('a Kafka that is started meanwhile leaves an import that did not finish', async () => {
  const fileSystem = await newKafka();
  const attempt = runImport(fileSystem, {
    onProgress: () => void fileSystem.remove('/kafka/.kafka_cleanshutdown'),
  });
  await assert.rejects(attempt, { message: /Kafka was started on \/kafka meanwhile.*remove/ });
  await assert.rejects(start(fileSystem), { message: /an import that did not finish/ });
});

test('a Kafka that ran and was stopped meanwhile is noticed by each thing that it changed', async () => {
  const metadata = `/kafka/__cluster_metadata-0/${SEGMENT}`;
  const changes: readonly (readonly [path: string, bytes: Buffer])[] = [
    ['/kafka/.kafka_cleanshutdown', Buffer.from('{"version":0,"brokerEpoch":9}')],
    ['/kafka/recovery-point-offset-checkpoint', Buffer.from('0\n1\norders 0 4\n')],
    ['/kafka/orders-1/00000000000000000000.log', batchOf(0, 1)],
    ['/kafka/orders-0/00000000000000000003.log', batchOf(3, 1)],
    ['/kafka/__cluster_metadata-0/quorum-state', Buffer.from('{}')],
    [metadata, batchOf(0, 9)],
  ];
  for (const isAfterCrash of [false, true]) {
    for (const [path, bytes] of changes) {
      const fileSystem = await newKafka({ isRunning: isAfterCrash });
      let changing: Promise<void> | undefined;
      const attempt = runImport(fileSystem, {
        isAfterCrash,
        onProgress: () => {
          changing ??= fileSystem.writeWhole(path, bytes);
        },
      });
      await assert.rejects(attempt, {
        code: 'ODRADEK_DIRECTORY_LOCKED',
        message: /^\/kafka\S* was changed while it was imported, .*remove the target/,
      });
      await assert.rejects(start(fileSystem), { message: /an import that did not finish/ });
    }
  }
});

test('a directory that is no log directory of KRaft is refused by what it is', async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /--from: \/kafka is no log directory of Kafka, as there is no \/kafka\/meta\.properties/],
    [
      'version=0\nbroker.id=1\ncluster.id=x\n',
      /meta\.properties has version 0: .* ZooKeeper.*3\.9/,
    ],
    ['version=2\nnode.id=1\n', /meta\.properties has version 2, and 1 is the one known/],
    ['version=1\ncluster.id=x\n', /meta\.properties has no node\.id/],
    ['version=1\ncluster.id=x\nnode.id=one\n', /node\.id in .*meta\.properties is no number/],
  ];
  for (const [properties, message] of cases) {
    const fileSystem = await newKafka();
    if (properties === '') await fileSystem.remove('/kafka/meta.properties');
    else await write(fileSystem, '/kafka/meta.properties', properties);
    await assert.rejects(runImport(fileSystem), { code: 'INVALID_CONFIG', message });
    assert.equal(await fileSystem.exists('/data'), false);
  }
});

test('log directories that do not belong together are refused', async () => {
  const second = { path: '/kafka2', metadata: undefined, partitions: [] };
  const cases: readonly (readonly [object, RegExp])[] = [
    [{ clusterId: 'qkMHl9JkRFWwCoajL0Vntg' }, /of the cluster MkU3\S+, \/kafka2 of qkMH/],
    [{ nodeId: 2 }, /\/kafka is of node 1, \/kafka2 of node 2/],
    [{}, /\/kafka and \/kafka2 are the same log directory, or one is a copy/],
    [{ directoryId: OTHER_DIRECTORY_ID, metadata: [] }, /is in both \/kafka and \/kafka2/],
  ];
  for (const [changes, message] of cases) {
    const fileSystem = await newKafka();
    await writeKafkaDirectory(fileSystem, { ...second, ...changes });
    const attempt = runImport(fileSystem, { from: ['/kafka', '/kafka2'] });
    await assert.rejects(attempt, { code: 'INVALID_CONFIG', message });
  }
  const fileSystem = await newKafka({ metadata: undefined });
  await assert.rejects(runImport(fileSystem), {
    message: /there is no __cluster_metadata-0.* in \/kafka; name also .* metadata\.log\.dir/,
  });
});

test('a directory for the metadata alone need not say how Kafka was stopped', async () => {
  const fileSystem = await newKafka({ metadata: undefined });
  const metadata = { path: '/meta', directoryId: OTHER_DIRECTORY_ID, isRunning: true };
  await writeKafkaDirectory(fileSystem, { ...metadata, partitions: [] });
  await fileSystem.remove('/meta/__cluster_metadata-0');
  await fileSystem.remove('/meta/recovery-point-offset-checkpoint');
  const orders = await newKafka();
  const bytes = await orders.readWhole(`/kafka/__cluster_metadata-0/${SEGMENT}`);
  await fileSystem.createDirectory('/meta/__cluster_metadata-0');
  await fileSystem.writeWhole(`/meta/__cluster_metadata-0/${SEGMENT}`, bytes);
  await runImport(fileSystem, { from: ['/kafka', '/meta'] });
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('a target that is not empty, or in the source, is refused', async () => {
  const fileSystem = await newKafka();
  await fileSystem.createDirectory('/data');
  await write(fileSystem, '/data/notes.txt', 'mine');
  await assert.rejects(runImport(fileSystem), {
    code: 'INVALID_CONFIG',
    message: /--data is \/data, which is not empty: it has notes\.txt/,
  });
  await assert.rejects(runImport(fileSystem, { directory: '/kafka/data' }), {
    code: 'INVALID_CONFIG',
    message: /--data is \/kafka\/data, which is in \/kafka/,
  });
  assert.equal(await fileSystem.exists('/kafka/data'), false);
});

test('a target may hold what the system and its own lock put there', async () => {
  const fileSystem = await newKafka();
  await fileSystem.createDirectory('/data/lost+found');
  const lock = async () => {
    await write(fileSystem, '/data/.odradek-owner-0123456789ab', '');
    return { release: () => fileSystem.remove('/data/.odradek-owner-0123456789ab') };
  };
  await runImport(fileSystem, { lock });
  assert.equal((await start(fileSystem)).clusterId, CLUSTER_ID);
});

test('damaged metadata is refused with path and byte before anything is written', async () => {
  const fileSystem = await newKafka();
  const path = `/kafka/__cluster_metadata-0/00000000000000000002-0000000001.checkpoint`;
  await write(fileSystem, path, 'this is no snapshot of anything at all');
  await assert.rejects(runImport(fileSystem), {
    code: 'CORRUPT_MESSAGE',
    message: new RegExp(`${path} cannot be read at byte 0: .*restore it from a copy`),
  });
  assert.equal(await fileSystem.exists('/data'), false);
});

test('a damaged batch of records is copied as it is and told with path and byte', async () => {
  const fileSystem = await newKafka();
  const file = await fileSystem.open(`/kafka/orders-0/${SEGMENT}`);
  await file.write(70, [Buffer.from('x')]);
  const outcome = await runImport(fileSystem);
  assert.match(
    aboutOf(outcome, /Damaged/)?.join() ?? '',
    /^\/kafka\/orders-0\/0+\.log at byte 0 \(its checksum is \d+ and \d+ is stored\)$/,
  );
  const path = `orders-0/${SEGMENT}`;
  const source = await fileSystem.readWhole(`/kafka/${path}`);
  assert.deepEqual(await fileSystem.readWhole(`/data/${path}`), source);
});

test('what is left out is named with the reason', async () => {
  const fileSystem = await newKafka({
    metadata: [
      kraftRecord.acl({
        id: ACCOUNTS_ID,
        resourceType: 2,
        resourceName: 'orders',
        patternType: 3,
        principal: 'User:bob',
        host: '*',
        operation: 3,
        permissionType: 3,
      }),
      kraftRecord.feature({ name: 'group.version', featureLevel: 1 }),
    ],
  });
  for (const name of ['old-0.3ae8-delete', 'orders-0.3ae8-future', 'x-1.3ae8-stray', 'backup']) {
    await fileSystem.createDirectory(`/kafka/${name}`);
  }
  await writePartition(fileSystem, '/kafka/unknown-0', ACCOUNTS_ID, 1);
  await write(fileSystem, '/kafka/orders-0/00000000000000000000.log.deleted', 'x');
  await write(fileSystem, '/kafka/orders-0/notes.txt', 'x');
  const outcome = await runImport(fileSystem);
  assert.deepEqual(aboutOf(outcome, /^Folders left out/), [
    '/kafka/backup (it is of no partition)',
    '/kafka/old-0.3ae8-delete (its topic was deleted)',
    '/kafka/orders-0.3ae8-future (Kafka had not finished to move it here)',
    '/kafka/x-1.3ae8-stray (Kafka found that it is of no topic)',
  ]);
  assert.deepEqual(aboutOf(outcome, /metadata does not know/), ['/kafka/unknown-0']);
  assert.deepEqual(aboutOf(outcome, /no place for/), ['ACLs (1)']);
  assert.deepEqual(aboutOf(outcome, /features/), ['group.version=1']);
  assert.deepEqual(aboutOf(outcome, /^Files/), [
    '/kafka/orders-0/00000000000000000000.log.deleted (Kafka was about to delete it)',
    '/kafka/orders-0/notes.txt (it is no file of a log)',
  ]);
  assert.equal(await fileSystem.exists('/data/orders-0/notes.txt'), false);
});

test('a file with the name of a partition is refused, not taken for a partition without records', async () => {
  const fileSystem = await newKafka({ isRunning: true });
  await fileSystem.remove('/kafka/orders-1');
  await write(fileSystem, '/kafka/orders-1', 'x');
  await assert.rejects(runImport(fileSystem, { isAfterCrash: true }), {
    code: 'INVALID_CONFIG',
    message: /\/kafka\/orders-1 has the name of a partition, and is a file: restore the folder/,
  });
});

test('of the checkpoints each line counts for the folder beside it only', async () => {
  const fileSystem = await newKafka();
  const second = { path: '/kafka2', directoryId: OTHER_DIRECTORY_ID, partitions: [] };
  await writeKafkaDirectory(fileSystem, { ...second, metadata: undefined });
  // Of a folder that Kafka moved away, or of a topic of the same name that was deleted.
  await write(fileSystem, '/kafka2/recovery-point-offset-checkpoint', '0\n1\norders 0 900\n');
  await write(fileSystem, '/kafka2/log-start-offset-checkpoint', '0\n1\norders 0 800\n');
  await write(fileSystem, '/kafka2/cleaner-offset-checkpoint', '0\n1\norders 0 700\n');
  const { topics } = await runImport(fileSystem, { from: ['/kafka', '/kafka2'] });
  const [copied] = topics[0]?.copied ?? [];
  assert.deepEqual(
    [copied?.logStartOffset, copied?.logEndOffset, copied?.recoveryPoint],
    [0, 3, 3],
  );
  assert.equal(await fileSystem.exists('/data/cleaner-offset-checkpoint'), false);
  assert.equal(await fileSystem.exists('/data/log-start-offset-checkpoint'), false);
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('a recovery-point checkpoint that lost its lines is refused after an orderly stop', async () => {
  for (const isAfterCrash of [false, true]) {
    const fileSystem = await newKafka();
    await write(fileSystem, '/kafka/recovery-point-offset-checkpoint', '');
    await fileSystem.remove('/kafka/orders-0');
    await assert.rejects(runImport(fileSystem, { isAfterCrash }), {
      code: 'KAFKA_STORAGE_ERROR',
      message: /\/kafka\/recovery-point-offset-checkpoint is missing or empty, and Kafka wrote it/,
    });
  }
});

test('leaders that the log knows of and the metadata does not are behind the new one', async () => {
  const fileSystem = await newKafka();
  await write(fileSystem, '/kafka/orders-0/leader-epoch-checkpoint', '0\n2\n0 0\n9 2\n');
  await write(fileSystem, '/kafka/orders-1/leader-epoch-checkpoint', '0\n1\n2 0\n');
  const outcome = await runImport(fileSystem);
  assert.deepEqual(aboutOf(outcome, /later leaders/), ['orders-0 (9, and 2 in the metadata)']);
  const image = await loadImage(fileSystem);
  assert.deepEqual(
    image.topics.topic('orders')?.partitions.map(({ leaderEpoch }) => leaderEpoch),
    [10, 3],
  );
});

test('a checkpoint of leader epochs without a byte is none, and a damaged one is refused', async () => {
  const path = '/kafka/orders-0/leader-epoch-checkpoint';
  const fileSystem = await newKafka();
  await write(fileSystem, path, '');
  const outcome = await runImport(fileSystem);
  assert.deepEqual(aboutOf(outcome, /^Files/), [`${path} (it is empty)`]);
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
  const damaged = await newKafka();
  await write(damaged, path, '0\n2\n0 0\n');
  await assert.rejects(runImport(damaged), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /orders-0\/leader-epoch-checkpoint cannot be read: it says that it has 2 lines/,
  });
});

test('after a crash a torn end of the metadata is left out, however the directories were stopped', async () => {
  const fileSystem = await newKafka();
  const file = await fileSystem.open(`/kafka/__cluster_metadata-0/${SEGMENT}`);
  await file.write(await file.size(), [batchOf(0, 4).subarray(0, 50)]);
  await assert.rejects(runImport(fileSystem), { code: 'CORRUPT_MESSAGE' });
  const outcome = await runImport(fileSystem, { isAfterCrash: true });
  assert.deepEqual(aboutOf(outcome, /^End of the metadata log/), ['50 bytes']);
});

test('a compaction that was interrupted is ended as Kafka does when it starts', async () => {
  const fileSystem = await newKafka({ isRunning: true });
  await fileSystem.writeWhole(`/kafka/orders-0/${SEGMENT}.swap`, batchOf(1, 2));
  const outcome = await runImport(fileSystem, { isAfterCrash: true });
  assert.deepEqual(await readValues(fileSystem, 0), ['1', '2']);
  assert.deepEqual(aboutOf(outcome, /^Segments that were about to take the place/), [
    `/kafka/orders-0/${SEGMENT}.swap`,
  ]);
  assert.deepEqual(aboutOf(outcome, /^Files left out/)?.slice(0, 2), [
    '/kafka/orders-0/00000000000000000000.index (it was compacted, and another takes its place)',
    `/kafka/orders-0/${SEGMENT} (it was compacted, and another takes its place)`,
  ]);
});

test('a compaction that was interrupted and left a damaged segment is refused', async () => {
  const fileSystem = await newKafka();
  await write(fileSystem, `/kafka/orders-0/${SEGMENT}.swap`, 'x');
  await assert.rejects(runImport(fileSystem), {
    code: 'KAFKA_STORAGE_ERROR',
    message: /000\.log\.swap is of a compaction that was interrupted, and damaged at byte 0/,
  });
  assert.equal(await fileSystem.exists('/data'), false);
});

test('metadata of a later Kafka is refused before anything is written', async () => {
  const feature = kraftRecord.feature({ name: 'metadata.version', featureLevel: 31 });
  const fileSystem = await newKafka({ metadata: [feature] });
  await assert.rejects(runImport(fileSystem), { code: 'UNSUPPORTED_VERSION' });
  assert.equal(await fileSystem.exists('/data'), false);
});

test('a folder that does not say its topic says it afterwards', async () => {
  const fileSystem = await newKafka();
  await fileSystem.remove('/kafka/orders-0/partition.metadata');
  await runImport(fileSystem);
  assert.equal(
    String(await fileSystem.readWhole('/data/orders-0/partition.metadata')),
    `version: 0\ntopic_id: ${ORDERS_ID}`,
  );
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('after a crash the torn ends of logs are told, and the broker cuts them off', async () => {
  const fileSystem = await newKafka({ isRunning: true });
  for (const folder of ['orders-0', '__cluster_metadata-0']) {
    const file = await fileSystem.open(`/kafka/${folder}/${SEGMENT}`);
    await file.write(await file.size(), [
      batchOf(folder === 'orders-0' ? 3 : 0, 4).subarray(0, 50),
    ]);
  }
  const outcome = await runImport(fileSystem, { isAfterCrash: true });
  assert.deepEqual(aboutOf(outcome, /^End of the metadata log/), ['50 bytes']);
  assert.match(aboutOf(outcome, /^Damaged/)?.join() ?? '', /the file ends within this batch/);
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('progress is told up to all bytes', async () => {
  const fileSystem = await newKafka();
  const told: { readonly bytes: number; readonly bytesTotal: number }[] = [];
  await runImport(fileSystem, { onProgress: (progress) => void told.push(progress) });
  const last = told.at(-1);
  assert.ok(last !== undefined && last.bytes > 100);
  assert.equal(last.bytes, last.bytesTotal);
});

test('after a full disk the directory is not started, and a second import says what to do', async () => {
  const fileSystem = await newKafka();
  fileSystem.failLater({ operation: 'write', after: 2, code: 'ENOSPC' });
  await assert.rejects(runImport(fileSystem), {
    code: 'KAFKA_STORAGE_ERROR',
    message:
      /The import into \/data did not finish \(ENOSPC.*remove the directory, and import again/,
  });
  await assert.rejects(start(fileSystem), {
    code: 'INVALID_CONFIG',
    message: /\/data holds an import that did not finish.*Remove the directory and import again/,
  });
  await assert.rejects(runImport(fileSystem), { message: /an import that did not finish/ });
  await fileSystem.remove('/data');
  await runImport(fileSystem);
  assert.deepEqual(await readValues(fileSystem, 0), ['0', '1', '2']);
});

test('a crash at any operation leaves the whole import or a directory that is not started', async () => {
  const measured = await newKafka();
  const before = measured.operationsCount;
  await runImport(measured);
  const operations = measured.operationsCount - before;
  assert.ok(operations > 100);
  let [refused, whole] = [0, 0];
  for (let after = 1; after <= operations + 1; after++) {
    const fileSystem = new MemoryFileSystem({ seed: after });
    await writeKafkaDirectory(fileSystem);
    fileSystem.powerOffAfter(after);
    void runImport(fileSystem);
    for (let turns = 0; turns < operations * 20; turns++) await Promise.resolve();
    const found = fileSystem.crash();
    if (!(await found.exists('/data')) || (await found.list('/data')).length === 0) continue;
    if (!(await found.exists('/data/meta.properties')) || (await isMarked(found))) {
      await assert.rejects(start(found), { message: /did not finish/ });
      refused++;
      continue;
    }
    assert.equal((await start(found)).clusterId, CLUSTER_ID, `after ${after} operations`);
    assert.equal((await loadImage(found)).topics.topic('orders')?.topicId, ORDERS_ID);
    assert.deepEqual(await readValues(found, 0), ['0', '1', '2']);
    whole++;
  }
  assert.ok(refused > 100 && whole > 0, `${refused} refused, ${whole} whole`);
});
