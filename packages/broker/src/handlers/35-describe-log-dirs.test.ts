import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  type DescribableLogDirTopic,
  defaultDescribeLogDirsRequest,
  type DescribeLogDirsResult,
} from '@odradek/protocol/messages/35-describe-log-dirs';

import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_LOG_DIRS } from '../testing/client-apis.ts';
import { createTopic, produceBatch } from '../testing/operations.ts';
import { batchOf } from '../testing/requests.ts';

const VERSIONS = [1, 2, 3, 4, 5];
const VERSION = 5;

/** A broker with partition 0 of `orders` in `/a`, 1 in `/b`, and 2, which has no record, in `/a`. */
async function withOrders(): Promise<BrokerContext> {
  const context = await BrokerContext.start({ directories: ['/a', '/b'] });
  const client = context.connect();
  await createTopic(client, 'orders', 3);
  for (const partition of [0, 1, 1]) {
    await produceBatch(client, 'orders', batchOf(['a']), partition);
  }
  return context;
}

async function describe(
  context: BrokerContext,
  topics: readonly DescribableLogDirTopic[] | null = null,
  version = VERSION,
) {
  const request = { ...defaultDescribeLogDirsRequest, topics };
  return context.connect().request(DESCRIBE_LOG_DIRS, version, request);
}

/** Each partition with its size, by directory. */
function partitionsIn(results: readonly DescribeLogDirsResult[]) {
  return results.map(({ logDir, topics }) => [
    logDir,
    ...topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, partitionSize }) => {
        return `${name}-${partitionIndex}: ${partitionSize}`;
      }),
    ),
  ]);
}

const { length: BATCH } = batchOf(['a']);

for (const version of VERSIONS) {
  test(`DescribeLogDirs version ${version} tells the partitions of each directory and their sizes`, async () => {
    const context = await withOrders();
    const { errorCode, results } = await describe(context, null, version);
    assert.equal(errorCode, ErrorCode.NONE);
    const space = { totalBytes: 1_000_000, usableBytes: 600_000 };
    const common = {
      errorCode: ErrorCode.NONE,
      ...(version >= 4 ? space : { totalBytes: -1, usableBytes: -1 }),
      isCordoned: false,
    };
    const of = (partitionIndex: number, partitionSize: number) => {
      return { partitionIndex, partitionSize, offsetLag: 0, isFutureKey: false };
    };
    assert.deepEqual(results, [
      {
        ...common,
        logDir: '/a',
        topics: [{ name: 'orders', partitions: [of(0, BATCH), of(2, 0)] }],
      },
      { ...common, logDir: '/b', topics: [{ name: 'orders', partitions: [of(1, 2 * BATCH)] }] },
    ]);
  });
}

test('only the partitions that are asked for are told, each once, and no others that there are not', async () => {
  const context = await withOrders();
  await createTopic(context.connect(), 'payments');
  for (const [topics, expected] of [
    [[], [['/a'], ['/b']]],
    [[{ topic: 'orders', partitions: [1, 1] }], [['/a'], ['/b', `orders-1: ${2 * BATCH}`]]],
    [
      [
        { topic: 'orders', partitions: [0] },
        { topic: 'nowhere', partitions: [0] },
        { topic: 'orders', partitions: [2, 7] },
      ],
      [['/a', `orders-0: ${BATCH}`, 'orders-2: 0'], ['/b']],
    ],
  ] as const) {
    assert.deepEqual(partitionsIn((await describe(context, topics)).results), expected);
  }
});

test('logs that were not opened since the start are told too', async () => {
  const context = await withOrders();
  for (const begin of [() => context.restart(), () => context.crash()]) {
    await begin();
    assert.deepEqual(partitionsIn((await describe(context)).results), [
      ['/a', `orders-0: ${BATCH}`, 'orders-2: 0'],
      ['/b', `orders-1: ${2 * BATCH}`],
    ]);
  }
});

const OFFLINE = {
  errorCode: ErrorCode.KAFKA_STORAGE_ERROR,
  logDir: '/b',
  topics: [],
  totalBytes: -1,
  usableBytes: -1,
  isCordoned: false,
};

test('a directory that has failed is KAFKA_STORAGE_ERROR, and the others are told', async () => {
  const context = await withOrders();
  context.disk.failLater({ operation: 'datasync' });
  await produceBatch(context.connect(), 'orders', batchOf(['b']), 1);
  const { errorCode, results } = await describe(context);
  assert.equal(errorCode, ErrorCode.NONE);
  assert.deepEqual(results[1], OFFLINE);
  assert.deepEqual(partitionsIn(results)[0], ['/a', `orders-0: ${BATCH}`, 'orders-2: 0']);
});

test('a directory that could not be used at the start is KAFKA_STORAGE_ERROR', async () => {
  const context = await withOrders();
  await context.stop();
  context.unusable.add('/b');
  await context.startAgain();
  const { results } = await describe(context);
  assert.deepEqual(results[1], OFFLINE);
  assert.deepEqual(partitionsIn(results)[0], ['/a', `orders-0: ${BATCH}`, 'orders-2: 0']);
});

test('a volume that cannot be asked is an error of its directory', async () => {
  const context = await withOrders();
  context.volumes.errors.set('/a', new Error('EIO: i/o error, statfs'));
  const { results } = await describe(context);
  assert.deepEqual(
    results.map(({ errorCode, topics }) => [errorCode, topics.length]),
    [
      [ErrorCode.UNKNOWN_SERVER_ERROR, 0],
      [ErrorCode.NONE, 1],
    ],
  );
});
