import assert from 'node:assert/strict';
import { test } from 'node:test';

import { offsetsFile, parseOffsetsFile } from './offsets-file.ts';

const RESETS = [
  {
    groupId: 'team',
    offsets: [
      { topic: 'orders', partition: 0, offset: 7 },
      { topic: 'orders', partition: 11, offset: 0 },
    ],
  },
  { groupId: 'say "a,b"', offsets: [{ topic: 'timed', partition: 1, offset: 5 }] },
];

test('offsets of one group come without its name', () => {
  const text = offsetsFile(RESETS.slice(0, 1), true);
  assert.equal(text, 'orders,0,7\norders,11,0\n');
  assert.deepEqual(parseOffsetsFile(text, 'f', ['other']).get('other'), RESETS[0]?.offsets);
});

test('offsets of several groups come with their names, which may hold anything', () => {
  const text = offsetsFile(RESETS, false);
  assert.equal(text, 'team,orders,0,7\nteam,orders,11,0\n"say ""a,b""",timed,1,5\n');
  const read = parseOffsetsFile(text, 'f', ['team']);
  assert.deepEqual(
    [...read],
    RESETS.map(({ groupId, offsets }) => [groupId, offsets]),
  );
});

test('fields in quotes, empty lines and carriage returns are read', () => {
  const read = parseOffsetsFile('"orders","1",2\r\n\n', 'f', ['g']);
  assert.deepEqual(read.get('g'), [{ topic: 'orders', partition: 1, offset: 2 }]);
});

for (const [text, problem] of [
  ['orders,0,1\norders,1', /f", of which line 2 has 2 columns; write TOPIC,/],
  ['a,b,c,1,2', /line 1 has 5 columns/],
  ['orders,x,1', /line 1 has "x,1" at its end/],
  ['orders,0,-1', /line 1 has "0,-1" at its end/],
  ['orders,0,9007199254740993', /line 1 has "0,9007199254740993"/],
  ['"orders,0,1', /line 1 has quotes that do not fit/],
  ['or"ders,0,1', /line 1 has quotes that do not fit/],
] as const) {
  test(`the file ${JSON.stringify(text)} makes no sense`, () => {
    assert.throws(() => parseOffsetsFile(text, 'f', ['g']), {
      code: 'INVALID_CONFIG',
      message: problem,
    });
  });
}

test('a line without a group is refused if there are several', () => {
  assert.throws(() => parseOffsetsFile('orders,0,1', 'f', ['a', 'b']), {
    code: 'INVALID_CONFIG',
    message: /line 1 names no group, though there are several/,
  });
});
