import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { NodeFileStamps } from './node-file-stamps.ts';

test('the stamp of a file differs after each change, and not for having been read', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-stamps-'));
  context.after(() => rm(directory, { recursive: true }));
  const path = join(directory, 'a');
  const stamps = new NodeFileStamps();
  const seen = new Set([await stamps.of(path)]);
  const changes: readonly (() => Promise<void>)[] = [
    () => writeFile(path, 'x'),
    () => writeFile(path, 'longer'),
    () => utimes(path, 1, 2),
    async () => {
      await writeFile(`${path}.tmp`, 'longer');
      await utimes(`${path}.tmp`, 1, 2);
      await rename(`${path}.tmp`, path);
    },
  ];
  for (const [index, change] of changes.entries()) {
    await change();
    await readFile(path);
    seen.add(await stamps.of(path));
    assert.equal(seen.size, index + 2);
    assert.equal(seen.has(await stamps.of(path)), true);
  }
  const before = await stamps.of(directory);
  await writeFile(join(directory, 'b'), '');
  assert.notEqual(await stamps.of(directory), before);
});
