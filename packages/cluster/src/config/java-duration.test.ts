import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isJavaDuration } from './java-duration.ts';

for (const text of [
  'PT1H',
  'P1D',
  'P1DT2H3M4.5S',
  'pt0,5s',
  'PT0S',
  '-PT-1H',
  'PT1H-30M',
  '+P2D',
]) {
  test(`${text} is a duration that is not negative`, () => {
    assert.equal(isJavaDuration(text), true);
  });
}

for (const text of ['', 'P', 'PT', 'P1DT', '1h', 'PT1', 'P1H', 'PT-1H', '-P1D', 'P1M', 'PT1.5H']) {
  test(`"${text}" is none`, () => {
    assert.equal(isJavaDuration(text), false);
  });
}
