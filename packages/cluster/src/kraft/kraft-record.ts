import { ByteReader, KafkaError } from '@odradek/base';
import {
  type AccessControlEntryRecord,
  type ClearElrRecord,
  type ClientQuotaRecord,
  type ConfigRecord,
  type DelegationTokenRecord,
  type FeatureLevelRecord,
  type PartitionChangeRecord,
  type PartitionRecord,
  type ProducerIdsRecord,
  readAccessControlEntryRecord,
  readClearElrRecord,
  readClientQuotaRecord,
  readConfigRecord,
  readDelegationTokenRecord,
  readFeatureLevelRecord,
  readPartitionChangeRecord,
  readPartitionRecord,
  readProducerIdsRecord,
  readRegisterBrokerRecord,
  readRegisterControllerRecord,
  readRemoveAccessControlEntryRecord,
  readRemoveDelegationTokenRecord,
  readRemoveTopicRecord,
  readRemoveUserScramCredentialRecord,
  readTopicRecord,
  readUnregisterBrokerRecord,
  readUnregisterControllerRecord,
  readUserScramCredentialRecord,
  type RegisterBrokerRecord,
  type RegisterControllerRecord,
  type RemoveAccessControlEntryRecord,
  type RemoveDelegationTokenRecord,
  type RemoveTopicRecord,
  type RemoveUserScramCredentialRecord,
  type TopicRecord,
  type UnregisterBrokerRecord,
  type UnregisterControllerRecord,
  type UserScramCredentialRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** The records that tell what a cluster of Kafka holds, by Kafka's names. */
interface KraftRecordTypes {
  readonly RegisterBrokerRecord: RegisterBrokerRecord;
  readonly UnregisterBrokerRecord: UnregisterBrokerRecord;
  readonly TopicRecord: TopicRecord;
  readonly PartitionRecord: PartitionRecord;
  readonly ConfigRecord: ConfigRecord;
  readonly PartitionChangeRecord: PartitionChangeRecord;
  readonly RemoveTopicRecord: RemoveTopicRecord;
  readonly DelegationTokenRecord: DelegationTokenRecord;
  readonly UserScramCredentialRecord: UserScramCredentialRecord;
  readonly FeatureLevelRecord: FeatureLevelRecord;
  readonly ClientQuotaRecord: ClientQuotaRecord;
  readonly ProducerIdsRecord: ProducerIdsRecord;
  readonly AccessControlEntryRecord: AccessControlEntryRecord;
  readonly RemoveAccessControlEntryRecord: RemoveAccessControlEntryRecord;
  readonly RemoveUserScramCredentialRecord: RemoveUserScramCredentialRecord;
  readonly RemoveDelegationTokenRecord: RemoveDelegationTokenRecord;
  readonly RegisterControllerRecord: RegisterControllerRecord;
  readonly UnregisterControllerRecord: UnregisterControllerRecord;
  readonly ClearElrRecord: ClearElrRecord;
}

type KraftRecordType = keyof KraftRecordTypes;

type KraftRecordOf<Type extends KraftRecordType> = {
  readonly [Name in Type]: { readonly type: Name; readonly record: KraftRecordTypes[Name] };
}[Type];

/** Marks of a transaction: what stands between counts when it ends, and never if it is aborted. */
export interface TransactionRecord {
  readonly type: 'transaction';
  readonly mark: 'begin' | 'end' | 'abort';
}

/** A record that says nothing of what a cluster holds, but of processes or of nothing at all. */
interface PassingRecord {
  readonly type: 'passing';
}

/** A record of `__cluster_metadata` as Apache Kafka writes it. `type` is Kafka's name for it. */
export type KraftRecord = KraftRecordOf<KraftRecordType> | TransactionRecord | PassingRecord;

interface KraftRecordFormat<Content> {
  /** The type id in front of the record. */
  readonly id: number;
  /** The last version that we read. */
  readonly version: number;
  readonly read: (reader: ByteReader, version: number) => Content;
}

/** The types and versions of Apache Kafka 4.3. */
const FORMATS: {
  readonly [Type in KraftRecordType]: KraftRecordFormat<KraftRecordTypes[Type]>;
} = {
  RegisterBrokerRecord: { id: 0, version: 4, read: readRegisterBrokerRecord },
  UnregisterBrokerRecord: { id: 1, version: 0, read: readUnregisterBrokerRecord },
  TopicRecord: { id: 2, version: 0, read: readTopicRecord },
  PartitionRecord: { id: 3, version: 2, read: readPartitionRecord },
  ConfigRecord: { id: 4, version: 0, read: readConfigRecord },
  PartitionChangeRecord: { id: 5, version: 2, read: readPartitionChangeRecord },
  RemoveTopicRecord: { id: 9, version: 0, read: readRemoveTopicRecord },
  DelegationTokenRecord: { id: 10, version: 0, read: readDelegationTokenRecord },
  UserScramCredentialRecord: { id: 11, version: 0, read: readUserScramCredentialRecord },
  FeatureLevelRecord: { id: 12, version: 0, read: readFeatureLevelRecord },
  ClientQuotaRecord: { id: 14, version: 0, read: readClientQuotaRecord },
  ProducerIdsRecord: { id: 15, version: 0, read: readProducerIdsRecord },
  AccessControlEntryRecord: { id: 18, version: 0, read: readAccessControlEntryRecord },
  RemoveAccessControlEntryRecord: { id: 19, version: 0, read: readRemoveAccessControlEntryRecord },
  RemoveUserScramCredentialRecord: {
    id: 22,
    version: 0,
    read: readRemoveUserScramCredentialRecord,
  },
  RemoveDelegationTokenRecord: { id: 26, version: 0, read: readRemoveDelegationTokenRecord },
  RegisterControllerRecord: { id: 27, version: 0, read: readRegisterControllerRecord },
  UnregisterControllerRecord: { id: 29, version: 0, read: readUnregisterControllerRecord },
  ClearElrRecord: { id: 28, version: 0, read: readClearElrRecord },
};

const TYPES: ReadonlyMap<number, KraftRecordType> = new Map(
  Object.entries(FORMATS).map(([type, { id }]) => [id, type as KraftRecordType]),
);

const TRANSACTION_MARKS: ReadonlyMap<number, TransactionRecord['mark']> = new Map([
  [23, 'begin'],
  [24, 'end'],
  [25, 'abort'],
]);

/** Fencing and changed registrations of brokers, no-operations, the state of a migration. */
const PASSING_TYPES: ReadonlySet<number> = new Set([7, 8, 17, 20, 21]);

const FRAME_VERSION = 1;

/**
 * Reads the value of a record of Kafka's `__cluster_metadata`. Raises
 * `ODRADEK_UNKNOWN_METADATA_RECORD` for a frame, type or version that is not of Apache Kafka 4.3 or
 * earlier, and `ODRADEK_MALFORMED_MESSAGE` or `CORRUPT_MESSAGE` if the bytes are too few or too many.
 */
export function decodeKraftRecord(value: Buffer): KraftRecord {
  const reader = new ByteReader(value);
  const frameVersion = reader.readUnsignedVarint();
  if (frameVersion !== FRAME_VERSION) throw unknownRecord(`frame version ${frameVersion}`);
  const id = reader.readUnsignedVarint();
  const version = reader.readUnsignedVarint();
  const mark = TRANSACTION_MARKS.get(id);
  if (mark !== undefined) return { type: 'transaction', mark };
  if (PASSING_TYPES.has(id)) return { type: 'passing' };
  const type = typeOf(id, version);
  const entry = { type, record: FORMATS[type].read(reader, version) } as KraftRecord;
  if (reader.remaining === 0) return entry;
  throw new KafkaError('CORRUPT_MESSAGE', `a ${type} has ${reader.remaining} bytes behind it`);
}

function typeOf(id: number, version: number): KraftRecordType {
  const type = TYPES.get(id);
  if (type === undefined) throw unknownRecord(`record type ${id}`);
  if (version > FORMATS[type].version) throw unknownRecord(`version ${version} of ${type}`);
  return type;
}

function unknownRecord(what: string): KafkaError {
  return new KafkaError(
    'ODRADEK_UNKNOWN_METADATA_RECORD',
    `${what} is not of Apache Kafka 4.3 or earlier, and to pass over it could lose metadata`,
  );
}
