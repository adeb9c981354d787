import { ByteReader, ByteWriter } from '@odradek/base';
import { EMPTY_BYTES } from '@odradek/protocol';
import {
  readConsumerGroupCurrentMemberAssignmentKey,
  readConsumerGroupCurrentMemberAssignmentValue,
  readConsumerGroupMemberMetadataKey,
  readConsumerGroupMemberMetadataValue,
  readConsumerGroupMetadataKey,
  readConsumerGroupMetadataValue,
  readConsumerGroupPartitionMetadataKey,
  readConsumerGroupPartitionMetadataValue,
  readConsumerGroupRegularExpressionKey,
  readConsumerGroupRegularExpressionValue,
  readConsumerGroupTargetAssignmentMemberKey,
  readConsumerGroupTargetAssignmentMemberValue,
  readConsumerGroupTargetAssignmentMetadataKey,
  readConsumerGroupTargetAssignmentMetadataValue,
  readGroupMetadataKey,
  readGroupMetadataValue,
  readLegacyOffsetCommitValue,
  readOffsetCommitKey,
  readOffsetCommitValue,
  defaultOffsetCommitValue,
  writeConsumerGroupCurrentMemberAssignmentKey,
  writeConsumerGroupCurrentMemberAssignmentValue,
  writeConsumerGroupMemberMetadataKey,
  writeConsumerGroupMemberMetadataValue,
  writeConsumerGroupMetadataKey,
  writeConsumerGroupMetadataValue,
  writeConsumerGroupPartitionMetadataKey,
  writeConsumerGroupPartitionMetadataValue,
  writeConsumerGroupRegularExpressionKey,
  writeConsumerGroupRegularExpressionValue,
  writeConsumerGroupTargetAssignmentMemberKey,
  writeConsumerGroupTargetAssignmentMemberValue,
  writeConsumerGroupTargetAssignmentMetadataKey,
  writeConsumerGroupTargetAssignmentMetadataValue,
  writeGroupMetadataKey,
  writeGroupMetadataValue,
  writeOffsetCommitKey,
  writeOffsetCommitValue,
} from '@odradek/protocol/messages/consumer-offsets';

import type { CoordinatorRecordCodec } from '../../runtime/coordinator-record-codec.ts';
import { CommittedOffsetReader } from './committed-offset-reader.ts';
import type { GroupRecord, GroupRecordType, GroupRecordTypes } from './group-record.ts';

/** How the records of one type are written and read. */
interface TypeCodec<Key, Value> {
  /** The version of keys, which is the number of the type (Kafka's `CoordinatorRecordType`). */
  readonly id: number;
  readonly readKey: (reader: ByteReader, version: number) => Key;
  readonly writeKey: (writer: ByteWriter, key: Key, version: number) => void;
  readonly readValue: (reader: ByteReader, version: number) => Value;
  readonly writeValue: (writer: ByteWriter, value: Value, version: number) => void;
  /** The version that values are written in. */
  readonly valueVersion: (value: Value) => number;
  /** Whether values have bytes, which would keep all memory that they were read from. */
  readonly hasBytes?: boolean;
}

const LEGACY_OFFSET_COMMIT_ID = 0;
const KEY_VERSION = 0;
/** What a record has, mostly. */
const BYTES_LIKELY = 128;
const FIRST = (): number => 0;

