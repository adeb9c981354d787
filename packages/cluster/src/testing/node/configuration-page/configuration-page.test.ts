import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { CONFIGURATION_PAGE, withConfigs } from './configuration-page.ts';

test('the page about configs has what they are', () => {
  const page = readFileSync(CONFIGURATION_PAGE, 'utf8');
  const isCurrent = page === withConfigs(page);
  assert.equal(isCurrent, true, 'docs/configuration.md is old: run `npm run docs`');
});

test('a page without the markers of its generated part is refused', () => {
  assert.throws(() => withConfigs('# Configuration'), /markers/);
});
