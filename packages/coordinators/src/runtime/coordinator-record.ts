/** A record of an internal topic: what is said of `key`. */
export interface CoordinatorRecord {
  /** The name of its type, by which it is switched on. */
  readonly type: string;
  readonly key: object;
  /** `null` is a tombstone: nothing is said of the key any more. */
  readonly value: object | null;
}
