import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { MetadataImage } from './metadata-image.ts';

const topicId = 'AAECAwQFBgcICQoLDA0ODw';
const CREATED: MetadataRecord = { type: 'TopicRecord', record: { name: 'orders', topicId } };
const REMOVED: MetadataRecord = { type: 'RemoveTopicRecord', record: { topicId } };

function config(resourceType: number, resourceName: string, value: string | null): MetadataRecord {
  return {
    type: 'ConfigRecord',
    record: { resourceType, resourceName, name: 'retention.ms', value },
  };
}

test('a config is what its last record says; null deletes it', () => {
  const image = new MetadataImage();
  image.replay([CREATED, config(2, 'orders', '1'), config(2, 'orders', '2')]);
  assert.deepEqual([...image.configs.topic('orders')], [['retention.ms', '2']]);
  image.replay([config(2, 'orders', null), config(2, 'orders', null)]);
  assert.deepEqual([...image.configs.topic('orders')], []);
});

test('a topic and a broker of the same name, and one and all brokers, are not the same', () => {
  const image = new MetadataImage();
  image.replay([config(2, '1', 'topic'), config(4, '1', 'broker'), config(4, '', 'brokers')]);
  assert.equal(image.configs.topic('1').get('retention.ms'), 'topic');
  assert.equal(image.configs.broker(1).get('retention.ms'), 'broker');
  assert.equal(image.configs.defaultBroker().get('retention.ms'), 'brokers');
});

test('a topic that is created again has none of the configs of the one that was deleted', () => {
  const image = new MetadataImage();
  image.replay([CREATED, config(2, 'orders', '1'), REMOVED, CREATED]);
  assert.deepEqual([...image.configs.topic('orders')], []);
});
