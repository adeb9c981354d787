import type { SeededRandom } from '@odradek/base/testing';

/** Changes bytes, in place or not, and answers what came of it. `other` is there to be spliced in. */
type Mutation = (random: SeededRandom, bytes: Buffer, other: Buffer) => Buffer;

const HOSTILE_BYTES = [0xff, 0x7f, 0x80, 0x00, 0x01, 0x02];
/** Lengths, counts and sizes in all their forms: int16, int32 and varint, from -1 to far too much. */
const HOSTILE_LENGTHS = [
  '7fff',
  'ffff',
  '8000',
  '7fffffff',
  'ffffffff',
  '80000000',
  '00ffffff',
  '0000ffff',
  'ffffffff0f',
  'ffffffff07',
  'ffffffffff',
  '8080808000',
  'ffff03',
  '8080808080808080808001',
].map((hex) => Buffer.from(hex, 'hex'));

const MUTATIONS: readonly Mutation[] = [
  function truncate(random, bytes) {
    return bytes.subarray(0, random.below(bytes.byteLength));
  },
  function extend(random, bytes) {
    const tail = Buffer.alloc(1 + random.below(40), pick(random, HOSTILE_BYTES));
    return Buffer.concat([bytes, tail]);
  },
  function flipBits(random, bytes) {
    for (let count = 1 + random.below(8); count > 0; count--) {
      const at = random.below(bytes.byteLength);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  function overwriteBytes(random, bytes) {
    for (let count = 1 + random.below(4); count > 0; count--) {
      bytes[random.below(bytes.byteLength)] = pick(random, HOSTILE_BYTES);
    }
    return bytes;
  },
  function overwriteRun(random, bytes) {
    const start = random.below(bytes.byteLength);
    const end = Math.min(bytes.byteLength, start + random.below(16));
    return bytes.fill(pick(random, HOSTILE_BYTES), start, end);
  },
  function replaceLength(random, bytes) {
    pick(random, HOSTILE_LENGTHS).copy(bytes, random.below(bytes.byteLength));
    return bytes;
  },
  function insertLength(random, bytes) {
    const at = random.below(bytes.byteLength);
    const length = pick(random, HOSTILE_LENGTHS);
    return Buffer.concat([bytes.subarray(0, at), length, bytes.subarray(at)]);
  },
  function remove(random, bytes) {
    const at = random.below(bytes.byteLength);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(8))]);
  },
  function repeat(random, bytes) {
    const start = random.below(bytes.byteLength);
    const end = start + 1 + random.below(32);
    const times = 1 + random.below(20);
    const copies = Array.from({ length: times }, () => bytes.subarray(start, end));
    return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)]);
  },
  function splice(random, bytes, other) {
    const at = random.below(bytes.byteLength);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.byteLength))]);
  },
];

/** One of the elements. */
export function pick<Element>(random: SeededRandom, elements: readonly Element[]): Element {
  const element = elements[random.below(elements.length)];
  if (element === undefined) throw new Error('There is nothing to pick from.');
  return element;
}

/** A copy of `bytes` that one to three mutations have changed. */
export function mutateBytes(random: SeededRandom, bytes: Buffer, other: Buffer): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let count = 1 + random.below(3); count > 0; count--) {
    mutated = pick(random, MUTATIONS)(random, mutated, other);
  }
  return mutated;
}
