import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import type { DeleteTopicState } from '@odradek/protocol/messages/20-delete-topics';

import { TopicsImage } from '../../image/topics-image.ts';
import { planDeleteTopics } from './delete-topics.ts';

const ORDERS = 'AAECAwQFBgcICQoLDA0ODw';
const CLICKS = 'EBESExQVFhcYGRobHB0eHw';
const NOBODY = 'nVJ1aXJhhNRtqLQ5qqbdKw';

function plan(...asked: DeleteTopicState[]) {
  const topics = new TopicsImage();
  topics.replayTopic({ name: 'orders', topicId: ORDERS });
  topics.replayTopic({ name: 'clicks', topicId: CLICKS });
  const { records, results } = planDeleteTopics(asked, topics);
  const removed = records.map(({ record }) => ('topicId' in record ? record.topicId : ''));
  return { removed, results };
}

const byName = (name: string): DeleteTopicState => ({ name, topicId: ZERO_UUID });
const byId = (topicId: string): DeleteTopicState => ({ name: null, topicId });

test('topics are removed by name and by id, and answered with both', () => {
  const { removed, results } = plan(byName('orders'), byId(CLICKS));
  assert.deepEqual(removed, [ORDERS, CLICKS]);
  const outcome = { errorCode: ErrorCode.NONE, errorMessage: null };
  assert.deepEqual(results, [
    { name: 'orders', topicId: ORDERS, ...outcome },
    { name: 'clicks', topicId: CLICKS, ...outcome },
  ]);
});

const REFUSED: readonly (readonly [
  what: string,
  asked: readonly DeleteTopicState[],
  answered: DeleteTopicState,
  errorCode: number,
  message: string,
])[] = [
  [
    'a name that no topic has',
    [byName('nowhere'), byName('nowhere')],
    byName('nowhere'),
    ErrorCode.INVALID_REQUEST,
    'Duplicate topic name.',
  ],
  [
    'a name that no topic has',
    [byName('nowhere')],
    byName('nowhere'),
    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
    'This server does not host this topic-partition.',
  ],
  [
    'an id that no topic has',
    [byId(NOBODY)],
    byId(NOBODY),
    ErrorCode.UNKNOWN_TOPIC_ID,
    'This server does not host this topic ID.',
  ],
  [
    'neither a name nor an id',
    [byId(ZERO_UUID)],
    byId(ZERO_UUID),
    ErrorCode.INVALID_REQUEST,
    'Neither topic name nor id were specified.',
  ],
  [
    'both a name and an id',
    [{ name: 'orders', topicId: ORDERS }],
    { name: 'orders', topicId: ORDERS },
    ErrorCode.INVALID_REQUEST,
    'You may not specify both topic name and topic id.',
  ],
  [
    'a name twice',
    [byName('orders'), byName('orders')],
    byName('orders'),
    ErrorCode.INVALID_REQUEST,
    'Duplicate topic name.',
  ],
  [
    'an id three times',
    [byId(ORDERS), byId(ORDERS), byId(ORDERS)],
    byId(ORDERS),
    ErrorCode.INVALID_REQUEST,
    'Duplicate topic id.',
  ],
  [
    'a name and its id',
    [byId(ORDERS), byName('orders')],
    { name: 'orders', topicId: ORDERS },
    ErrorCode.INVALID_REQUEST,
    'The provided topic name maps to an ID that was already supplied.',
  ],
];

for (const [what, asked, answered, errorCode, errorMessage] of REFUSED) {
  test(`${what} is refused with error ${errorCode} and answered once: ${errorMessage}`, () => {
    const { removed, results } = plan(...asked, byName('clicks'));
    assert.deepEqual(removed, [CLICKS]);
    assert.deepEqual(results[0], { ...answered, errorCode, errorMessage });
    assert.equal(results.length, 2);
  });
}
