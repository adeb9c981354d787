import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { MembersByLoad } from './members-by-load.ts';

test('members stay sorted by load and rank while loads change', () => {
  const changes = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(9)), { maxLength: 30 });
  fc.assert(
    fc.property(changes, (list) => {
      const ranks = [3, 1, 4, 0, 2];
      const loads = new Int32Array(ranks.length);
      const members = new MembersByLoad(loads, ranks);
      for (const [one, other, load] of list) {
        members.reorder(one === other ? [one] : [one, other], () => {
          loads[one] = load;
          loads[other] = 9 - load;
        });
        const byHand = ranks
          .map((_, member) => member)
          .sort((a, b) => (loads[a] ?? 0) - (loads[b] ?? 0) || (ranks[a] ?? 0) - (ranks[b] ?? 0));
        assert.deepEqual([...members], byHand);
        assert.equal(members.last(), byHand.at(-1));
      }
    }),
  );
});
