import { type Uuid, uuidFromBytes, ZERO_UUID } from '@odradek/base';

import type { RecordBytes } from '../../runtime/coordinator-record-codec.ts';
import type { GroupRecordOf } from './group-record.ts';
import { StringCache } from './string-cache.ts';

/** The version of keys of committed offsets, and that of values which are written today. */
const KEY_VERSION = 1;
const VALUE_VERSION = 4;
const INT16_BYTES = 2;
const INT32_BYTES = 4;
const UUID_BYTES = 16;
/** Version, offset and leader epoch stand before the text. */
const METADATA_AT = 14;
/** A timestamp and no tagged field, or one of 16 bytes. */
const BYTES_BEHIND_METADATA = 9;
const BYTES_BEHIND_METADATA_WITH_TOPIC = 27;
const TOPIC_ID_FIELD = 0x010010;
const TWO_TO_THE_32 = 0x1_0000_0000;
const SAFE_HIGH_WORD = 0x200000;
/** An unsigned varint of one byte. */
const VARINT_BYTE_MAX = 0x7f;

/**
 * Reads committed offsets of today's form where they stand in the log. There may be millions of them
 * to be loaded, more than of all other records: this takes a third of the time that the codecs of the
 * messages take, and no memory that is not kept.
 */
export class CommittedOffsetReader {
  private readonly strings = new StringCache();
  private lastTopicId: Uuid = ZERO_UUID;
  private lastTopicIdBytes: Buffer = Buffer.alloc(UUID_BYTES);

  /** Answers `undefined` for what is no such record, or not so plain: then the codecs are asked. */
  read(record: RecordBytes): GroupRecordOf<'OffsetCommit'> | undefined {
    const { source, keyStart, keyBytes, valueStart, valueBytes } = record;
    if (keyBytes < INT16_BYTES || source.readInt16BE(keyStart) !== KEY_VERSION) return undefined;
    const keyEnd = keyStart + keyBytes;
    const groupStart = keyStart + INT16_BYTES + INT16_BYTES;
    if (groupStart > keyEnd) return undefined;
    const groupBytes = source.readInt16BE(groupStart - INT16_BYTES);
    const topicStart = groupStart + groupBytes + INT16_BYTES;
    if (groupBytes < 0 || topicStart > keyEnd) return undefined;
    const topicBytes = source.readInt16BE(topicStart - INT16_BYTES);
    const partitionAt = topicStart + topicBytes;
    if (topicBytes < 0 || partitionAt + INT32_BYTES !== keyEnd) return undefined;
    const value = valueBytes < 0 ? null : this.readValue(source, valueStart, valueBytes);
    if (value === undefined) return undefined;
    const key = {
      group: this.strings.read(source, groupStart, groupBytes),
      topic: this.strings.read(source, topicStart, topicBytes),
      partition: source.readInt32BE(partitionAt),
    };
    return { type: 'OffsetCommit', key, value };
  }

  private readValue(
    source: Buffer,
    start: number,
    bytes: number,
  ): GroupRecordOf<'OffsetCommit'>['value'] | undefined {
    if (bytes <= METADATA_AT || source.readInt16BE(start) !== VALUE_VERSION) return undefined;
    const metadataAt = start + METADATA_AT;
    // Compact: the length and one more. Longer texts are rare.
    const length = source[metadataAt]!;
    if (length === 0 || length > VARINT_BYTE_MAX) return undefined;
    const timestampAt = metadataAt + length;
    const left = start + bytes - timestampAt;
    const offset = safeInt64(source, start + INT16_BYTES);
    if (left < BYTES_BEHIND_METADATA || offset === undefined) return undefined;
    const commitTimestamp = safeInt64(source, timestampAt);
    const topicId = this.topicId(source, timestampAt + 8, left - 8);
    if (commitTimestamp === undefined || topicId === undefined) return undefined;
    return {
      offset,
      leaderEpoch: source.readInt32BE(start + INT16_BYTES + 8),
      metadata: this.strings.read(source, metadataAt + 1, length - 1),
      commitTimestamp,
      expireTimestamp: -1,
      topicId,
    };
  }

  /** The one tagged field that there may be; `undefined` if there is another. */
  private topicId(source: Buffer, start: number, bytes: number): Uuid | undefined {
    if (bytes === 1 && source[start] === 0) return ZERO_UUID;
    const idStart = start + 3;
    if (bytes !== BYTES_BEHIND_METADATA_WITH_TOPIC - 8) return undefined;
    if (source.readUIntBE(start, 3) !== TOPIC_ID_FIELD) return undefined;
    const idEnd = idStart + UUID_BYTES;
    if (this.lastTopicIdBytes.compare(source, idStart, idEnd) === 0) return this.lastTopicId;
    source.copy(this.lastTopicIdBytes, 0, idStart, idEnd);
    this.lastTopicId = uuidFromBytes(this.lastTopicIdBytes);
    return this.lastTopicId;
  }
}

/** An int64 that is not negative and exact as a number; `undefined` for any other. */
function safeInt64(source: Buffer, at: number): number | undefined {
  const high = source.readUInt32BE(at);
  return high < SAFE_HIGH_WORD
    ? high * TWO_TO_THE_32 + source.readUInt32BE(at + INT32_BYTES)
    : undefined;
}
