import { ByteReader, ByteWriter } from '@odradek/base';
import {
  ApiKey,
  type BatchRecord,
  batchesIn,
  checkBatch,
  FrameDecoder,
  readResponseHeader,
  RecordBatchBuilder,
  RecordCursor,
  recordsOf,
  writeResponse,
} from '@odradek/protocol';
import {
  defaultPartitionData,
  type FetchResponse,
  readFetchResponse,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import type { SampleRecord } from '../contents/sample-records.ts';
import { TOPIC } from './client.ts';
import { onlyFrame, requireApi } from './odradek-frames.ts';

const FETCH = requireApi(ApiKey.Fetch);
const TOPIC_ID = 'AQIDBAUGBwgJCgsMDQ4PEA';
const BASE_TIMESTAMP = 1_790_000_000_000;
/** How much later than the one before each record of a Fetch response is, in milliseconds. */
const RECORD_MS = 3;

/** Whether the checksums of batches are looked at. */
type Checksums = 'checked' | 'unchecked';

/** A Fetch response of one partition, as a frame, with so many records in each batch. */
export function fetchFrame(
  records: readonly SampleRecord[],
  recordsPerBatch: number,
  apiVersion: number,
): Buffer {
  const batches: Buffer[] = [];
  for (let start = 0; start < records.length; start += recordsPerBatch) {
    batches.push(buildBatch(records.slice(start, start + recordsPerBatch), start));
  }
  const partition = {
    ...defaultPartitionData,
    highWatermark: records.length,
    lastStableOffset: records.length,
    logStartOffset: 0,
    abortedTransactions: [],
    records: Buffer.concat(batches),
  };
  const topic = { topic: TOPIC, topicId: TOPIC_ID, partitions: [partition] };
  const body = {
    throttleTimeMs: 0,
    errorCode: 0,
    sessionId: 9,
    responses: [topic],
    nodeEndpoints: [],
  };
  const writer = new ByteWriter();
  writeResponse(writer, { api: FETCH, apiVersion, correlationId: 7 }, body, writeFetchResponse);
  return writer.toBuffer();
}

function buildBatch(records: readonly SampleRecord[], baseOffset: number): Buffer {
  const builder = new RecordBatchBuilder({ baseOffset, partitionLeaderEpoch: 4 });
  for (const [index, { key, value, headers }] of records.entries()) {
    const timestamp = BASE_TIMESTAMP + (baseOffset + index) * RECORD_MS;
    const named = headers.map(([name, text]) => ({ key: name, value: text }));
    builder.append({ timestamp, key, value, headers: named });
  }
  return builder.build();
}

function* batchesOf(frame: Buffer, apiVersion: number): Generator<Buffer> {
  for (const topic of decodeFrame(frame, apiVersion).responses) {
    for (const { records } of topic.partitions) {
      if (records !== null) yield* batchesIn(records).batches;
    }
  }
}

function decodeFrame(frame: Buffer, apiVersion: number): FetchResponse {
  const reader = new ByteReader(onlyFrame(new FrameDecoder(), frame));
  readResponseHeader(reader, FETCH, apiVersion);
  return readFetchResponse(reader, apiVersion);
}

/** The records of a Fetch response. */
export function fetchedRecords(frame: Buffer, apiVersion: number): BatchRecord[] {
  return [...batchesOf(frame, apiVersion)].flatMap((batch) => recordsOf(batch));
}

/** Reads every record as an object, batch by batch, looks at the checksums or not. */
export function decodeToObjects(frame: Buffer, apiVersion: number, checksums: Checksums): number {
  let bytes = 0;
  for (const batch of batchesOf(frame, apiVersion)) {
    if (checksums === 'checked') checkBatch(batch);
    for (const { key, value, headers } of recordsOf(batch)) {
      bytes += (key?.length ?? 0) + (value?.length ?? 0);
      for (const header of headers) bytes += header.key.length + (header.value?.length ?? 0);
    }
  }
  return bytes;
}

/** As `decodeToObjects` without checksums, and makes a message with topic and partition of each. */
export function decodeToMessages(frame: Buffer, apiVersion: number): number {
  let bytes = 0;
  for (const batch of batchesOf(frame, apiVersion)) {
    for (const { offset, timestamp, key, value, headers } of recordsOf(batch)) {
      const message = { topic: TOPIC, partition: 0, offset, timestamp, key, value, headers };
      bytes += (message.key?.length ?? 0) + (message.value?.length ?? 0);
      for (const header of message.headers)
        bytes += header.key.length + (header.value?.length ?? 0);
    }
  }
  return bytes;
}

/** Reads every record with the cursor, looks at the checksums or not. */
export function decodeByCursor(frame: Buffer, apiVersion: number, checksums: Checksums): number {
  let bytes = 0;
  for (const batch of batchesOf(frame, apiVersion)) {
    if (checksums === 'checked') checkBatch(batch);
    const cursor = new RecordCursor(batch);
    while (cursor.next()) {
      bytes += (cursor.key?.length ?? 0) + (cursor.value?.length ?? 0);
      for (const header of cursor.headers())
        bytes += header.key.length + (header.value?.length ?? 0);
    }
  }
  return bytes;
}
