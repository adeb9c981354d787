import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { preparePackages } from './build.js';
import { isBuilt, rememberBuild } from './build-state.js';
import { listMissingOutputs, listStaleOutputs } from './outputs.js';
import { temporaryFolder } from './temporary-folder.js';

const PACKAGE = {
  'packages/log/tsconfig.json': '{}',
  'packages/log/src/segment.ts': '',
  'packages/log/dist/segment.js': '',
  'packages/log/dist/segment.d.ts': '',
  'packages/log/dist/.tsbuildinfo': '{}',
};
const GONE = {
  'packages/log/dist/index/gone.test.js': '',
  'packages/log/dist/index/gone.test.js.map': '',
  'packages/log/dist/index/gone.test.d.ts': '',
};

test('outputs whose source is gone are stale, what tsc did not write is not', (context) => {
  const root = temporaryFolder(context, { ...PACKAGE, ...GONE, 'packages/log/dist/ui/app.js': '' });
  const log = join(root, 'packages', 'log');
  const stale = listStaleOutputs(log).map((file) => relative(join(log, 'dist', 'index'), file));
  assert.deepEqual(stale, ['gone.test.js', 'gone.test.js.map', 'gone.test.d.ts']);
  preparePackages(root);
  assert.deepEqual(listStaleOutputs(log), []);
  assert.equal(existsSync(join(log, 'dist', '.tsbuildinfo')), true);
});

test('a missing output makes tsc write its package again', (context) => {
  const root = temporaryFolder(context, { ...PACKAGE, 'packages/log/src/offset-index.ts': '' });
  const log = join(root, 'packages', 'log');
  assert.deepEqual(listMissingOutputs(log), [join(log, 'dist', 'offset-index.js')]);
  preparePackages(root);
  assert.equal(existsSync(join(log, 'dist', '.tsbuildinfo')), false);
});

test('a build is remembered until a source changes', (context) => {
  const root = temporaryFolder(context, PACKAGE);
  assert.equal(isBuilt(root), false);
  rememberBuild(root);
  assert.equal(isBuilt(root), true);
  writeFileSync(join(root, 'packages/log/src/segment.ts'), 'export {};');
  assert.equal(isBuilt(root), false);
});

test('a build is remembered until an output is missing', (context) => {
  const root = temporaryFolder(context, PACKAGE);
  rememberBuild(root);
  rmSync(join(root, 'packages/log/dist/segment.js'));
  assert.equal(isBuilt(root), false);
});
