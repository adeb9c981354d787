import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import { openFilesMax } from './open-files-max.ts';

test('half of what the process may have open is for files of logs', () => {
  const filesMax = openFilesMax();
  assert.equal(filesMax >= 1 && filesMax <= 16_384, true, String(filesMax));
});

test(
  'a process that may have few files open uses few',
  { skip: process.platform !== 'linux' },
  () => {
    const url = new URL('open-files-max.js', import.meta.url).href;
    const script = `import('${url}').then((module) => console.log(module.openFilesMax()))`;
    const command = `ulimit -n 200 && exec "${process.execPath}" -e "${script}"`;
    assert.equal(String(execFileSync('sh', ['-c', command])), '100\n');
  },
);
