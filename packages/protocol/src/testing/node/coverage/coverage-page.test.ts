import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { COVERAGE_PAGE, withCoverage } from './coverage-page.ts';
import { protocolCoverage, versionsLeftOut, versionsText } from './protocol-coverage.ts';

test('the page about the protocol has the versions and cases that are compared with Kafka', () => {
  const page = readFileSync(COVERAGE_PAGE, 'utf8');
  assert.equal(page === withCoverage(page), true, 'docs/protocol.md is old: run `npm run docs`');
});

test('a page without the markers of its generated part is refused', () => {
  assert.throws(() => withCoverage('# Protocol'), /markers/);
});

test('only five messages are declared that Kafka 4.3.1 does not have', () => {
  const whole = [...protocolCoverage().values()].filter(({ cases }) => cases === 0);
  assert.deepEqual(
    whole.map(({ message }) => message.name),
    [
      'StreamsGroupTopologyDescriptionUpdateRequest',
      'StreamsGroupTopologyDescriptionUpdateResponse',
      'UnregisterControllerRequest',
      'UnregisterControllerResponse',
      'UnregisterControllerRecord',
    ],
  );
});

test('every version of Kafka 4.3.1 has at least one case', () => {
  for (const each of protocolCoverage().values()) {
    const [left, ...more] = versionsLeftOut(each);
    const isNew = each.cases === 0 || left === undefined || left === each.message.versions.max;
    assert(isNew && more.length === 0, each.message.name);
  }
});

test('versions are written as ranges', () => {
  assert.equal(versionsText([3, 1, 2, 2]), '1-3');
  assert.equal(versionsText([0, 5, 2, 1]), '0-2, 5');
  assert.equal(versionsText([]), '–');
});
