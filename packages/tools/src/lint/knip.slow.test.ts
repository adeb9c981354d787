import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { plantWorkspace } from './testing/planted-workspace.ts';

const workspace = plantWorkspace({
  'packages/base/src/index.ts': "export { used } from './used.ts';\n",
  'packages/base/src/used.ts': 'export const used = 1;\nexport const unused = 2;\n',
  'packages/base/src/orphan.ts': 'export const orphan = 1;\n',
  'packages/protocol/src/index.ts': "export { read } from './codec.ts';\n",
  'packages/protocol/src/codec.ts':
    "import { used } from '@odradek/base';\nexport const read = used;\nexport const forTests = 1;\n",
  'packages/protocol/src/codec.test.ts':
    "import { test } from 'node:test';\nimport { forTests } from './codec.ts';\ntest('it', () => forTests);\n",
  'packages/protocol/src/messages/fetch.ts': 'export const writeFetch = 1;\n',
});
after(() => workspace.remove());

test('an export that nothing uses is reported, what a package exports is not', () => {
  assert.deepEqual(exportsOf(knip()), ['packages/base/src/used.ts unused']);
});

test('a file that nothing imports is reported', () => {
  assert.deepEqual(filesOf(knip()), ['packages/base/src/orphan.ts']);
});

test('an export that only a test uses is reported', () => {
  assert.deepEqual(exportsOf(knip('--production')), [
    'packages/base/src/used.ts unused',
    'packages/protocol/src/codec.ts forTests',
  ]);
});

interface Issue {
  readonly file: string;
  readonly files?: readonly { readonly name: string }[];
  readonly exports?: readonly { readonly name: string }[];
}

function knip(...args: readonly string[]): Issue[] {
  const report: { issues: Issue[] } = JSON.parse(
    workspace.run('knip/bin/knip.js', ['--no-progress', '--reporter=json', ...args]),
  );
  return report.issues;
}

function exportsOf(issues: readonly Issue[]): string[] {
  return issues
    .flatMap(({ file, exports = [] }) => exports.map(({ name }) => `${file} ${name}`))
    .sort();
}

function filesOf(issues: readonly Issue[]): string[] {
  return issues.flatMap(({ files = [] }) => files.map(({ name }) => name)).sort();
}
