import { ByteWriter, xxh3 } from '@odradek/base';

import type { CoordinatedTopic, TopicsImage } from '../../ports/topics-image.ts';
import type { TopicsChange } from '../../runtime/coordinator-shard.ts';

/** Kafka's, for changes to come of what is hashed. */
const VERSION = 0;
const HASH_BYTES = 8;

/**
 * Hashes of topics, by which groups see that a topic has changed that they subscribe to: Kafka's
 * (`Utils.computeTopicHash`, `computeGroupHash`; KIP-1101), so that a group which Kafka wrote is not
 * taken for one whose topics have changed. The hash of a topic is kept until the topic changes.
 */
export class TopicHashes {
  private readonly topics: TopicsImage;
  private readonly hashes = new Map<string, Buffer>();

  constructor(topics: TopicsImage) {
    this.topics = topics;
  }

  /** The hash of those topics that exist; 0 if none does. */
  metadataHash(topicNames: Iterable<string>): bigint {
    const hashes: Buffer[] = [];
    for (const name of [...topicNames].sort()) {
      const hash = this.topicHash(name);
      if (hash !== undefined) hashes.push(hash);
    }
    return hashes.length === 0 ? 0n : xxh3(Buffer.concat(hashes));
  }

  /** Topics have come, gone or changed. */
  topicsChanged({ changed, deleted }: TopicsChange): void {
    for (const name of changed) this.hashes.delete(name);
    for (const { name } of deleted) this.hashes.delete(name);
  }

  private topicHash(name: string): Buffer | undefined {
    const known = this.hashes.get(name);
    if (known !== undefined) return known;
    const topic = this.topics.topic(name);
    if (topic === undefined) return undefined;
    const hash = Buffer.alloc(HASH_BYTES);
    hash.writeBigInt64LE(topicHash(topic));
    this.hashes.set(name, hash);
    return hash;
  }
}

/** The hash of a topic with its partitions and their racks. */
function topicHash(topic: CoordinatedTopic): bigint {
  const writer = new ByteWriter(128);
  writer.writeInt8(VERSION);
  // Two numbers of 64 bits.
  writer.writeRaw(Buffer.from(topic.topicId, 'base64url').swap64());
  writeString(writer, topic.name);
  writeInt(writer, topic.partitionsCount);
  for (let partition = 0; partition < topic.partitionsCount; partition++) {
    writeInt(writer, partition);
    for (const rack of [...topic.racksOf(partition)].sort()) {
      writeInt(writer, rack.length);
      writeString(writer, rack);
    }
  }
  return xxh3(writer.toBuffer());
}

/** As the hash that Kafka uses takes it: in UTF-16, its length last. */
function writeString(writer: ByteWriter, value: string): void {
  writer.writeRaw(Buffer.from(value, 'utf16le'));
  writeInt(writer, value.length);
}

/** Little-endian. */
function writeInt(writer: ByteWriter, value: number): void {
  const outer = (value << 24) | (value >>> 24);
  writer.writeInt32(outer | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00));
}
