import { type Uuid, uuidFromBytes, ZERO_UUID } from '@odradek/base';

import type { RecordBytes } from '../../runtime/coordinator-record-codec.ts';
import type { GroupRecordOf } from './group-record.ts';
import { LastBytes } from './last-bytes.ts';
import { StringCache } from './string-cache.ts';

/** The version of keys of committed offsets, and that of values which are written today. */
const KEY_VERSION = 1;
const VALUE_VERSION = 4;
const INT16_BYTES = 2;
const INT32_BYTES = 4;
const INT64_BYTES = 8;
const UUID_BYTES = 16;
/** Version, offset and leader epoch stand before the text. */
const METADATA_AT = 14;
/** A timestamp and no tagged field, or one of 16 bytes. */
const BYTES_BEHIND_METADATA = 9;
const BYTES_BEHIND_METADATA_WITH_TOPIC = 27;
/** One tagged field, its tag is 0 and it has 16 bytes. */
const TOPIC_ID_FIELD = 0x01_00_10;
const TOPIC_ID_FIELD_BYTES = 3;
const TWO_TO_THE_32 = 0x1_0000_0000;
const SAFE_HIGH_WORD = 0x200000;
/** An unsigned varint of one byte. */
const VARINT_BYTE_MAX = 0x7f;

/**
 * Reads committed offsets of today's form where they stand in the log. There may be millions of them
 * to be loaded, more than of all other records: this takes a fraction of the time that the codecs of
 * the messages take, and no memory that is not kept.
 */
export class CommittedOffsetReader {
  private readonly strings = new StringCache();
  /** Group and topic of the last key. Commits name the same ones again and again. */
  private readonly lastNames = new LastBytes();
  private lastGroup = '';
  private lastTopic = '';
  private readonly lastTopicIdBytes = new LastBytes();
  private lastTopicId: Uuid = ZERO_UUID;

  /** Answers `undefined` for what is no such record, or not so plain: then the codecs are asked. */
  read(record: RecordBytes): GroupRecordOf<'OffsetCommit'> | undefined {
    const { source, keyStart, keyBytes, valueStart, valueBytes } = record;
    if (keyBytes < INT16_BYTES || int16At(source, keyStart) !== KEY_VERSION) return undefined;
    if (!this.readNames(source, keyStart + INT16_BYTES, keyBytes - INT16_BYTES)) return undefined;
    const value = valueBytes < 0 ? null : this.readValue(source, valueStart, valueBytes);
    if (value === undefined) return undefined;
    const partition = int32At(source, keyStart + keyBytes - INT32_BYTES);
    return {
      type: 'OffsetCommit',
      key: { group: this.lastGroup, topic: this.lastTopic, partition },
      value,
    };
  }

  /** Group, topic and partition are all that there is; answers whether they are. */
  private readNames(source: Buffer, start: number, bytes: number): boolean {
    const namesBytes = bytes - INT32_BYTES;
    if (this.lastNames.isAt(source, start, namesBytes)) return true;
    const end = start + namesBytes;
    const groupStart = start + INT16_BYTES;
    if (groupStart > end) return false;
    const groupBytes = int16At(source, start);
    const topicStart = groupStart + groupBytes + INT16_BYTES;
    if (groupBytes < 0 || topicStart > end) return false;
    const topicBytes = int16At(source, topicStart - INT16_BYTES);
    if (topicBytes < 0 || topicStart + topicBytes !== end) return false;
    this.lastGroup = this.strings.read(source, groupStart, groupBytes);
    this.lastTopic = this.strings.read(source, topicStart, topicBytes);
    this.lastNames.set(source, start, namesBytes);
    return true;
  }

  private readValue(
    source: Buffer,
    start: number,
    bytes: number,
  ): GroupRecordOf<'OffsetCommit'>['value'] | undefined {
    if (bytes <= METADATA_AT || int16At(source, start) !== VALUE_VERSION) return undefined;
    const metadataAt = start + METADATA_AT;
    // Compact: the length and one more. Longer texts are rare.
    const length = source[metadataAt]!;
    if (length === 0 || length > VARINT_BYTE_MAX) return undefined;
    const timestampAt = metadataAt + length;
    const left = start + bytes - timestampAt;
    const offset = safeInt64(source, start + INT16_BYTES);
    if (left < BYTES_BEHIND_METADATA || offset === undefined) return undefined;
    const commitTimestamp = safeInt64(source, timestampAt);
    const topicId = this.topicId(source, timestampAt + INT64_BYTES, left - INT64_BYTES);
    if (commitTimestamp === undefined || topicId === undefined) return undefined;
    return {
      offset,
      leaderEpoch: int32At(source, start + INT16_BYTES + INT64_BYTES),
      metadata: this.strings.read(source, metadataAt + 1, length - 1),
      commitTimestamp,
      expireTimestamp: -1,
      topicId,
    };
  }

  /** The one tagged field that there may be; `undefined` if there is another. */
  private topicId(source: Buffer, start: number, bytes: number): Uuid | undefined {
    if (bytes === 1 && source[start] === 0) return ZERO_UUID;
    if (bytes !== BYTES_BEHIND_METADATA_WITH_TOPIC - INT64_BYTES) return undefined;
    // The byte behind is there: it belongs to the id.
    if (int32At(source, start) >>> 8 !== TOPIC_ID_FIELD) return undefined;
    const idStart = start + TOPIC_ID_FIELD_BYTES;
    if (!this.lastTopicIdBytes.isAt(source, idStart, UUID_BYTES)) {
      this.lastTopicId = uuidFromBytes(source.subarray(idStart, idStart + UUID_BYTES));
      this.lastTopicIdBytes.set(source, idStart, UUID_BYTES);
    }
    return this.lastTopicId;
  }
}

function int16At(source: Buffer, at: number): number {
  return ((source[at]! << 24) >> 16) | source[at + 1]!;
}

function int32At(source: Buffer, at: number): number {
  return (source[at]! << 24) | (source[at + 1]! << 16) | (source[at + 2]! << 8) | source[at + 3]!;
}

/** An int64 that is not negative and exact as a number; `undefined` for any other. */
function safeInt64(source: Buffer, at: number): number | undefined {
  const high = int32At(source, at);
  return high >= 0 && high < SAFE_HIGH_WORD
    ? high * TWO_TO_THE_32 + (int32At(source, at + INT32_BYTES) >>> 0)
    : undefined;
}
