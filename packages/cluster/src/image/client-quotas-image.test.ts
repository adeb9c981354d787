import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ClientQuotaRecord } from '@odradek/protocol/messages/cluster-metadata';

import { clientQuotaEntityOf, entityNameOf } from './client-quota-entity.ts';
import { MetadataImage } from './metadata-image.ts';

type Names = Readonly<Record<string, string | null>>;

function partsOf(names: Names) {
  return Object.entries(names).map(([entityType, entityName]) => ({ entityType, entityName }));
}

function replay(
  image: MetadataImage,
  ...quotas: readonly (readonly [names: Names, key: string, value: number | undefined])[]
) {
  return image.replay(
    quotas.map(([names, key, value]) => {
      const remove = value === undefined;
      const record: ClientQuotaRecord = {
        entity: partsOf(names),
        key,
        value: value ?? 0,
        remove,
      };
      return { type: 'ClientQuotaRecord', record };
    }),
  );
}

function contents(image: MetadataImage) {
  return [...image.clientQuotas.all()].map(({ entity, quotas }) => [
    Object.fromEntries(entity.parts.map(({ entityType, entityName }) => [entityType, entityName])),
    Object.fromEntries(quotas),
  ]);
}

test('an entity has each quota once, whatever the order of its types', () => {
  const image = new MetadataImage();
  replay(
    image,
    [{ user: 'bob', 'client-id': 'app' }, 'producer_byte_rate', 1],
    [{ 'client-id': 'app', user: 'bob' }, 'producer_byte_rate', 2],
    [{ 'client-id': 'app', user: 'bob' }, 'consumer_byte_rate', 3],
  );
  assert.deepEqual(contents(image), [
    [
      { 'client-id': 'app', user: 'bob' },
      { producer_byte_rate: 2, consumer_byte_rate: 3 },
    ],
  ]);
  const entity = clientQuotaEntityOf(partsOf({ user: 'bob', 'client-id': 'app' }));
  assert.equal(image.clientQuotas.of(entity).get('producer_byte_rate'), 2);
});

test('the default entity is another one than any with a name, and an entity of two types than of one', () => {
  const image = new MetadataImage();
  const entities: Names[] = [
    { user: null },
    { user: 'null' },
    { user: '' },
    { user: 'bob' },
    { user: 'bob', 'client-id': null },
    { 'client-id': 'bob' },
  ];
  replay(
    image,
    ...entities.map((names, value) => [names, 'producer_byte_rate', value + 1] as const),
  );
  assert.deepEqual(
    contents(image),
    entities.map((names, value) => [names, { producer_byte_rate: value + 1 }]),
  );
});

test('an entity whose last quota was removed is gone', () => {
  const image = new MetadataImage();
  const user = { user: 'bob' };
  replay(image, [user, 'producer_byte_rate', 1], [user, 'request_percentage', 2]);
  replay(image, [user, 'producer_byte_rate', undefined]);
  assert.deepEqual(contents(image), [[user, { request_percentage: 2 }]]);
  replay(image, [user, 'request_percentage', undefined], [user, 'consumer_byte_rate', undefined]);
  assert.deepEqual(contents(image), []);
});

test('a delta names each entity once whose quotas changed', () => {
  const image = new MetadataImage();
  const { changedClientQuotas } = replay(
    image,
    [{ user: 'bob' }, 'producer_byte_rate', 1],
    [{ 'client-id': 'app' }, 'producer_byte_rate', 1],
    [{ user: 'bob' }, 'producer_byte_rate', undefined],
  );
  assert.deepEqual(
    changedClientQuotas.map(({ parts }) => parts),
    [partsOf({ user: 'bob' }), partsOf({ 'client-id': 'app' })],
  );
});

test('of several names of one type the last one counts', () => {
  const entity = clientQuotaEntityOf([
    { entityType: 'user', entityName: 'alice' },
    { entityType: 'user', entityName: null },
  ]);
  assert.equal(entityNameOf(entity, 'user'), null);
  assert.equal(entityNameOf(entity, 'client-id'), undefined);
});
