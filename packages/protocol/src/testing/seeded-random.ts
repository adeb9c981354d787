/** Numbers that look random and follow from a seed, quick enough for millions of inputs. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An unsigned 32-bit number (the mixing function is mulberry32's). */
  nextUint32(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** An integer from 0 to `bound`, without `bound`; 0 if `bound` is 0. */
  below(bound: number): number {
    return bound === 0 ? 0 : this.nextUint32() % bound;
  }

  /** One of the elements. */
  pick<Element>(elements: readonly Element[]): Element {
    const element = elements[this.below(elements.length)];
    if (element === undefined) throw new Error('There is nothing to pick from.');
    return element;
  }
}
