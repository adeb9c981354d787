import { ByteReader, ByteWriter } from '@odradek/base';
import {
  ApiKey,
  batchesIn,
  checkBatch,
  FrameDecoder,
  readRequestHeader,
  RecordBatchBuilder,
  recordsOf,
  writeRequest,
} from '@odradek/protocol';
import { readProduceRequest, writeProduceRequest } from '@odradek/protocol/messages/00-produce';

import type { SampleRecord } from '../contents/sample-records.ts';
import { CLIENT_ID, type ConsumedRecord, type Handover, TOPIC } from './client.ts';
import { consumedRecord, onlyFrame, requireApi } from './odradek-frames.ts';

/** A record as an application hands it over. */
interface HandedRecord {
  readonly key: Buffer | string | null;
  readonly value: Buffer | string;
  readonly headers: readonly { readonly key: string; readonly value: Buffer | string }[];
}

const PRODUCE = requireApi(ApiKey.Produce);
const BATCH_BYTES_INITIAL = 16_384;

/** Encodes the records into a frame whose pieces the caller gets from the writer. */
export function encodeProduce(
  records: readonly SampleRecord[],
  handover: Handover,
  apiVersion: number,
): () => ByteWriter {
  const handed = records.map((record) => handOver(record, handover));
  const header = { api: PRODUCE, apiVersion, correlationId: 7, clientId: CLIENT_ID };
  return () => {
    const partitionData = [{ index: 0, records: buildBatch(handed) }];
    const topicData = [{ name: TOPIC, topicId: '', partitionData }];
    const body = { transactionalId: null, acks: -1, timeoutMs: 30_000, topicData };
    const writer = new ByteWriter();
    writeRequest(writer, header, body, writeProduceRequest);
    return writer;
  };
}

function buildBatch(records: readonly HandedRecord[]): Buffer {
  const timestamp = Date.now();
  const builder = new RecordBatchBuilder({ bytesInitial: BATCH_BYTES_INITIAL });
  for (const { key, value, headers } of records) builder.append({ timestamp, key, value, headers });
  return builder.build();
}

function handOver(record: SampleRecord, handover: Handover): HandedRecord {
  const form = (text: string): Buffer | string =>
    handover === 'buffers' ? Buffer.from(text) : text;
  return {
    key: record.key === null ? null : form(record.key),
    value: form(record.value),
    headers: record.headers.map(([key, value]) => ({ key, value: form(value) })),
  };
}

/** The records in a Produce request of any client, whose checksums must be right. */
export function producedRecords(frame: Buffer): ConsumedRecord[] {
  const reader = new ByteReader(onlyFrame(new FrameDecoder(), frame));
  const header = readRequestHeader(reader);
  if (header.type !== 'known-api' || header.api !== PRODUCE) throw new Error('No Produce request.');
  const request = readProduceRequest(reader, header.apiVersion);
  if (reader.remaining > 0) throw new Error(`${reader.remaining} bytes follow the request.`);
  const partitions = request.topicData.flatMap((topic) => topic.partitionData);
  return partitions.flatMap(({ records }) => {
    const { batches, tail } = batchesIn(records ?? Buffer.alloc(0));
    if (tail !== 'none') throw new Error(`The batches have a ${tail} tail.`);
    for (const batch of batches) checkBatch(batch);
    return batches.flatMap((batch) => recordsOf(batch).map(consumedRecord));
  });
}
