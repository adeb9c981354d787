import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { generateProtocol } from './generate-protocol.ts';

const GENERATED = fileURLToPath(new URL('../../../protocol/src/generated/', import.meta.url));

test('the generated codecs are those that the declarations of the protocol give', () => {
  const outputs = generateProtocol();
  assert.deepEqual(readdirSync(GENERATED).toSorted(), [...outputs.keys()].toSorted());
  const old = [...outputs].filter(
    ([name, text]) => readFileSync(GENERATED + name, 'utf8') !== text,
  );
  assert.deepEqual(
    old.map(([name]) => name),
    [],
    'generated files are old: run `npm run generate`',
  );
});
