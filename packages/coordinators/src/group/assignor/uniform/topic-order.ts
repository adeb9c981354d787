import { uuidToBytes } from '@odradek/base';

import type { OwnedTopic } from './partition-owners.ts';

const HALF_BYTES = 8;
const SIGN_BIT = 0x80;

/**
 * Topics with the most partitions for a subscriber first, then those with the fewest subscribers,
 * then by id: the order in which they are balanced.
 */
export function topicsToBalance(topics: Iterable<OwnedTopic>): OwnedTopic[] {
  return [...topics]
    .map((topic) => ({ topic, key: sortKey(topic) }))
    .sort((a, b) => {
      const subscribers = a.topic.subscribers.length;
      const otherSubscribers = b.topic.subscribers.length;
      return (
        b.topic.owners.length / otherSubscribers - a.topic.owners.length / subscribers ||
        subscribers - otherSubscribers ||
        a.key.compare(b.key)
      );
    })
    .map(({ topic }) => topic);
}

/** Bytes that compare as `Uuid.compareTo`: two halves, which are numbers with a sign. */
function sortKey({ topicId }: OwnedTopic): Buffer {
  const bytes = uuidToBytes(topicId);
  for (const at of [0, HALF_BYTES]) bytes.writeUInt8(bytes.readUInt8(at) ^ SIGN_BIT, at);
  return bytes;
}
