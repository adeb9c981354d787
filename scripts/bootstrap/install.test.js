import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { explainInstallFailure, isInstalled, rememberInstall } from './install.js';
import { temporaryFolder } from './temporary-folder.js';

const INSTALLED = { 'package-lock.json': '{}', 'node_modules/.package-lock.json': '{}' };

test('a clone without node_modules is not installed', (context) => {
  assert.equal(isInstalled(temporaryFolder(context, { 'package-lock.json': '{}' })), false);
});

test('an installation by hand after the last change of the lock counts', (context) => {
  assert.equal(isInstalled(temporaryFolder(context, INSTALLED)), true);
});

test('a lock that changed after the installation asks for another', (context) => {
  const root = temporaryFolder(context, INSTALLED);
  rememberInstall(root);
  writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
  touchInFuture(join(root, 'package-lock.json'));
  assert.equal(isInstalled(root), false);
});

test('a lock that was only touched does not', (context) => {
  const root = temporaryFolder(context, INSTALLED);
  rememberInstall(root);
  touchInFuture(join(root, 'package-lock.json'));
  assert.equal(isInstalled(root), true);
});

test('a registry that cannot be reached is told apart from other failures', () => {
  assert.match(explainInstallFailure('npm error code ENOTFOUND'), /could not reach/);
  assert.match(explainInstallFailure('npm error code E404'), /see what npm said/);
});

/** @param {string} file */
function touchInFuture(file) {
  const time = new Date(Date.now() + 60_000);
  utimesSync(file, time, time);
}
