import { ByteWriter, crc32c } from '@odradek/base';

import type { TopicsImage } from '../../ports/topics-image.ts';

/**
 * A hash of the topics as they are now, to see whether one has changed that a group subscribes to. It
 * is compared only with hashes made here: Kafka's, by XXH3, is another, so that a group which Kafka
 * wrote has its topics looked at once more, in a new group epoch. 0 if none of them exists.
 */
export function metadataHash(topicNames: Iterable<string>, topics: TopicsImage): bigint {
  const writer = new ByteWriter(256);
  let count = 0;
  for (const name of [...topicNames].sort()) {
    const topic = topics.topic(name);
    if (topic === undefined) continue;
    count++;
    writer.writeUuid(topic.topicId);
    writer.writeString(name);
    writer.writeInt32(topic.partitionsCount);
    for (let partition = 0; partition < topic.partitionsCount; partition++) {
      const racks = [...topic.racksOf(partition)].sort();
      writer.writeInt32(racks.length);
      for (const rack of racks) writer.writeString(rack);
    }
  }
  if (count === 0) return 0n;
  const bytes = writer.toBuffer();
  const low = BigInt(crc32c(bytes) >>> 0);
  const high = BigInt(crc32c(Buffer.from(bytes).reverse()) >>> 0);
  return BigInt.asIntN(64, (high << 32n) | low);
}
