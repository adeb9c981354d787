import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';

import { NodeVolumes } from './node-volumes.ts';

test('the volume of a directory has a size, and less or as much of it is free', async () => {
  const { totalBytes, usableBytes } = await new NodeVolumes().spaceOf(tmpdir());
  assert.ok(Number.isSafeInteger(totalBytes) && totalBytes > 0);
  assert.ok(Number.isSafeInteger(usableBytes) && usableBytes >= 0 && usableBytes <= totalBytes);
});

test('a directory that is not there has no volume', async () => {
  await assert.rejects(new NodeVolumes().spaceOf('/no/such/directory'), { code: 'ENOENT' });
});
