import type { ConsumerRecord } from '@odradek/client';

import type { RecordPart } from './record-parts.ts';

const LINE_FEED = Buffer.from('\n');
const COMMA = Buffer.from(',');
const NO_HEADERS = Buffer.from('NO_HEADERS');
const HEADER_NULL = Buffer.from('null');

/** How a record becomes a line. */
export interface RecordLineFormat {
  readonly parts: ReadonlySet<RecordPart>;
  /** Stands between the parts. */
  readonly separator: Buffer;
  /** Stands for a key or value that is null. */
  readonly nullValue: Buffer;
}

/**
 * A record as Kafka's console consumer prints it: the parts asked for, in Kafka's order, then the
 * value with its bytes unchanged and a line feed. The pieces are views of the record.
 */
export function recordLine(record: ConsumerRecord, format: RecordLineFormat): readonly Buffer[] {
  const { parts, separator, nullValue } = format;
  const pieces: Buffer[] = [];
  const add = (...piece: readonly Buffer[]): void => void pieces.push(...piece, separator);
  if (parts.has('timestamp')) add(Buffer.from(timestampText(record)));
  if (parts.has('partition')) add(Buffer.from(`Partition:${record.partition}`));
  if (parts.has('offset')) add(Buffer.from(`Offset:${record.offset}`));
  if (parts.has('headers')) add(...headersPieces(record));
  if (parts.has('key')) add(record.key ?? nullValue);
  pieces.push(record.value ?? nullValue, LINE_FEED);
  return pieces;
}

function timestampText({ timestamp, timestampType }: ConsumerRecord): string {
  return timestampType === 'NoTimestampType' ? 'NO_TIMESTAMP' : `${timestampType}:${timestamp}`;
}

function headersPieces({ headers }: ConsumerRecord): readonly Buffer[] {
  if (headers.length === 0) return [NO_HEADERS];
  return headers.flatMap(({ key, value }, index) => [
    ...(index === 0 ? [] : [COMMA]),
    Buffer.from(`${key}:`),
    value ?? HEADER_NULL,
  ]);
}
