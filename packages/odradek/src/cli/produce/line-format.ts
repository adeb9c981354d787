import { KafkaError } from '@odradek/base';
import type { HeaderToSend } from '@odradek/client';

import type { InputLine } from './line-splitter.ts';

/** What Kafka's console consumer writes where a record has no headers. */
const NO_HEADERS = 'NO_HEADERS';
const TAB = Buffer.from('\t');
const HEADERS_SEPARATOR = ',';
const HEADER_KEY_SEPARATOR = ':';

/** How a line holds a record. */
export interface LineFormat {
  /** What stands between key and value; undefined if lines have no keys. */
  readonly keySeparator: Buffer | undefined;
  /** Whether headers and a tab come first. */
  readonly hasHeaders: boolean;
  /** What stands for null as a key, a value or the value of a header; undefined if nothing does. */
  readonly nullValue: Buffer | undefined;
}

/** The record in a line. Its bytes are views of the line. */
export interface LineRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly HeaderToSend[];
}

/** Reads the record in a line. Raises `INVALID_RECORD` with the number of the line if it has none. */
export function parseLine({ number, bytes }: InputLine, format: LineFormat): LineRecord {
  const [headers, rest] = format.hasHeaders ? splitAt(bytes, TAB) : [undefined, bytes];
  if (rest === undefined) throw lineError(number, 'has no tab after its headers');
  const [key, value] =
    format.keySeparator === undefined ? [undefined, rest] : splitAt(rest, format.keySeparator);
  if (value === undefined) {
    throw lineError(number, `has no key separator ${JSON.stringify(String(format.keySeparator))}`);
  }
  return {
    key: key === undefined ? null : nullable(key, format.nullValue),
    value: nullable(value, format.nullValue),
    headers: headers === undefined ? [] : parseHeaders(number, headers, format.nullValue),
  };
}

function parseHeaders(
  number: number,
  bytes: Buffer,
  nullValue: Buffer | undefined,
): readonly HeaderToSend[] {
  // Latin-1 keeps every byte, so that values need not be UTF-8.
  const text = bytes.toString('latin1');
  if (text === '' || text === NO_HEADERS) return [];
  return text.split(HEADERS_SEPARATOR).map((header) => {
    const colon = header.indexOf(HEADER_KEY_SEPARATOR);
    if (colon < 0) throw lineError(number, `has a header without ":", which is "${header}"`);
    const value = Buffer.from(header.slice(colon + 1), 'latin1');
    return {
      key: Buffer.from(header.slice(0, colon), 'latin1').toString(),
      value: nullable(value, nullValue),
    };
  });
}

/** What is before and after the first separator; the second is undefined if there is none. */
function splitAt(bytes: Buffer, separator: Buffer): readonly [Buffer, Buffer | undefined] {
  const at = bytes.indexOf(separator);
  if (at < 0) return [bytes, undefined];
  return [bytes.subarray(0, at), bytes.subarray(at + separator.length)];
}

function nullable(bytes: Buffer, nullValue: Buffer | undefined): Buffer | null {
  return nullValue !== undefined && bytes.equals(nullValue) ? null : bytes;
}

function lineError(number: number, problem: string): KafkaError {
  return new KafkaError(
    'INVALID_RECORD',
    `Line ${number} ${problem}; it and what follows was not sent.`,
  );
}
