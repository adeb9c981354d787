import assert from 'node:assert/strict';
import { test } from 'node:test';

import { randomUuid } from '../random/random-uuid.ts';
import { testRandomSource } from './random-conformance.ts';
import { SeededRandom } from './seeded-random.ts';

testRandomSource('SeededRandom', () => new SeededRandom(11));

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (random: SeededRandom) => Array.from({ length: 5 }, () => random.uint32());
  assert.deepEqual(draw(new SeededRandom(7)), draw(new SeededRandom(7)));
  assert.notDeepEqual(draw(new SeededRandom(7)), draw(new SeededRandom(8)));
  assert.notDeepEqual(draw(new SeededRandom(7)), draw(new SeededRandom(7 + 2 ** 32)));
});

test('numbers spread over their range', () => {
  const random = new SeededRandom(1);
  const counts = [0, 0, 0, 0];
  for (let draw = 0; draw < 40_000; draw++) {
    const index = random.below(4);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  for (const count of counts) assert.equal(Math.abs(count - 10_000) < 400, true, String(counts));
  assert.equal(random.between(3, 3), 3);
  assert.equal(random.chance(0), false);
  assert.equal(random.chance(1), true);
});

test('ids look like those of Kafka', () => {
  assert.match(randomUuid(new SeededRandom(1)), /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
});

test('a fork does not depend on what was drawn before, only on seed and name', () => {
  const first = new SeededRandom(5);
  first.uint32();
  assert.equal(first.fork('disk').uint32(), new SeededRandom(5).fork('disk').uint32());
  assert.notEqual(first.fork('disk').uint32(), first.fork('network').uint32());
});
