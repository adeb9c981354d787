import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  batchesIn,
  type BatchRecord,
  compressionName,
  compressionTypeOf,
  crcAt,
  deleteHorizonOf,
  isControl,
  isTransactional,
  lastOffsetAt,
  lastSequenceAt,
  magicAt,
  maxTimestampAt,
  partitionLeaderEpochAt,
  producerEpochAt,
  producerIdAt,
  readControlRecordType,
  readEndTransactionMarker,
  readRecordBatchHeader,
  recordsCountAt,
  recordsOf,
  sizeInBytesAt,
  timestampTypeOf,
} from '@odradek/protocol';

const OFFSET_ENTRY_BYTES = 8;
const TIME_ENTRY_BYTES = 12;
const ABORTED_TRANSACTION_BYTES = 34;
const SNAPSHOT_COUNT_AT = 6;
const SNAPSHOT_ENTRIES_AT = 10;
const SNAPSHOT_ENTRY_BYTES = 46;

/**
 * What Kafka's DumpLogSegments has to print of a segment file, by our decoder: a line for each batch
 * and each record.
 */
export function printedLog(bytes: Buffer, baseOffset: number): readonly string[] {
  const { batches, bytesWhole, tail } = batchesIn(bytes);
  if (tail !== 'none') throw new Error(`No whole batch is at byte ${bytesWhole}.`);
  const lines = [`Log starting offset: ${baseOffset}`];
  let position = 0;
  for (const batch of batches) {
    lines.push(batchLine(batch, position));
    for (const record of recordsOf(batch)) lines.push(recordLine(batch, record));
    position += batch.byteLength;
  }
  return lines;
}

function batchLine(batch: Buffer, position: number): string {
  const attributes = attributesAt(batch, 0);
  const deleteHorizon = deleteHorizonOf(readRecordBatchHeader(batch));
  return fields({
    baseOffset: baseOffsetAt(batch, 0),
    lastOffset: lastOffsetAt(batch, 0),
    count: recordsCountAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    lastSequence: lastSequenceAt(batch, 0),
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    partitionLeaderEpoch: partitionLeaderEpochAt(batch, 0),
    isTransactional: isTransactional(attributes),
    isControl: isControl(attributes),
    deleteHorizonMs: optionalLong(deleteHorizon),
    position,
    [timestampTypeOf(attributes)]: maxTimestampAt(batch, 0),
    size: sizeInBytesAt(batch, 0),
    magic: magicAt(batch, 0),
    compresscodec: compressionName(compressionTypeOf(attributes)),
    crc: crcAt(batch, 0),
    isvalid: true,
  });
}

function recordLine(batch: Buffer, record: BatchRecord): string {
  const attributes = attributesAt(batch, 0);
  const { offset, timestamp, key, value, sequence, headers } = record;
  const common = fields({
    offset,
    [timestampTypeOf(attributes)]: timestamp,
    keySize: key?.byteLength ?? -1,
    valueSize: value?.byteLength ?? -1,
    sequence,
    headerKeys: `[${headers.map((header) => header.key).join(',')}]`,
  });
  const contents = isControl(attributes) ? markerText(record) : payloadText(record);
  return `| ${common}${contents}`;
}

function markerText({ key, value }: BatchRecord): string {
  const { coordinatorEpoch } = readEndTransactionMarker(value);
  return ` endTxnMarker: ${readControlRecordType(key)} coordinatorEpoch: ${coordinatorEpoch}`;
}

function payloadText({ key, value }: BatchRecord): string {
  const keyText = key === null ? '' : ` key: ${key.toString()}`;
  return value === null ? keyText : `${keyText} payload: ${value.toString()}`;
}

/** What DumpLogSegments has to print of an `.index`. */
export function printedOffsetIndex(bytes: Buffer, baseOffset: number): readonly string[] {
  return entriesOf(bytes, OFFSET_ENTRY_BYTES, (entry) =>
    fields({ offset: baseOffset + entry.readInt32BE(0), position: entry.readInt32BE(4) }),
  );
}

/** What DumpLogSegments has to print of a `.timeindex`. */
export function printedTimeIndex(bytes: Buffer, baseOffset: number): readonly string[] {
  return entriesOf(bytes, TIME_ENTRY_BYTES, (entry) =>
    fields({ timestamp: entry.readBigInt64BE(0), offset: baseOffset + entry.readInt32BE(8) }),
  );
}

/** What DumpLogSegments has to print of a `.txnindex`. */
export function printedTransactionIndex(bytes: Buffer): readonly string[] {
  return entriesOf(bytes, ABORTED_TRANSACTION_BYTES, (entry) =>
    fields({
      version: entry.readInt16BE(0),
      producerId: entry.readBigInt64BE(2),
      firstOffset: entry.readBigInt64BE(10),
      lastOffset: entry.readBigInt64BE(18),
      lastStableOffset: entry.readBigInt64BE(26),
    }),
  );
}

/** What DumpLogSegments has to print of a `.snapshot`: Kafka's part of it. */
export function printedSnapshot(bytes: Buffer): readonly string[] {
  const count = bytes.readInt32BE(SNAPSHOT_COUNT_AT);
  const end = SNAPSHOT_ENTRIES_AT + count * SNAPSHOT_ENTRY_BYTES;
  const entries = bytes.subarray(SNAPSHOT_ENTRIES_AT, end);
  return entriesOf(entries, SNAPSHOT_ENTRY_BYTES, (entry) => {
    const lastSequence = entry.readInt32BE(10);
    const offsetDelta = entry.readInt32BE(22);
    const currentTxnFirstOffset = entry.readBigInt64BE(38);
    const head = fields({
      producerId: entry.readBigInt64BE(0),
      producerEpoch: entry.readInt16BE(8),
      coordinatorEpoch: entry.readInt32BE(34),
      currentTxnFirstOffset: optionalLong(
        currentTxnFirstOffset < 0 ? undefined : currentTxnFirstOffset,
      ),
      lastTimestamp: entry.readBigInt64BE(26),
    });
    if (lastSequence < 0) return head;
    const batch = fields({
      firstSequence: lastSequence - offsetDelta,
      lastSequence,
      lastOffset: entry.readBigInt64BE(14),
      offsetDelta,
      timestamp: entry.readBigInt64BE(26),
    });
    return `${head} ${batch}`;
  });
}

function entriesOf(
  bytes: Buffer,
  entryBytes: number,
  print: (entry: Buffer) => string,
): readonly string[] {
  if (bytes.byteLength % entryBytes !== 0) {
    throw new Error(`${bytes.byteLength} bytes are no entries of ${entryBytes}.`);
  }
  return Array.from({ length: bytes.byteLength / entryBytes }, (_, index) =>
    print(bytes.subarray(index * entryBytes, (index + 1) * entryBytes)),
  );
}

function optionalLong(value: number | bigint | undefined): string {
  return value === undefined ? 'OptionalLong.empty' : `OptionalLong[${value}]`;
}

function fields(of: Readonly<Record<string, unknown>>): string {
  return Object.entries(of)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(' ');
}
