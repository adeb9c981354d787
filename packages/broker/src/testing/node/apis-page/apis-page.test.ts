import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { APIS_PAGE, apisPage } from './apis-page.ts';

test('the page about the APIs says which are served and which are refused', () => {
  const isCurrent = readFileSync(APIS_PAGE, 'utf8') === apisPage();
  assert.equal(isCurrent, true, 'docs/apis.md is old: run `npm run docs`');
});
