import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type OffsetCommitValue,
  defaultOffsetCommitValue,
} from '@odradek/protocol/messages/consumer-offsets';
import fc from 'fast-check';

import { GroupOffsets } from './group-offsets.ts';
import { OffsetPages } from './offset-pages.ts';

const TOPIC_ID = 'irVaTqjnR_6V4NbkvTW-BA';

function valueOf(offset: number, change: Partial<OffsetCommitValue> = {}): OffsetCommitValue {
  return { ...defaultOffsetCommitValue, offset, ...change };
}

test('an offset is kept with all that its record says', () => {
  const pages = new OffsetPages();
  const value: OffsetCommitValue = {
    offset: Number.MAX_SAFE_INTEGER,
    leaderEpoch: -1,
    metadata: 'ﬁn',
    commitTimestamp: 1_795_328_242_236,
    expireTimestamp: 1_795_328_242_237,
    topicId: TOPIC_ID,
  };
  const slot = pages.add(value, 77);
  const other = pages.add(valueOf(1), 78);
  assert.deepEqual(pages.get(slot), { ...value, recordOffset: 77 });
  pages.set(slot, valueOf(5, { leaderEpoch: 0x7fffffff }), 79);
  assert.deepEqual(pages.get(slot), {
    ...valueOf(5, { leaderEpoch: 0x7fffffff }),
    recordOffset: 79,
  });
  assert.deepEqual(pages.get(other), { ...valueOf(1), recordOffset: 78 });
});

test('a slot that was given back forgets its offset, and serves another', () => {
  const pages = new OffsetPages();
  const [first, second] = [valueOf(1, { expireTimestamp: 5, metadata: 'm' }), valueOf(2)];
  pages.add(valueOf(0), 0);
  const slot = pages.add(first, 1);
  pages.release(slot);
  assert.equal(pages.add(second, 2), slot);
  assert.deepEqual(pages.get(slot), { ...second, recordOffset: 2 });
});

test('pages without offsets are given back, and none is made while another has room', () => {
  const pages = new OffsetPages();
  const slots = Array.from({ length: 1000 }, (_, offset) => pages.add(valueOf(offset), offset));
  assert.equal(pages.pagesCount, 4);
  for (const slot of slots.filter((_, index) => index % 2 === 0)) pages.release(slot);
  for (let offset = 0; offset < 500; offset++) pages.add(valueOf(offset), offset);
  assert.equal(pages.pagesCount, 4);
  const before = pages.pagesCount;
  for (const slot of slots.filter((_, index) => index % 2 === 1)) pages.release(slot);
  assert(pages.pagesCount <= before);
  const again = new OffsetPages();
  const all = Array.from({ length: 1000 }, (_, offset) => again.add(valueOf(offset), offset));
  for (const slot of all) again.release(slot);
  assert.equal(again.pagesCount, 0);
});

test('the offset of a partition below 0, as a foreign record may have it, can be removed', () => {
  const offsets = new GroupOffsets(new OffsetPages());
  for (const partition of [0, -1])
    offsets.put({ group: 'a', topic: 'b', partition }, valueOf(7), 0);
  offsets.remove({ group: 'a', topic: 'b', partition: -1 });
  assert.equal(offsets.get({ group: 'a', topic: 'b', partition: -1 }), undefined);
  assert.equal(offsets.get({ group: 'a', topic: 'b', partition: 0 })?.offset, 7);
});

test('offsets of groups are what a map of them says, whatever comes and goes', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const partition = fc.oneof(fc.nat(8), fc.constantFrom(-1, 1_000, 0x7fffffff));
  const change = fc.record({ group: name, topic: name, partition, offset: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
      const pages = new OffsetPages();
      const offsets = new GroupOffsets(pages);
      const model = new Map<string, number>();
      for (const { offset, ...key } of changes) {
        const text = `${key.group} ${key.topic} ${key.partition}`;
        if (offset === null) {
          offsets.remove(key);
          model.delete(text);
        } else {
          offsets.put(key, valueOf(offset), 0);
          model.set(text, offset);
        }
        assert.equal(offsets.get(key)?.offset, model.get(text));
      }
      const kept = [...offsets.groups].flatMap(([group, topics]) =>
        [...topics].flatMap(([topic, ofTopic]) =>
          [...ofTopic.entries()].map(
            ([of, { offset }]) => [`${group} ${topic} ${of}`, offset] as const,
          ),
        ),
      );
      assert.deepEqual(new Map(kept), model);
      assert.equal(kept.length, model.size);
      assert.equal(offsets.size, model.size);
      offsets.clear();
      assert.deepEqual([offsets.size, pages.pagesCount, [...offsets.groups]], [0, 0, []]);
    }),
  );
});
