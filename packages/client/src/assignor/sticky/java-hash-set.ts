import { javaHashBucket, javaHashBuckets } from '@odradek/base';

/** A set whose first element is that of a Java `HashSet` to which the same was done. */
export class JavaHashSet {
  private readonly hashOf: (element: number) => number;
  private readonly elements = new Set<number>();
  /** Java never takes buckets away. */
  private buckets: number = javaHashBuckets(0);

  constructor(hashOf: (element: number) => number) {
    this.hashOf = hashOf;
  }

  get size(): number {
    return this.elements.size;
  }

  add(element: number): void {
    this.elements.add(element);
    this.buckets = Math.max(this.buckets, javaHashBuckets(this.elements.size));
  }

  delete(element: number): void {
    this.elements.delete(element);
  }

  /** The element that Java would list first; undefined if there is none. */
  first(): number | undefined {
    let first: number | undefined;
    let lowest = Infinity;
    for (const element of this.elements) {
      const bucket = javaHashBucket(this.hashOf(element), this.buckets);
      if (bucket >= lowest) continue;
      lowest = bucket;
      first = element;
    }
    return first;
  }
}
