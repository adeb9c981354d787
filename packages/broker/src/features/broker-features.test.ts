import assert from 'node:assert/strict';
import { test } from 'node:test';

import { supportedFeaturesFor } from './broker-features.ts';

test('features that begin at level 0 are told from ApiVersions version 4 on', () => {
  const fromSeven = { name: 'metadata.version', minVersion: 7, maxVersion: 30 };
  const fromZero = { name: 'group.version', minVersion: 0, maxVersion: 1 };
  const features = { supported: [fromZero, fromSeven], finalized: [], finalizedEpoch: 0n };
  assert.deepEqual(supportedFeaturesFor(features, 3), [fromSeven]);
  assert.deepEqual(supportedFeaturesFor(features, 4), [fromZero, fromSeven]);
});
