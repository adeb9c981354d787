import { ByteReader, ByteWriter, KafkaError } from '@odradek/base';
import {
  type PartitionRecord,
  readPartitionRecord,
  readRemoveTopicRecord,
  readTopicRecord,
  type RemoveTopicRecord,
  type TopicRecord,
  writePartitionRecord,
  writeRemoveTopicRecord,
  writeTopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** A record of `__cluster_metadata`. `type` is Kafka's name for it. */
export type MetadataRecord =
  | { readonly type: 'TopicRecord'; readonly record: TopicRecord }
  | { readonly type: 'PartitionRecord'; readonly record: PartitionRecord }
  | { readonly type: 'RemoveTopicRecord'; readonly record: RemoveTopicRecord };

/** How records of one type are stored. */
interface MetadataRecordFormat {
  /** The type id in front of the record. */
  readonly id: number;
  /** The version that we write, and the last one that we read. */
  readonly version: number;
}

const FORMATS: Readonly<Record<MetadataRecord['type'], MetadataRecordFormat>> = {
  TopicRecord: { id: 2, version: 0 },
  PartitionRecord: { id: 3, version: 2 },
  RemoveTopicRecord: { id: 9, version: 0 },
};

const TYPES: ReadonlyMap<number, MetadataRecord['type']> = new Map([
  [FORMATS.TopicRecord.id, 'TopicRecord'],
  [FORMATS.PartitionRecord.id, 'PartitionRecord'],
  [FORMATS.RemoveTopicRecord.id, 'RemoveTopicRecord'],
]);

const FRAME_VERSION = 1;

/**
 * The value of a record of `__cluster_metadata`: the version of the frame, the type and version of
 * the record as varints, then the record (KIP-631, "Record Format").
 */
export function encodeMetadataRecord(entry: MetadataRecord): Buffer {
  const { id, version } = FORMATS[entry.type];
  const writer = new ByteWriter();
  writer.writeUnsignedVarint(FRAME_VERSION);
  writer.writeUnsignedVarint(id);
  writer.writeUnsignedVarint(version);
  switch (entry.type) {
    case 'TopicRecord':
      writeTopicRecord(writer, entry.record, version);
      break;
    case 'PartitionRecord':
      writePartitionRecord(writer, entry.record, version);
      break;
    case 'RemoveTopicRecord':
      writeRemoveTopicRecord(writer, entry.record, version);
      break;
  }
  return writer.toBuffer();
}

/**
 * Reads the value of a record of `__cluster_metadata`. Raises `ODRADEK_UNKNOWN_METADATA_RECORD` for
 * a frame, type or version that we do not know: to pass over it would lose a part of the metadata.
 * Raises `ODRADEK_MALFORMED_MESSAGE` or `CORRUPT_MESSAGE` if the bytes are too few or too many.
 */
export function decodeMetadataRecord(value: Buffer): MetadataRecord {
  const reader = new ByteReader(value);
  const frameVersion = reader.readUnsignedVarint();
  if (frameVersion !== FRAME_VERSION) throw unknownRecord(`frame version ${frameVersion}`);
  const id = reader.readUnsignedVarint();
  const version = reader.readUnsignedVarint();
  const entry = readRecord(reader, typeOf(id, version), version);
  if (reader.remaining === 0) return entry;
  throw new KafkaError(
    'CORRUPT_MESSAGE',
    `The metadata log holds a ${entry.type} with ${reader.remaining} bytes behind it; restore the ` +
      'log from a copy.',
  );
}

function typeOf(id: number, version: number): MetadataRecord['type'] {
  const type = TYPES.get(id);
  if (type === undefined) throw unknownRecord(`record type ${id}`);
  if (version > FORMATS[type].version) throw unknownRecord(`version ${version} of ${type}`);
  return type;
}

function readRecord(
  reader: ByteReader,
  type: MetadataRecord['type'],
  version: number,
): MetadataRecord {
  switch (type) {
    case 'TopicRecord':
      return { type, record: readTopicRecord(reader, version) };
    case 'PartitionRecord':
      return { type, record: readPartitionRecord(reader, version) };
    case 'RemoveTopicRecord':
      return { type, record: readRemoveTopicRecord(reader, version) };
  }
}

function unknownRecord(what: string): KafkaError {
  return new KafkaError(
    'ODRADEK_UNKNOWN_METADATA_RECORD',
    `The metadata log holds ${what}, which this version of Odradek does not know. ` +
      `Start the version that wrote it.`,
  );
}
