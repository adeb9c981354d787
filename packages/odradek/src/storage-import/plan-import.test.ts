import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readKraftMetadata } from '@odradek/cluster';
import { KraftFileBuilder, kraftRecord, type KraftRecordValue } from '@odradek/cluster/testing';

import { type IdentifiedFolder, type ImportFindings, planImport } from './plan-import.ts';
import {
  CLUSTER_ID,
  DIRECTORY_ID,
  ORDERS_ID,
  OTHER_DIRECTORY_ID,
  topicValues,
} from './test-context.ts';

const LOGS_ID = 'qkMHl9JkRFWwCoajL0Vntg';

async function findings(
  values: readonly KraftRecordValue[],
  folders: readonly string[],
  changes: Partial<ImportFindings> = {},
): Promise<ImportFindings> {
  const bytes = new KraftFileBuilder().batch(...values).bytes();
  const { image } = await readKraftMetadata({
    snapshot: undefined,
    segments: [{ path: '0.log', chunks: [bytes] }],
    bootstrap: undefined,
    isTornTailAllowed: false,
  });
  const directory = {
    path: '/kafka',
    clusterId: CLUSTER_ID,
    nodeId: 1,
    directoryId: DIRECTORY_ID,
    isCleanlyStopped: true,
    hasMetadata: true,
    isForRecords: true,
    partitions: [],
    others: [],
  };
  return {
    source: {
      clusterId: CLUSTER_ID,
      nodeId: 1,
      directories: [directory],
      metadataDirectory: '/kafka',
      isCleanlyStopped: true,
      isAfterCrash: false,
    },
    image,
    folders: folders.map((path) => folderAt(path, ORDERS_ID)),
    isInCheckpoint: () => false,
    ...changes,
  };
}

function folderAt(path: string, topicId: string | undefined): IdentifiedFolder {
  const [, topic = '', partition] = /([^/]+)-(\d+)$/.exec(path) ?? [];
  return { topic, partition: Number(partition), path, topicId };
}

function notice({ notices }: ReturnType<typeof planImport>, about: RegExp) {
  return notices.find((entry) => about.test(entry.about))?.items;
}

test('the folders of the topics of this node are taken', async () => {
  const plan = planImport(
    await findings(topicValues('orders', ORDERS_ID, [[1], [1]]), [
      '/kafka/orders-1',
      '/kafka/orders-0',
    ]),
  );
  assert.deepEqual(
    plan.partitions.map(({ path, topicId }) => [path, topicId]),
    [
      ['/kafka/orders-0', ORDERS_ID],
      ['/kafka/orders-1', ORDERS_ID],
    ],
  );
  assert.deepEqual(plan.notices, []);
});

test('topics and partitions that are on other nodes are named', async () => {
  const values = [
    ...topicValues('orders', ORDERS_ID, [
      [1, 2],
      [2, 3],
    ]),
    ...topicValues('logs', LOGS_ID, [[2]]),
    kraftRecord.registerBroker({ brokerId: 1 }),
    kraftRecord.registerBroker({ brokerId: 2 }),
    kraftRecord.registerController({ controllerId: 4 }),
  ];
  const plan = planImport(await findings(values, ['/kafka/orders-0']));
  assert.deepEqual(
    plan.topics.map(({ name }) => name),
    ['orders'],
  );
  assert.deepEqual(notice(plan, /^Topics without a replica/), ['logs']);
  assert.deepEqual(notice(plan, /^Partitions without a replica/), ['orders-1']);
  assert.deepEqual(notice(plan, /^Other brokers/), ['2']);
  assert.deepEqual(notice(plan, /^Controllers on other nodes/), ['4']);
});

test('a node without a replica of any topic is refused', async () => {
  await assert.rejects(
    async () => planImport(await findings(topicValues('orders', ORDERS_ID, [[2]]), [])),
    {
      code: 'INVALID_CONFIG',
      message: /none of the 1 topics of this cluster has a replica on node 1/,
    },
  );
});

test('a cluster without any topic is taken over', async () => {
  const plan = planImport(await findings([kraftRecord.noOp()], []));
  assert.deepEqual(
    { topics: plan.topics, partitions: plan.partitions },
    { topics: [], partitions: [] },
  );
});

