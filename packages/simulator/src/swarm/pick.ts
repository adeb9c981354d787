import { assert } from '@odradek/base';
import type { SeededRandom } from '@odradek/base/testing';

/** One of some values, of which there must be one, each as likely. */
export function pick<const Item>(random: SeededRandom, items: readonly Item[]): Item {
  const item = items[random.below(items.length)];
  assert(item !== undefined, 'there is something to choose from');
  return item;
}

/** Some of the values, each with this probability, in their order. */
export function subset<Item>(
  random: SeededRandom,
  items: readonly Item[],
  probability: number,
): readonly Item[] {
  return items.filter(() => random.chance(probability));
}
