import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseProperties } from './properties-file.ts';

function parsed(text: string | Buffer): Record<string, string> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Object.fromEntries(parseProperties('server.properties', bytes));
}

// What java.util.Properties makes of these.
for (const [what, text, expected] of [
  ['a key and a value', 'a=1', { a: '1' }],
  ['blanks around the separator', '  a \t = \f 1', { a: '1' }],
  ['blanks behind the value, which stay', 'a=1  ', { a: '1  ' }],
  ['a colon', 'a:1', { a: '1' }],
  ['a blank instead of a separator', 'a 1 2', { a: '1 2' }],
  ['two separators, of which the second is of the value', 'a = = 1', { a: '= 1' }],
  ['a separator inside of a value', 'a=b=c:d', { a: 'b=c:d' }],
  ['a key alone', 'a', { a: '' }],
  ['an escaped separator in a key', 'a\\=b\\:c\\ d=1', { 'a=b:c d': '1' }],
  ['comments and blank lines', '# a=1\n  ! b=2\n\n \t\nc=3 # no comment', { c: '3 # no comment' }],
  ['a continued line', 'a=1,\\\n   2,\\\n\t3\nb=4', { a: '1,2,3', b: '4' }],
  [
    'an escaped backslash at the end, which continues nothing',
    'a=1\\\\\nb=2',
    { a: '1\\', b: '2' },
  ],
  ['a comment, which is never continued', '# a \\\nb=2', { b: '2' }],
  ['a continuation that looks like a comment', 'a=1\\\n#2', { a: '1#2' }],
  ['a continuation at the end of the file', 'a=1\\', { a: '1' }],
  ['an empty continuation', 'a=1\\\n\nb=2', { a: '1', b: '2' }],
  ['line ends of Windows and of old Macs', 'a=1\r\nb=2\rc=3', { a: '1', b: '2', c: '3' }],
  ['escapes', 'a=\\t\\n\\r\\f\\\\\\x\\"', { a: '\t\n\r\f\\x"' }],
  ['escaped code units', 'a=\\u00e4\\u20AC\\ud83d\\ude00', { a: 'ä€😀' }],
  ['an escaped backslash before a u', 'a=\\\\u00e4', { a: '\\u00e4' }],
  ['a key that stands there twice', 'a=1\na=2', { a: '2' }],
  ['UTF-8', 'a=ä€', { a: 'ä€' }],
  ['UTF-8 with a byte order mark', '\uFEFFa=1', { a: '1' }],
  ['an empty key', '=1', { '': '1' }],
] as const) {
  test(`properties have ${what}`, () => {
    assert.deepEqual(parsed(text), expected);
  });
}

test('what is no UTF-8 is ISO-8859-1, as Java has it', () => {
  assert.deepEqual(parsed(Buffer.from('a=\u00e4', 'latin1')), { a: 'ä' });
});

for (const text of ['\\u00g0', '\\u12', '\\u']) {
  test(`the escape ${text} is none, and its line is named`, () => {
    assert.throws(() => parsed(`# one\na=1\nb=2,\\\n  ${text}`), {
      code: 'INVALID_CONFIG',
      message: `server.properties line 3: ${text} is no escape; write \\u and four hexadecimal digits.`,
    });
  });
}