const CODECS: {
  readonly [Type in GroupRecordType]: TypeCodec<
    GroupRecordTypes[Type]['key'],
    GroupRecordTypes[Type]['value']
  >;
} = {
  OffsetCommit: {
    id: 1,
    readKey: readOffsetCommitKey,
    writeKey: writeOffsetCommitKey,
    readValue: readOffsetCommitValue,
    writeValue: writeOffsetCommitValue,
    // Only the first version can say when it expires.
    valueVersion: ({ expireTimestamp }) => (expireTimestamp === -1 ? 4 : 1),
  },
  GroupMetadata: {
    id: 2,
    readKey: readGroupMetadataKey,
    writeKey: writeGroupMetadataKey,
    readValue: readGroupMetadataValue,
    writeValue: writeGroupMetadataValue,
    valueVersion: () => 3,
    hasBytes: true,
  },
  ConsumerGroupMetadata: {
    id: 3,
    readKey: readConsumerGroupMetadataKey,
    writeKey: writeConsumerGroupMetadataKey,
    readValue: readConsumerGroupMetadataValue,
    writeValue: writeConsumerGroupMetadataValue,
    valueVersion: FIRST,
  },
  ConsumerGroupPartitionMetadata: {
    id: 4,
    readKey: readConsumerGroupPartitionMetadataKey,
    writeKey: writeConsumerGroupPartitionMetadataKey,
    readValue: readConsumerGroupPartitionMetadataValue,
    writeValue: writeConsumerGroupPartitionMetadataValue,
    valueVersion: FIRST,
  },
  ConsumerGroupMemberMetadata: {
    id: 5,
    readKey: readConsumerGroupMemberMetadataKey,
    writeKey: writeConsumerGroupMemberMetadataKey,
    readValue: readConsumerGroupMemberMetadataValue,
    writeValue: writeConsumerGroupMemberMetadataValue,
    valueVersion: FIRST,
    hasBytes: true,
  },
  ConsumerGroupTargetAssignmentMetadata: {
    id: 6,
    readKey: readConsumerGroupTargetAssignmentMetadataKey,
    writeKey: writeConsumerGroupTargetAssignmentMetadataKey,
    readValue: readConsumerGroupTargetAssignmentMetadataValue,
    writeValue: writeConsumerGroupTargetAssignmentMetadataValue,
    valueVersion: FIRST,
  },
  ConsumerGroupTargetAssignmentMember: {
    id: 7,
    readKey: readConsumerGroupTargetAssignmentMemberKey,
    writeKey: writeConsumerGroupTargetAssignmentMemberKey,
    readValue: readConsumerGroupTargetAssignmentMemberValue,
    writeValue: writeConsumerGroupTargetAssignmentMemberValue,
    valueVersion: FIRST,
  },
  ConsumerGroupCurrentMemberAssignment: {
    id: 8,
    readKey: readConsumerGroupCurrentMemberAssignmentKey,
    writeKey: writeConsumerGroupCurrentMemberAssignmentKey,
    readValue: readConsumerGroupCurrentMemberAssignmentValue,
    writeValue: writeConsumerGroupCurrentMemberAssignmentValue,
    valueVersion: FIRST,
  },
  ConsumerGroupRegularExpression: {
    id: 16,
    readKey: readConsumerGroupRegularExpressionKey,
    writeKey: writeConsumerGroupRegularExpressionKey,
    readValue: readConsumerGroupRegularExpressionValue,
    writeValue: writeConsumerGroupRegularExpressionValue,
    valueVersion: FIRST,
  },
};

const DECODERS: ReadonlyMap<number, (key: ByteReader, value: Buffer | null) => GroupRecord> =
  new Map([
    ...Object.keys(CODECS).map((name) => {
      const type = name as GroupRecordType;
      return [CODECS[type].id, decoderOf(type)] as const;
    }),
    [LEGACY_OFFSET_COMMIT_ID, decodeLegacyOffsetCommit] as const,
  ]);

const COMMITTED_OFFSETS: CommittedOffsetReader = new CommittedOffsetReader();

/** The records of `__consumer_offsets`, byte for byte as Kafka's `GroupCoordinatorRecordSerde`. */
export const GROUP_RECORD_CODEC: CoordinatorRecordCodec<GroupRecord> = {
  encode({ type, key, value }) {
    const codec: TypeCodec<object, object> = CODECS[type] as TypeCodec<object, object>;
    const keyWriter = new ByteWriter(BYTES_LIKELY);
    keyWriter.writeInt16(codec.id);
    codec.writeKey(keyWriter, key, KEY_VERSION);
    if (value === null) return { key: keyWriter.toBuffer(), value: null };
    const version = codec.valueVersion(value);
    const valueWriter = new ByteWriter(BYTES_LIKELY);
    valueWriter.writeInt16(version);
    codec.writeValue(valueWriter, value, version);
    return { key: keyWriter.toBuffer(), value: valueWriter.toBuffer() };
  },

  decode(bytes) {
    const committed = COMMITTED_OFFSETS.read(bytes);
    if (committed !== undefined) return committed;
    const { key, value } = bytes;
    const reader = new ByteReader(key ?? EMPTY_BYTES);
    return DECODERS.get(reader.readInt16())?.(reader, value);
  },
};

function decoderOf(type: GroupRecordType) {
  const { readKey, readValue, hasBytes }: TypeCodec<object, object> = CODECS[type] as TypeCodec<
    object,
    object
  >;
  return (keyReader: ByteReader, value: Buffer | null): GroupRecord => {
    const key = readKey(keyReader, KEY_VERSION);
    if (value === null) return { type, key, value } as GroupRecord;
    const reader = new ByteReader(hasBytes === true ? Buffer.from(value) : value);
    return { type, key, value: readValue(reader, reader.readInt16()) } as GroupRecord;
  };
}

/** Kafka before 0.9 wrote these; an imported log may still have them. */
function decodeLegacyOffsetCommit(keyReader: ByteReader, value: Buffer | null): GroupRecord {
  const key = readOffsetCommitKey(keyReader, KEY_VERSION);
  if (value === null) return { type: 'OffsetCommit', key, value };
  const reader = new ByteReader(value);
  const { offset, metadata, commitTimestamp } = readLegacyOffsetCommitValue(
    reader,
    reader.readInt16(),
  );
  const read = { ...defaultOffsetCommitValue, offset, metadata, commitTimestamp };
  return { type: 'OffsetCommit', key, value: read };
}
