import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { lazyNativePackage } from './native-package.ts';

const require = createRequire(import.meta.url);

test('a package that is not installed, or has no binary for the platform, is no error', () => {
  // Put together, so that it is not taken for a dependency.
  const name = ['@odradek', 'there-is-no-such-package'].join('/');
  const missing = lazyNativePackage(() => require(name))();
  assert.equal(missing, undefined);
  const withoutBinary = lazyNativePackage(() => {
    throw new Error('Cannot find native binding. npm has a bug related to optional dependencies');
  })();
  assert.equal(withoutBinary, undefined);
  assert.notEqual(lazyNativePackage(() => require('snappy'))(), undefined);
});

test('any other error of a package is passed on', () => {
  const broken = (): unknown =>
    lazyNativePackage(() => {
      throw new TypeError('a mistake in the package');
    })();
  assert.throws(broken, { name: 'TypeError' });
});

test('a package is loaded once, when it is first asked for', () => {
  let loads = 0;
  const lazy = lazyNativePackage(() => ({ load: ++loads }));
  assert.equal(loads, 0);
  assert.deepEqual([lazy(), lazy()], [{ load: 1 }, { load: 1 }]);
});
