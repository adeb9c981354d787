import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNodeVersion } from './node-version.js';

test('Node 20.19 and everything later is accepted', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '26.10.0']) checkNodeVersion(version);
});

test('an older Node is refused with one sentence that names both versions', () => {
  assert.throws(
    () => checkNodeVersion('20.18.3'),
    /needs Node 20\.19 .* is Node 20\.18\.3: install/,
  );
  assert.throws(() => checkNodeVersion('18.20.0'), /is Node 18\.20\.0/);
});
