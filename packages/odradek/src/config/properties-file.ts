import { isUtf8 } from 'node:buffer';

import { KafkaError } from '@odradek/base';

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/**
 * Reads a file in Java's properties format (`java.util.Properties.load`): comments, continued lines,
 * escapes, and keys that end at `=`, `:` or a blank. Of a key that stands there twice the last value
 * counts. UTF-8 is understood besides Java's ISO-8859-1. Raises `INVALID_CONFIG` that names `path`
 * and the line of an escape that is none.
 */
export function parseProperties(path: string, bytes: Buffer): ReadonlyMap<string, string> {
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1').replace(/^\uFEFF/, '');
  const properties = new Map<string, string>();
  for (const { content, lineNumber } of logicalLines(text)) {
    const [, key = '', value = ''] = KEY_AND_VALUE.exec(content) ?? [];
    const where = `${path} line ${lineNumber}`;
    properties.set(unescape(key, where), unescape(value, where));
  }
  return properties;
}

/** The key up to a separator that is not escaped, the separator, the value. */
const KEY_AND_VALUE = /^((?:\\[\s\S]|[^\\=: \t\f])*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)([\s\S]*)$/;

/** A line with those that continue it. */
interface LogicalLine {
  readonly content: string;
  /** Where it begins, from 1 on. */
  readonly lineNumber: number;
}

function* logicalLines(text: string): Generator<LogicalLine> {
  let content = '';
  let lineNumber = 0;
  let isContinued = false;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const natural = line.replace(/^[ \t\f]+/, '');
    if (!isContinued) {
      if (natural === '' || natural.startsWith('#') || natural.startsWith('!')) continue;
      content = '';
      lineNumber = index + 1;
    }
    // An odd number of backslashes at the end: the last one is not escaped itself.
    isContinued = (/\\*$/.exec(natural)?.[0].length ?? 0) % 2 === 1;
    content += isContinued ? natural.slice(0, -1) : natural;
    if (!isContinued) yield { content, lineNumber };
  }
  if (isContinued) yield { content, lineNumber };
}

function unescape(text: string, where: string): string {
  return text.replace(/\\(u[\s\S]{0,4}|[\s\S])/g, (_, escaped: string) => {
    if (!escaped.startsWith('u')) return ESCAPES[escaped] ?? escaped;
    if (/^u[\da-fA-F]{4}$/.test(escaped))
      return String.fromCharCode(parseInt(escaped.slice(1), 16));
    throw new KafkaError(
      'INVALID_CONFIG',
      `${where}: \\${escaped} is no escape; write \\u and four hexadecimal digits.`,
    );
  });
}
