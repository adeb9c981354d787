import type { Offset } from '@odradek/base';

/** What its producer knows of a write to a compacted topic. */
export type WriteFate =
  | { readonly type: 'pending' }
  | { readonly type: 'acknowledged'; readonly offset: Offset }
  /** Nobody knows whether it is in the log. */
  | { readonly type: 'unknown' };

/** A value that was written for a key, or the tombstone that removes it. */
export interface KeyedWrite {
  /** Which no other write has. */
  readonly name: string;
  readonly key: string;
  /** `null` for a tombstone. */
  readonly value: string | null;
  /** Which producer has sent it, and its place among what that has sent. */
  readonly producer: string;
  readonly order: number;
  /** When that was, by the time that all processes share. */
  readonly sentMs: number;
  fate: WriteFate;
}

/** A record as it was read from a compacted topic. */
export interface KeyedRecord extends Pick<KeyedWrite, 'name' | 'key' | 'value'> {
  readonly offset: Offset;
}
