import { assert, type Offset, type Timestamp } from '@odradek/base';
import type { OffsetCommitValue } from '@odradek/protocol/messages/consumer-offsets';

import { type CommittedOffset, NO_EXPIRE_TIMESTAMP } from './committed-offset.ts';

/** How many offsets a page has room for: a shard that has few does not take much. */
const PAGE_BITS = 8;
const PAGE_SLOTS: number = 1 << PAGE_BITS;
const INDEX_MASK: number = PAGE_SLOTS - 1;
/** Offset, commit timestamp, offset of the record, leader epoch. */
const NUMBERS = 4;
/** Metadata and topic id. */
const TEXTS = 2;
const NO_TEXTS: readonly string[] = new Array<string>(PAGE_SLOTS * TEXTS).fill('');

/**
 * The memory of the committed offsets of a shard: 48 bytes for each, of which the collector of garbage
 * sees nothing but the two texts. Objects would take three times of that, and a shard that loads a
 * million of them would be busy with the collector most of the time.
 *
 *     slot 0x1203 = page 0x12, index 0x03
 *
 *     page 0x12  numbers │ offset │ commit timestamp │ record offset │ leader epoch │ offset │ …
 *                texts   │ metadata │ topic id │ metadata │ topic id │ …
 */
export class OffsetPages {
  private readonly pages: (OffsetPage | undefined)[] = [];
  /** The numbers of pages that have room, but for `current`. */
  private readonly withRoom = new Set<number>();
  /** The numbers of pages that were given back. */
  private readonly unused: number[] = [];
  /** Where the next offset is put; -1 if that is not known yet. */
  private current = -1;
  /** Of the few offsets that have one. */
  private readonly expireTimestamps = new Map<number, Timestamp>();

  /** How many pages there are: one without offsets is given back. */
  get pagesCount(): number {
    return this.pages.length - this.unused.length;
  }

  /** Keeps an offset that the record at `recordOffset` says; answers its slot. */
  add(value: OffsetCommitValue, recordOffset: Offset): number {
    const number = this.pageWithRoom();
    const slot = (number << PAGE_BITS) | this.page(number).take();
    this.set(slot, value, recordOffset);
    return slot;
  }

  /** Puts another offset in the place of the one of a slot. */
  set(slot: number, value: OffsetCommitValue, recordOffset: Offset): void {
    this.page(slot >>> PAGE_BITS).set(slot & INDEX_MASK, value, recordOffset);
    const { expireTimestamp } = value;
    if (expireTimestamp !== NO_EXPIRE_TIMESTAMP) this.expireTimestamps.set(slot, expireTimestamp);
    else if (this.expireTimestamps.size > 0) this.expireTimestamps.delete(slot);
  }

  /** The offset of a slot. */
  get(slot: number): CommittedOffset {
    const expireTimestamp = this.expireTimestamps.get(slot) ?? NO_EXPIRE_TIMESTAMP;
    return this.page(slot >>> PAGE_BITS).get(slot & INDEX_MASK, expireTimestamp);
  }

  /** Gives a slot back: another offset may get it. */
  release(slot: number): void {
    const number = slot >>> PAGE_BITS;
    const page = this.page(number);
    this.expireTimestamps.delete(slot);
    page.giveBack(slot & INDEX_MASK);
    if (page.isEmpty) this.drop(number);
    else if (number !== this.current) this.withRoom.add(number);
  }

  private page(number: number): OffsetPage {
    const page = this.pages[number];
    assert(page !== undefined, 'a slot that is taken is on a page');
    return page;
  }

  private pageWithRoom(): number {
    if (this.current >= 0 && !this.page(this.current).isFull) return this.current;
    const [known] = this.withRoom;
    if (known !== undefined) this.withRoom.delete(known);
    this.current = known ?? this.newPage();
    return this.current;
  }

  private newPage(): number {
    const number = this.unused.pop() ?? this.pages.length;
    this.pages[number] = new OffsetPage();
    return number;
  }

  private drop(number: number): void {
    this.pages[number] = undefined;
    this.unused.push(number);
    this.withRoom.delete(number);
    if (number === this.current) this.current = -1;
  }
}

/** Some offsets. What belongs to one lies together, since each is looked for alone. */
class OffsetPage {
  private readonly numbers = new Float64Array(PAGE_SLOTS * NUMBERS);
  private readonly texts = NO_TEXTS.slice();
  private taken = 0;
  /** The slots before this one were taken once. */
  private used = 0;
  /** Those of them that are not taken any more. */
  private readonly free: number[] = [];

  get isFull(): boolean {
    return this.taken === PAGE_SLOTS;
  }

  get isEmpty(): boolean {
    return this.taken === 0;
  }

  take(): number {
    this.taken++;
    return this.free.pop() ?? this.used++;
  }

  giveBack(index: number): void {
    this.texts[index * TEXTS] = '';
    this.texts[index * TEXTS + 1] = '';
    this.free.push(index);
    this.taken--;
  }

  set(index: number, value: OffsetCommitValue, recordOffset: Offset): void {
    const { numbers, texts } = this;
    const at = index * NUMBERS;
    numbers[at] = value.offset;
    numbers[at + 1] = value.commitTimestamp;
    numbers[at + 2] = recordOffset;
    numbers[at + 3] = value.leaderEpoch;
    texts[index * TEXTS] = value.metadata;
    texts[index * TEXTS + 1] = value.topicId;
  }

  get(index: number, expireTimestamp: Timestamp): CommittedOffset {
    const { numbers, texts } = this;
    const at = index * NUMBERS;
    return {
      offset: numbers[at]!,
      commitTimestamp: numbers[at + 1]!,
      recordOffset: numbers[at + 2]!,
      leaderEpoch: numbers[at + 3]!,
      metadata: texts[index * TEXTS]!,
      topicId: texts[index * TEXTS + 1]!,
      expireTimestamp,
    };
  }
}
