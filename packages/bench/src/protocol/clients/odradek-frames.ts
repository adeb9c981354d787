import {
  type ApiKeyInfo,
  apiKeyInfo,
  type BatchRecord,
  type FrameDecoder,
} from '@odradek/protocol';

import type { ConsumedRecord } from './client.ts';

/** The API with this key, which there must be. */
export function requireApi(key: number): ApiKeyInfo {
  const api = apiKeyInfo(key);
  if (api === undefined) throw new Error(`There is no API with the key ${key}.`);
  return api;
}

/** The one frame in some bytes that arrived. */
export function onlyFrame(decoder: FrameDecoder, bytes: Buffer): Buffer {
  decoder.push(bytes);
  const frame = decoder.next();
  if (frame === undefined) throw new Error('The frame is not whole.');
  return frame;
}

/** A record of ours in the form in which clients are compared. */
export function consumedRecord(record: BatchRecord): ConsumedRecord {
  return {
    offset: record.offset,
    timestamp: record.timestamp,
    key: record.key === null ? null : record.key.toString(),
    value: String(record.value),
    headers: record.headers.map(({ key, value }) => [key, String(value)]),
  };
}