test('a folder in a log directory that is not named is asked for', async () => {
  const values = topicValues('orders', ORDERS_ID, [[1]]);
  const directories = [OTHER_DIRECTORY_ID];
  const change = { partitionId: 0, topicId: ORDERS_ID, directories };
  await assert.rejects(
    async () => planImport(await findings([...values, kraftRecord.partitionChange(change)], [])),
    {
      code: 'INVALID_CONFIG',
      message:
        /the partition orders-0 is in the log directory wDSc\S+, which is none of those named/,
    },
  );
});

test('a folder that is gone is never taken for an empty partition', async () => {
  const values = topicValues('orders', ORDERS_ID, [[1]]);
  await assert.rejects(
    async () => planImport(await findings(values, [], { isInCheckpoint: () => true })),
    {
      code: 'INVALID_CONFIG',
      message: /the partition orders-0 had a folder, which is in none of those named/,
    },
  );
});

test('a partition that never had a folder begins empty, and is named', async () => {
  const plan = planImport(await findings(topicValues('orders', ORDERS_ID, [[1]]), []));
  assert.deepEqual(plan.partitions, []);
  assert.deepEqual(notice(plan, /begin empty/), ['orders-0']);
});

test('a folder that is there twice is refused', async () => {
  const values = topicValues('orders', ORDERS_ID, [[1]]);
  await assert.rejects(
    async () => planImport(await findings(values, ['/a/orders-0', '/b/orders-0'])),
    {
      code: 'INVALID_CONFIG',
      message: /The partition orders-0 is in both \/a\/orders-0 and \/b\/orders-0/,
    },
  );
});

test('folders of another topic of the same name, and of replicas elsewhere, are left out', async () => {
  const values = topicValues('orders', ORDERS_ID, [[1], [2]]);
  const folders = [
    folderAt('/kafka/orders-0', undefined),
    folderAt('/old/orders-0', LOGS_ID),
    folderAt('/kafka/orders-1', ORDERS_ID),
    folderAt('/kafka/orders-2', ORDERS_ID),
  ];
  const plan = planImport(await findings(values, [], { folders }));
  assert.deepEqual(
    plan.partitions.map(({ path }) => path),
    ['/kafka/orders-0'],
  );
  assert.deepEqual(notice(plan, /does not know/), [
    '/old/orders-0',
    '/kafka/orders-1',
    '/kafka/orders-2',
  ]);
});

test('a replica that was not in sync is named, an only one or an eligible leader is not', async () => {
  const change = (isr: number[], eligibleLeaderReplicas: number[] | null) =>
    kraftRecord.partitionChange({
      partitionId: 0,
      topicId: ORDERS_ID,
      isr,
      eligibleLeaderReplicas,
    });
  const outOfSync = async (replicas: number[], value: KraftRecordValue) => {
    const values = [...topicValues('orders', ORDERS_ID, [replicas]), value];
    return notice(planImport(await findings(values, ['/kafka/orders-0'])), /not in sync/);
  };
  assert.deepEqual(await outOfSync([1, 2], change([2], null)), ['orders-0']);
  assert.equal(await outOfSync([1, 2], change([1, 2], null)), undefined);
  assert.equal(await outOfSync([1, 2], change([], [1])), undefined);
  assert.equal(await outOfSync([1], change([], null)), undefined);
});

test('configs without effect and records in remote storage are named', async () => {
  const config = (name: string, value: string) =>
    kraftRecord.config({ resourceType: 2, resourceName: 'orders', name, value });
  const values = [
    ...topicValues('orders', ORDERS_ID, [[1]]),
    config('confluent.tier.enable', 'true'),
    config('remote.storage.enable', 'true'),
    config('retention.ms', '1000'),
  ];
  const plan = planImport(await findings(values, ['/kafka/orders-0']));
  assert.deepEqual(notice(plan, /does not know, kept/), ['confluent.tier.enable of orders']);
  assert.deepEqual(notice(plan, /remote storage/), ['orders']);
});
