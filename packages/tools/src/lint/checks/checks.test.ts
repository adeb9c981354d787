import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { plantWorkspace } from '../testing/planted-workspace.ts';
import { checkReferences } from './check-references.ts';
import { checkRegistry } from './check-registry.ts';

test('a house whose references and dependencies agree with its layers passes', (context) => {
  const root = plant(context, {});
  assert.deepEqual([...checkReferences(root), ...checkRegistry(root)], []);
});

test('a dependency without a reference, and a reference without a dependency, are found', (context) => {
  const root = plant(context, {
    'packages/security/tsconfig.json': '{ "references": [{ "path": "../protocol" }] }',
  });
  assert.deepEqual(checkReferences(root), [
    'packages/security/tsconfig.json: add a reference to @odradek/base, on which package.json depends.',
    'packages/security/tsconfig.json: it refers to @odradek/protocol, on which package.json does not depend.',
  ]);
});

test('references of projects inside a package count as its own', (context) => {
  const root = plant(context, {
    'packages/security/tsconfig.json': '{ "references": [{ "path": "src/inner" }] }',
    'packages/security/src/inner/tsconfig.json': '{ "references": [{ "path": "../../../base" }] }',
  });
  assert.deepEqual(checkReferences(root), []);
});

test('a reference to nothing is found', (context) => {
  const root = plant(context, {
    'packages/base/tsconfig.json': '{ "references": [{ "path": "../nowhere" }] }',
  });
  assert.deepEqual(checkReferences(root), [
    'packages/base/tsconfig.json: there is no project at ../nowhere.',
  ]);
});

test('dependencies on a higher layer, on the same layer and on a dev package are found', (context) => {
  const root = plant(context, {
    'packages/security/package.json': `{ "name": "@odradek/security", "devDependencies":
      { "@odradek/base": "1", "@odradek/storage": "1", "@odradek/simulator": "1" } }`,
    'packages/security/tsconfig.json': `{ "references":
      [{ "path": "../base" }, { "path": "../storage" }, { "path": "../simulator" }] }`,
    'packages/base/package.json':
      '{ "name": "@odradek/base", "dependencies": { "@odradek/protocol": "1" } }',
    'packages/base/tsconfig.json': '{ "references": [{ "path": "../protocol" }] }',
  });
  const problems = checkReferences(root);
  assert.equal(problems.length, 3);
  assert.match(problems[0] ?? '', /base\/package\.json: .*protocol is in a higher layer/);
  assert.match(problems[1] ?? '', /security\/package\.json: .*storage is in the same layer/);
  assert.match(problems[2] ?? '', /security\/package\.json: .*simulator is a dev package/);
});

test('a package that the root does not build, or that has no layer, is found', (context) => {
  const root = plant(context, {
    'packages/stranger/package.json': '{ "name": "@odradek/stranger" }',
    'packages/stranger/tsconfig.json': '{}',
  });
  assert.deepEqual(checkReferences(root), [
    'packages/stranger/package.json: stranger is not in layers.json.',
    'tsconfig.json: add a reference to packages/stranger.',
  ]);
});

test('a lock, a setting and a page that name a package registry are found', (context) => {
  // Put together, so that this file does not name one.
  const host = ['https://registry', 'npmjs', 'org/'].join('.');
  const root = plant(context, {
    'package-lock.json': '{ "resolved": "http://localhost:4873/kafkajs.tgz" }',
    '.npmrc': 'audit=false\nregistry=http://localhost:4873\n',
    'docs/install.md': `Install it from ${host}.`,
    'docs/registry.md': 'The schema registry listens on http://localhost:8081/subjects.',
    'packages/base/testdata/page.html': host,
  });
  const found = checkRegistry(root).map((problem) => problem.replace(/:.*/, ''));
  assert.deepEqual(found.toSorted(), ['.npmrc', 'docs/install.md', 'package-lock.json']);
});

function plant(context: TestContext, files: Readonly<Record<string, string>>): string {
  const workspace = plantWorkspace(files);
  context.after(() => workspace.remove());
  return workspace.root;
}
