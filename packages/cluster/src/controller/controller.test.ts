import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultCreatableTopic,
  defaultCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';

import type { MetadataLog } from '../metadata-log/metadata-log.ts';
import type { MetadataDelta } from '../image/metadata-delta.ts';
import { MetadataImage } from '../image/metadata-image.ts';
import { FaultyMetadataLog } from '../testing/faulty-metadata-log.ts';
import { topicRecord } from '../testing/metadata-log-conformance.ts';
import { MemoryMetadataLog, MetadataStore } from '../testing/memory-metadata-log.ts';
import { Controller } from './controller.ts';

let nextTopicId = 0;

function newTopicId(): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(++nextTopicId, 12);
  return bytes.toString('base64url');
}

async function openController(
  store: MetadataStore,
  options: {
    readonly epoch?: number;
    readonly log?: MetadataLog;
    readonly publish?: (delta: MetadataDelta) => Promise<void>;
  } = {},
) {
  const { epoch: controllerEpoch = 1, publish = () => Promise.resolve() } = options;
  const { log = new MemoryMetadataLog(store) } = options;
  const image = new MetadataImage();
  const controller = new Controller({
    log,
    image,
    controllerEpoch,
    brokerIds: [1],
    numPartitions: 1,
    defaultReplicationFactor: 1,
    nodeId: 1,
    staticConfigs: new Map(),
    newTopicId,
    chooseDirectories: () => () => newTopicId(),
    publish,
  });
  await controller.load();
  const create = async (name: string): Promise<number | undefined> => {
    const topic = { ...defaultCreatableTopic, name, numPartitions: -1, replicationFactor: -1 };
    const request = { ...defaultCreateTopicsRequest, topics: [topic] };
    return (await controller.createTopics(request)).topics[0]?.errorCode;
  };
  const names = (): string[] => [...image.topics.all()].map(({ name }) => name);
  return { controller, image, create, names };
}

test('operations run one after the other, each on what those before have done', async () => {
  const published: string[] = [];
  const { create, names } = await openController(new MetadataStore(), {
    publish: async ({ changedTopics }) => {
      published.push(changedTopics.map(({ name }) => name).join());
      for (let turns = 0; turns < 10; turns++) await Promise.resolve();
      published.push('done');
    },
  });
  const codes = await Promise.all([create('a'), create('a'), create('b')]);
  assert.deepEqual(codes, [ErrorCode.NONE, ErrorCode.TOPIC_ALREADY_EXISTS, ErrorCode.NONE]);
  assert.deepEqual(names(), ['a', 'b']);
  assert.deepEqual(published, ['a', 'done', 'b', 'done']);
});

test('a controller that is opened again has the image that it had', async () => {
  const store = new MetadataStore();
  const first = await openController(store);
  for (const name of ['a', 'b', 'c']) await first.create(name);
  const second = await openController(store);
  assert.deepEqual([...second.image.topics.all()], [...first.image.topics.all()]);
  assert.equal(await second.create('a'), ErrorCode.TOPIC_ALREADY_EXISTS);
  assert.equal(await second.create('d'), ErrorCode.NONE);
});

test('an operation that changes nothing appends nothing', async () => {
  const store = new MetadataStore();
  const { create } = await openController(store);
  await create('a');
  await create('a');
  await create('no spaces');
  assert.equal(store.batches.length, 2);
});

test('an append that failed changes nothing, and later operations fail with its reason', async () => {
  const store = new MetadataStore();
  const { create, names } = await openController(store);
  await create('a');
  store.isFailing = true;
  const outcomes = await Promise.allSettled([create('b'), create('c'), create('a')]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
  await assert.rejects(create('d'), { code: 'KAFKA_STORAGE_ERROR', message: /told to fail/ });
  assert.deepEqual(names(), ['a']);
  assert.equal(store.batches.length, 2);
});

test('a controller that was deposed writes nothing and shows nothing', async () => {
  const store = new MetadataStore();
  const deposed = await openController(store, { epoch: 1 });
  await deposed.create('a');
  const successor = await openController(store, { epoch: 2 });
  await successor.create('b');
  await assert.rejects(deposed.create('c'), { code: 'NOT_CONTROLLER' });
  assert.deepEqual(deposed.names(), ['a']);
  assert.equal(await successor.create('c'), ErrorCode.NONE);
  assert.deepEqual((await openController(store, { epoch: 3 })).names(), ['a', 'b', 'c']);
});

test('a failure to publish is told to the operation whose records they were, and to no other', async () => {
  let isFailing = true;
  const { create, names } = await openController(new MetadataStore(), {
    publish: () => (isFailing ? Promise.reject(new Error('no disk')) : Promise.resolve()),
  });
  await assert.rejects(create('a'), /no disk/);
  isFailing = false;
  assert.equal(await create('b'), ErrorCode.NONE);
  assert.deepEqual(names(), ['a', 'b']);
});

test('a controller that closes lets the operations under way end, and takes no more', async () => {
  const store = new MetadataStore();
  const { controller, create } = await openController(store);
  const creation = create('a');
  await controller.close();
  assert.equal(await creation, ErrorCode.NONE);
  await assert.rejects(create('b'), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(store.batches.length, 2);
});

test('a controller that is deposed in the middle of an operation shows nothing of it', async () => {
  const store = new MetadataStore();
  const log = new FaultyMetadataLog(store);
  const { create, names } = await openController(store, { log });
  await create('a');
  log.deposeAtNextAppend(2, [topicRecord('rival')]);
  await assert.rejects(create('b'), { code: 'NOT_CONTROLLER' });
  assert.deepEqual(names(), ['a']);
  assert.deepEqual((await openController(store, { epoch: 3 })).names(), ['a', 'rival']);
});

test('what a controller wrongly believes to have failed is there when it is opened again', async () => {
  const store = new MetadataStore();
  const log = new FaultyMetadataLog(store);
  const { create, names } = await openController(store, { log });
  log.loseNextAnswer();
  await assert.rejects(create('a'), { code: 'KAFKA_STORAGE_ERROR' });
  await assert.rejects(create('b'), { code: 'KAFKA_STORAGE_ERROR' });
  assert.deepEqual(names(), []);
  assert.deepEqual((await openController(store, { epoch: 2 })).names(), ['a']);
});

test('a new metadata log begins with the version of the metadata', async () => {
  const store = new MetadataStore();
  const { image } = await openController(store);
  assert.deepEqual([...image.features.all()], [['metadata.version', 30]]);
  assert.equal(store.batches.length, 1);
  await openController(store);
  assert.equal(store.batches.length, 1);
});

test('quotas of clients are as they were when a controller is opened again', async () => {
  const store = new MetadataStore();
  const { controller } = await openController(store);
  const alter = (value: number) =>
    controller.alterClientQuotas({
      entries: [
        {
          entity: [{ entityType: 'user', entityName: null }],
          ops: [{ key: 'producer_byte_rate', value, remove: false }],
        },
      ],
      validateOnly: false,
    });
  const codes = (await Promise.all([alter(5), alter(0), alter(7)])).map(
    ({ entries }) => entries[0]?.errorCode,
  );
  assert.deepEqual(codes, [ErrorCode.NONE, ErrorCode.INVALID_REQUEST, ErrorCode.NONE]);
  const { image } = await openController(store);
  assert.deepEqual(
    [...image.clientQuotas.all()].map(({ entity, quotas }) => [entity.parts, [...quotas]]),
    [[[{ entityType: 'user', entityName: null }], [['producer_byte_rate', 7]]]],
  );
});
