import { isUtf8 } from 'node:buffer';

import type { ConsumerRecord } from '@odradek/client';

/** Bytes in JSON: text where they are UTF-8. */
type JsonBytes = string | null | { readonly base64: string };

/**
 * A record as one line of JSON, with a line feed. Key, value and header values are text, or
 * `{"base64": "..."}` where their bytes are no UTF-8.
 */
export function recordJson(record: ConsumerRecord): Buffer {
  const { topic, partition, offset, timestamp, timestampType, key, value, headers } = record;
  const json = {
    topic,
    partition,
    offset,
    timestamp,
    timestampType,
    key: jsonBytes(key),
    value: jsonBytes(value),
    headers: headers.map((header) => ({ key: header.key, value: jsonBytes(header.value) })),
  };
  return Buffer.from(`${JSON.stringify(json)}\n`);
}

function jsonBytes(bytes: Buffer | null): JsonBytes {
  if (bytes === null) return null;
  return isUtf8(bytes) ? bytes.toString() : { base64: bytes.toString('base64') };
}
