import { ByteWriter, type Offset } from '@odradek/base';
import { type ControlRecordType, controlRecordKey, RecordBatchBuilder } from '@odradek/protocol';
import {
  type AccessControlEntryRecord,
  type ClientQuotaRecord,
  type ConfigRecord,
  defaultPartitionChangeRecord,
  defaultPartitionRecord,
  defaultRegisterBrokerRecord,
  defaultRegisterControllerRecord,
  type FeatureLevelRecord,
  type PartitionChangeRecord,
  type PartitionRecord,
  type ProducerIdsRecord,
  type RegisterBrokerRecord,
  type RegisterControllerRecord,
  type TopicRecord,
  writeAbortTransactionRecord,
  writeAccessControlEntryRecord,
  writeBeginTransactionRecord,
  writeClearElrRecord,
  writeClientQuotaRecord,
  writeConfigRecord,
  writeEndTransactionRecord,
  writeFeatureLevelRecord,
  writeNoOpRecord,
  writePartitionChangeRecord,
  writePartitionRecord,
  writeProducerIdsRecord,
  writeRegisterBrokerRecord,
  writeRegisterControllerRecord,
  writeRemoveAccessControlEntryRecord,
  writeRemoveTopicRecord,
  writeTopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** The value of a record as Apache Kafka writes it. */
export type KraftRecordValue = Buffer;

const FRAME_VERSION = 1;
const TIMESTAMP = 1_767_225_600_000;
/** The content of a control record is not looked at. */
const CONTROL_VALUE: Buffer = Buffer.alloc(3);

function encode(id: number, version: number, write: (writer: ByteWriter) => void): Buffer {
  const writer = new ByteWriter();
  for (const number of [FRAME_VERSION, id, version]) writer.writeUnsignedVarint(number);
  write(writer);
  return writer.toBuffer();
}

/** Values of records, by what they say. */
export const kraftRecord = {
  registerBroker: (record: Partial<RegisterBrokerRecord>): Buffer =>
    encode(0, 4, (writer) =>
      writeRegisterBrokerRecord(writer, { ...defaultRegisterBrokerRecord, ...record }, 4),
    ),
  topic: (record: TopicRecord): Buffer =>
    encode(2, 0, (writer) => writeTopicRecord(writer, record, 0)),
  partition: (record: Partial<PartitionRecord>): Buffer =>
    encode(3, 2, (writer) =>
      writePartitionRecord(writer, { ...defaultPartitionRecord, ...record }, 2),
    ),
  config: (record: ConfigRecord): Buffer =>
    encode(4, 0, (writer) => writeConfigRecord(writer, record, 0)),
  partitionChange: (record: Partial<PartitionChangeRecord>): Buffer =>
    encode(5, 2, (writer) =>
      writePartitionChangeRecord(writer, { ...defaultPartitionChangeRecord, ...record }, 2),
    ),
  removeTopic: (topicId: string): Buffer =>
    encode(9, 0, (writer) => writeRemoveTopicRecord(writer, { topicId }, 0)),
  feature: (record: FeatureLevelRecord): Buffer =>
    encode(12, 0, (writer) => writeFeatureLevelRecord(writer, record, 0)),
  quota: (record: ClientQuotaRecord): Buffer =>
    encode(14, 0, (writer) => writeClientQuotaRecord(writer, record, 0)),
  producerIds: (record: ProducerIdsRecord): Buffer =>
    encode(15, 0, (writer) => writeProducerIdsRecord(writer, record, 0)),
  acl: (record: AccessControlEntryRecord): Buffer =>
    encode(18, 0, (writer) => writeAccessControlEntryRecord(writer, record, 0)),
  removeAcl: (id: string): Buffer =>
    encode(19, 0, (writer) => writeRemoveAccessControlEntryRecord(writer, { id }, 0)),
  noOp: (): Buffer => encode(20, 0, (writer) => writeNoOpRecord(writer, {}, 0)),
  begin: (): Buffer =>
    encode(23, 0, (writer) => writeBeginTransactionRecord(writer, { name: 'test' }, 0)),
  end: (): Buffer => encode(24, 0, (writer) => writeEndTransactionRecord(writer, {}, 0)),
  abort: (): Buffer =>
    encode(25, 0, (writer) => writeAbortTransactionRecord(writer, { reason: 'test' }, 0)),
  registerController: (record: Partial<RegisterControllerRecord>): Buffer =>
    encode(27, 0, (writer) =>
      writeRegisterControllerRecord(writer, { ...defaultRegisterControllerRecord, ...record }, 0),
    ),
  clearElr: (topicName: string): Buffer =>
    encode(28, 0, (writer) => writeClearElrRecord(writer, { topicName }, 0)),
  /** Of a type or version of a later Kafka. */
  unknown: (id: number, version: number): Buffer => encode(id, version, () => {}),
};

/** Builds a segment or a snapshot of the metadata log of Apache Kafka. */
export class KraftFileBuilder {
  private readonly batches: Buffer[] = [];
  private nextOffset: Offset;

  /** A file whose first record has this offset. */
  constructor(baseOffset: Offset = 0) {
    this.nextOffset = baseOffset;
  }

  /** Appends records as one batch. */
  batch(...values: readonly KraftRecordValue[]): this {
    const builder = new RecordBatchBuilder({ baseOffset: this.nextOffset });
    for (const value of values) builder.append({ timestamp: TIMESTAMP, key: null, value });
    this.batches.push(builder.build());
    this.nextOffset += values.length;
    return this;
  }

  /** Appends a control record as a batch. */
  control(type: keyof typeof ControlRecordType): this {
    const builder = new RecordBatchBuilder({ baseOffset: this.nextOffset, isControl: true });
    builder.append({ timestamp: TIMESTAMP, key: controlRecordKey(type), value: CONTROL_VALUE });
    this.batches.push(builder.build());
    this.nextOffset++;
    return this;
  }

  /** A whole snapshot of these records. */
  static snapshot(...values: readonly KraftRecordValue[]): Buffer {
    const builder = new KraftFileBuilder().control('SNAPSHOT_HEADER');
    if (values.length > 0) builder.batch(...values);
    return builder.control('SNAPSHOT_FOOTER').bytes();
  }

  bytes(): Buffer {
    return Buffer.concat(this.batches);
  }
}
