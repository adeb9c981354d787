import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../bootstrap/temporary-folder.js';
import { checkTests, findTests, selectTests } from './find-tests.js';

const TREE = {
  'packages/log/src/segment.test.ts': 'test',
  'packages/log/src/crash.slow.test.ts': 'test',
  'packages/log/src/segment.ts': '',
  'packages/log/dist/segment.test.js': '',
  'packages/log/dist/gone.test.js': '',
  'scripts/start/arguments.test.js': '',
};

test('tests are found by their sources and mapped to what was built', (context) => {
  const root = temporaryFolder(context, TREE);
  const found = findTests(root);
  assert.deepEqual(
    found.map(({ source, slow }) => ({ source, slow })),
    [
      { source: 'packages/log/src/crash.slow.test.ts', slow: true },
      { source: 'packages/log/src/segment.test.ts', slow: false },
      { source: 'scripts/start/arguments.test.js', slow: false },
    ],
  );
  assert.equal(found[1]?.module, join(root, 'packages/log/dist/segment.test.js'));
});

test('parts of paths select tests', (context) => {
  const found = findTests(temporaryFolder(context, TREE));
  assert.equal(selectTests(found, []).length, 3);
  assert.equal(selectTests(found, ['./packages/log']).length, 2);
  assert.deepEqual(selectTests(found, ['nothing']), []);
});

test('an empty selection and a test that was not built are failures', (context) => {
  const found = findTests(temporaryFolder(context, TREE));
  assert.throws(() => checkTests([]), /nothing was tested/);
  assert.throws(() => checkTests(found), /crash\.slow\.test\.ts has not been built/);
  checkTests(selectTests(found, ['segment']));
});
