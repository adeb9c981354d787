import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkLinks } from './check-links.ts';

test('a link and a quoted path that lead nowhere are found, others are not', () => {
  const root = mkdtempSync(join(tmpdir(), 'odradek-links-'));
  try {
    execFileSync('git', ['init', '-q'], { cwd: root });
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'docs', 'there.md'), '[back](../README.md#top)');
    const text = '[a](docs/there.md) [b](docs/gone.md) [c](https://example.org/x) `docs/lost.md`';
    writeFileSync(join(root, 'README.md'), text);
    assert.deepEqual(checkLinks(root), [
      'README.md: docs/gone.md does not exist; mend the link or the path.',
      'README.md: docs/lost.md does not exist; mend the link or the path.',
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
