import {
  attributesAt,
  baseSequenceAt,
  type CompressionType,
  isTransactional,
  producerEpochAt,
  producerIdAt,
  RecordBatchBuilder,
  RecordCursor,
} from '@odradek/protocol';

import type { LogValidatorOptions } from './validation-options.ts';

/**
 * The batch with its records in another codec, in new memory (`buildRecordsAndAssignOffsets` of
 * Kafka's `LogValidator`): same records, timestamps and producer, offsets from 0. Raises what
 * reading, building and compressing a batch raises.
 */
export function recompress(
  batch: Buffer,
  compression: CompressionType,
  { decompressedBytesMax, compressionLevel }: LogValidatorOptions,
): Buffer {
  const builder = new RecordBatchBuilder({
    compression,
    ...(compressionLevel === undefined ? {} : { compressionLevel }),
    producerId: producerIdAt(batch, 0),
    producerEpoch: producerEpochAt(batch, 0),
    baseSequence: baseSequenceAt(batch, 0),
    isTransactional: isTransactional(attributesAt(batch, 0)),
    bytesInitial: batch.byteLength,
  });
  const cursor = new RecordCursor(batch, { decompressedBytesMax });
  while (cursor.next()) {
    const { timestamp, key, value } = cursor;
    builder.append({ timestamp, key, value, headers: cursor.headers() });
  }
  return builder.build();
}
