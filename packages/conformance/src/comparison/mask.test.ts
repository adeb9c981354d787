import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressMasks, masked } from './mask.ts';

test('an address is masked with its port, and no other number that has the same digits', () => {
  const text = 'at 127.0.0.1:9092, not 127.0.0.1:90921, offset 9092, {"port": 9092}';
  assert.equal(
    masked(text, addressMasks('127.0.0.1:9092')),
    'at 127.0.0.1:<port>, not 127.0.0.1:90921, offset 9092, {"port": <port>}',
  );
});

test('a mask replaces every place, with what stands around it kept', () => {
  const mask = { kind: 'id', pattern: /(?<=TopicId: )[\w-]{22}/g, by: '<topic id>' } as const;
  const line = 'TopicId: b2RyYWRlay13aXRuZXNzMQ\n';
  assert.equal(masked(line.repeat(2), [mask]), 'TopicId: <topic id>\n'.repeat(2));
});
