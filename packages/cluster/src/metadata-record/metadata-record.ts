import { ByteReader, ByteWriter, KafkaError } from '@odradek/base';
import {
  type ClientQuotaRecord,
  type ConfigRecord,
  type FeatureLevelRecord,
  type PartitionChangeRecord,
  type PartitionRecord,
  type ProducerIdsRecord,
  readClientQuotaRecord,
  readConfigRecord,
  readFeatureLevelRecord,
  readPartitionChangeRecord,
  readPartitionRecord,
  readProducerIdsRecord,
  readRemoveTopicRecord,
  readTopicRecord,
  type RemoveTopicRecord,
  type TopicRecord,
  writeClientQuotaRecord,
  writeConfigRecord,
  writeFeatureLevelRecord,
  writePartitionChangeRecord,
  writePartitionRecord,
  writeProducerIdsRecord,
  writeRemoveTopicRecord,
  writeTopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** The records of `__cluster_metadata` that we know, by Kafka's names. */
interface MetadataRecordTypes {
  readonly TopicRecord: TopicRecord;
  readonly PartitionRecord: PartitionRecord;
  readonly PartitionChangeRecord: PartitionChangeRecord;
  readonly ConfigRecord: ConfigRecord;
  readonly RemoveTopicRecord: RemoveTopicRecord;
  readonly FeatureLevelRecord: FeatureLevelRecord;
  readonly ClientQuotaRecord: ClientQuotaRecord;
  readonly ProducerIdsRecord: ProducerIdsRecord;
}

type MetadataRecordType = keyof MetadataRecordTypes;

/** A record of the given types, each with its own content. */
type MetadataRecordOf<Type extends MetadataRecordType> = {
  readonly [Name in Type]: { readonly type: Name; readonly record: MetadataRecordTypes[Name] };
}[Type];

/** A record of `__cluster_metadata`. `type` is Kafka's name for it. */
export type MetadataRecord = MetadataRecordOf<MetadataRecordType>;

/** How records of one type are stored. */
interface MetadataRecordFormat<Content> {
  /** The type id in front of the record. */
  readonly id: number;
  /** The version that we write, and the last one that we read. */
  readonly version: number;
  readonly read: (reader: ByteReader, version: number) => Content;
  readonly write: (writer: ByteWriter, record: Content, version: number) => void;
}

const FORMATS: {
  readonly [Type in MetadataRecordType]: MetadataRecordFormat<MetadataRecordTypes[Type]>;
} = {
  TopicRecord: { id: 2, version: 0, read: readTopicRecord, write: writeTopicRecord },
  PartitionRecord: { id: 3, version: 2, read: readPartitionRecord, write: writePartitionRecord },
  ConfigRecord: { id: 4, version: 0, read: readConfigRecord, write: writeConfigRecord },
  PartitionChangeRecord: {
    id: 5,
    version: 2,
    read: readPartitionChangeRecord,
    write: writePartitionChangeRecord,
  },
  RemoveTopicRecord: {
    id: 9,
    version: 0,
    read: readRemoveTopicRecord,
    write: writeRemoveTopicRecord,
  },
  FeatureLevelRecord: {
    id: 12,
    version: 0,
    read: readFeatureLevelRecord,
    write: writeFeatureLevelRecord,
  },
  ClientQuotaRecord: {
    id: 14,
    version: 0,
    read: readClientQuotaRecord,
    write: writeClientQuotaRecord,
  },
  ProducerIdsRecord: {
    id: 15,
    version: 0,
    read: readProducerIdsRecord,
    write: writeProducerIdsRecord,
  },
};

const TYPES: ReadonlyMap<number, MetadataRecordType> = new Map(
  Object.entries(FORMATS).map(([type, { id }]) => [id, type as MetadataRecordType]),
);

const FRAME_VERSION = 1;

/**
 * The value of a record of `__cluster_metadata`: the version of the frame, the type and version of
 * the record as varints, then the record (KIP-631, "Record Format").
 */
export function encodeMetadataRecord<Type extends MetadataRecordType>(
  entry: MetadataRecordOf<Type>,
): Buffer {
  const format: MetadataRecordFormat<MetadataRecordTypes[Type]> = FORMATS[entry.type];
  const writer = new ByteWriter();
  writer.writeUnsignedVarint(FRAME_VERSION);
  writer.writeUnsignedVarint(format.id);
  writer.writeUnsignedVarint(format.version);
  format.write(writer, entry.record, format.version);
  return writer.toBuffer();
}

/**
 * Reads the value of a record of `__cluster_metadata`. Raises `ODRADEK_UNKNOWN_METADATA_RECORD` for
 * a frame, type or version that we do not know: to pass over it would lose a part of the metadata.
 * Raises `ODRADEK_MALFORMED_MESSAGE` or `CORRUPT_MESSAGE` if the bytes are too few or too many.
 */
export function decodeMetadataRecord(value: Buffer): MetadataRecord {
  return readMetadataRecord(new ByteReader(value), value.byteLength);
}

/** As `decodeMetadataRecord`, for a value that begins where the reader is and ends at `end`. */
export function readMetadataRecord(reader: ByteReader, end: number): MetadataRecord {
  const frameVersion = reader.readUnsignedVarint();
  if (frameVersion !== FRAME_VERSION) throw unknownRecord(`frame version ${frameVersion}`);
  const id = reader.readUnsignedVarint();
  const version = reader.readUnsignedVarint();
  const type = typeOf(id, version);
  const entry = { type, record: FORMATS[type].read(reader, version) } as MetadataRecord;
  if (reader.position === end) return entry;
  if (reader.position > end) throw reader.malformed(`a ${type} is longer than its record`);
  throw new KafkaError(
    'CORRUPT_MESSAGE',
    `The metadata log holds a ${type} with ${end - reader.position} bytes behind it; restore the ` +
      'log from a copy.',
  );
}

function typeOf(id: number, version: number): MetadataRecordType {
  const type = TYPES.get(id);
  if (type === undefined) throw unknownRecord(`record type ${id}`);
  if (version > FORMATS[type].version) throw unknownRecord(`version ${version} of ${type}`);
  return type;
}

function unknownRecord(what: string): KafkaError {
  return new KafkaError(
    'ODRADEK_UNKNOWN_METADATA_RECORD',
    `The metadata log holds ${what}, which this version of Odradek does not know. ` +
      `Start the version that wrote it.`,
  );
}
