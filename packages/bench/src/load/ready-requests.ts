import { ByteWriter } from '@odradek/base';
import {
  ApiKey,
  apiKeyInfo,
  COMPRESSION_NAMES,
  type CompressionName,
  type CompressionType,
  RecordBatchBuilder,
  writeRequest,
} from '@odradek/protocol';
import {
  defaultProduceRequest,
  type ProduceRequest,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';

import { type ProduceWork, recordsIn } from './produce-work.ts';
import { randomValues, textValues } from './record-values.ts';
import type { SequencedBatch } from './sequenced-batch.ts';

/** The last version in which fields have fixed places. */
const PRODUCE_VERSION = 8;
const CORRELATION_ID_AT = 8;
const INT32_BYTES = 4;
const TIMEOUT_MS = 30_000;

/**
 * A record batch, as a producer that is not idempotent sends it. For zstd on a Node without it,
 * `loadCompression` has to come first.
 */
export function readyBatch(work: ProduceWork, timestamp: number): Buffer {
  return batchOfRecords(recordsIn(work), work.recordBytes, timestamp, work.compression);
}

/** A record batch of so many records: with random values, or with text before a codec. */
export function batchOfRecords(
  records: number,
  recordBytes: number,
  timestamp: number,
  compression: CompressionName = 'none',
): Buffer {
  const bytes = records * recordBytes;
  const values = compression === 'none' ? randomValues(bytes) : textValues(bytes);
  const codec = COMPRESSION_NAMES.indexOf(compression) as CompressionType;
  const builder = new RecordBatchBuilder({ compression: codec });
  for (let at = 0; at < bytes; at += recordBytes) {
    builder.append({ timestamp, key: null, value: values.subarray(at, at + recordBytes) });
  }
  return builder.build();
}

/**
 * Produce requests that lie ready one behind the other, a slot for each that can be under way, so
 * that sending some is one write of memory that is there. Each has its slot as correlation id. A slot
 * must not change before its answer has come: only then has its write ended for sure.
 */
export class ReadyRequests {
  readonly slots: number;
  /** The bytes of one request. */
  readonly requestBytes: number;
  /** Where an answer, without its size, has its error code. */
  readonly errorCodeAt: number;
  private readonly memory: Buffer;
  private readonly partitionAt: number;
  private readonly batchAt: number;
  private readonly sequenced: SequencedBatch | undefined;

  /** With `sequenced`, which has the batch then, they are those of an idempotent producer. */
  constructor(topic: string, plain: Buffer, slots: number, sequenced?: SequencedBatch) {
    const batch = sequenced?.batch ?? plain;
    const request = produceRequest(topic, batch);
    this.slots = slots;
    this.requestBytes = request.length;
    this.batchAt = request.length - batch.length;
    this.partitionAt = this.batchAt - 2 * INT32_BYTES;
    this.sequenced = sequenced;
    // Correlation id, count of topics, name of the topic, count of partitions, index.
    this.errorCodeAt = 4 * INT32_BYTES + 2 + Buffer.byteLength(topic);
    this.memory = Buffer.alloc(request.length * slots);
    for (let slot = 0; slot < slots; slot++) {
      request.copy(this.memory, slot * request.length);
      this.memory.writeInt32BE(slot, slot * request.length + CORRELATION_ID_AT);
    }
  }

  /** Makes the request of a slot the next one to this partition. */
  setPartition(slot: number, partition: number): void {
    const at = slot * this.requestBytes;
    this.memory.writeInt32BE(partition, at + this.partitionAt);
    this.sequenced?.writeNext(this.memory, at + this.batchAt, partition);
  }

  /** The requests of neighbouring slots, not copied. */
  slice(slot: number, count: number): Buffer {
    return this.memory.subarray(slot * this.requestBytes, (slot + count) * this.requestBytes);
  }
}

function produceRequest(topic: string, batch: Buffer): Buffer {
  const api = apiKeyInfo(ApiKey.Produce);
  if (api === undefined) throw new Error('Produce is not declared.');
  const body: ProduceRequest = {
    ...defaultProduceRequest,
    acks: -1,
    timeoutMs: TIMEOUT_MS,
    topicData: [{ name: topic, topicId: '', partitionData: [{ index: 0, records: batch }] }],
  };
  const writer = new ByteWriter();
  const header = { api, apiVersion: PRODUCE_VERSION, correlationId: 0, clientId: 'bench' };
  writeRequest(writer, header, body, writeProduceRequest);
  return writer.toBuffer();
}
