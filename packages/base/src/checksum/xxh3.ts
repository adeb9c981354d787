const SECRET = Buffer.from(
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f' +
    'cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c' +
    '3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
    'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364' +
    'eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e' +
    '2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
  'hex',
);

const MASK_64 = 0xffff_ffff_ffff_ffffn;
const PRIME_1 = 0x9e37_79b1_85eb_ca87n;
const PRIME_2 = 0xc2b2_ae3d_27d4_eb4fn;
const PRIME_3 = 0x1656_67b1_9e37_79f9n;
const PRIME_MX_1 = 0x1656_6791_9e37_79f9n;
const PRIME_MX_2 = 0x9fb2_1c65_1e98_df25n;
/** `PRIME32_1`, by which lanes are scrambled. */
const SCRAMBLE_PRIME = 0x9e37_79b1;
/** Eight lanes, each its low half first. */
const LANES = new Uint32Array([
  0xc2b2_ae3d, 0x0000_0000, 0x85eb_ca87, 0x9e37_79b1, 0x27d4_eb4f, 0xc2b2_ae3d, 0x9e37_79f9,
  0x1656_67b1, 0xc2b2_ae63, 0x85eb_ca77, 0x85eb_ca77, 0x0000_0000, 0x1656_67c5, 0x27d4_eb2f,
  0x9e37_79b1, 0x0000_0000,
]);
const STRIPE_BYTES = 64;
const STRIPES_PER_BLOCK = 16;
const BLOCK_BYTES: number = STRIPE_BYTES * STRIPES_PER_BLOCK;

/**
 * XXH3, the hash of 64 bits (https://xxhash.com), with the seed 0, as a signed number as Java has it. Not
 * for secrets: whoever chooses the bytes can make two of the same hash. Not for hot paths: up to 240
 * bytes it is a few multiplications of 64 bits, here of bigints (100 bytes take 10 µs); beyond that it
 * goes through the input in stripes of 64 bytes, here in numbers of 32 bits (200 KB take 6 ms).
 */
export function xxh3(bytes: Buffer): bigint {
  return BigInt.asIntN(64, hash(bytes));
}

function hash(bytes: Buffer): bigint {
  const { length } = bytes;
  if (length === 0) return avalanche64(secret(56) ^ secret(64));
  if (length <= 3) return hashTo3(bytes);
  if (length <= 8) return hashTo8(bytes);
  if (length <= 16) return hashTo16(bytes);
  if (length <= 128) return hashTo128(bytes);
  if (length <= 240) return hashTo240(bytes);
  return hashLong(bytes);
}

function hashTo3(bytes: Buffer): bigint {
  const { length } = bytes;
  const first = bytes.readUInt8(0);
  const middle = bytes.readUInt8(length >> 1);
  const last = bytes.readUInt8(length - 1);
  const combined = ((first << 16) | (middle << 24) | (length << 8) | last) >>> 0;
  const flip = (SECRET.readUInt32LE(0) ^ SECRET.readUInt32LE(4)) >>> 0;
  return avalanche64(BigInt((combined ^ flip) >>> 0));
}

function hashTo8(bytes: Buffer): bigint {
  const { length } = bytes;
  const first = BigInt(bytes.readUInt32LE(0));
  const last = BigInt(bytes.readUInt32LE(length - 4));
  let mixed = (last + (first << 32n)) ^ secret(8) ^ secret(16);
  mixed ^= rotate(mixed, 49n) ^ rotate(mixed, 24n);
  mixed = (mixed * PRIME_MX_2) & MASK_64;
  mixed ^= (mixed >> 35n) + BigInt(length);
  mixed = (mixed * PRIME_MX_2) & MASK_64;
  return mixed ^ (mixed >> 28n);
}

function hashTo16(bytes: Buffer): bigint {
  const { length } = bytes;
  const low = bytes.readBigUInt64LE(0) ^ secret(24) ^ secret(32);
  const high = bytes.readBigUInt64LE(length - 8) ^ secret(40) ^ secret(48);
  return avalanche(BigInt(length) + swapped(low) + high + folded(low, high));
}

function hashTo128(bytes: Buffer): bigint {
  const { length } = bytes;
  let sum = BigInt(length) * PRIME_1;
  const pairs = (length - 1) >> 5;
  for (let pair = pairs; pair >= 0; pair--) {
    sum += mixed16(bytes, pair * 16, pair * 32);
    sum += mixed16(bytes, length - 16 * (pair + 1), pair * 32 + 16);
  }
  return avalanche(sum);
}

function hashTo240(bytes: Buffer): bigint {
  const { length } = bytes;
  let sum = BigInt(length) * PRIME_1;
  for (let at = 0; at < 128; at += 16) sum += mixed16(bytes, at, at);
  sum = avalanche(sum);
  for (let at = 128; at + 16 <= length; at += 16) sum += mixed16(bytes, at, at - 128 + 3);
  return avalanche(sum + mixed16(bytes, length - 16, 119));
}

function hashLong(bytes: Buffer): bigint {
  const { length } = bytes;
  const lanes = new Uint32Array(LANES);
  const blocks = Math.floor((length - 1) / BLOCK_BYTES);
  for (let block = 0; block < blocks; block++) {
    for (let stripe = 0; stripe < STRIPES_PER_BLOCK; stripe++) {
      accumulate(lanes, bytes, block * BLOCK_BYTES + stripe * STRIPE_BYTES, stripe * 8);
    }
    scramble(lanes);
  }
  const done = blocks * BLOCK_BYTES;
  const stripes = Math.floor((length - 1 - done) / STRIPE_BYTES);
  for (let stripe = 0; stripe < stripes; stripe++) {
    accumulate(lanes, bytes, done + stripe * STRIPE_BYTES, stripe * 8);
  }
  accumulate(lanes, bytes, length - STRIPE_BYTES, SECRET.length - STRIPE_BYTES - 7);
  return merged(lanes, BigInt(length) * PRIME_1);
}

/** Adds each number of a stripe to its neighbour's lane, and the product of its keyed halves to its own. */
function accumulate(lanes: Uint32Array, bytes: Buffer, at: number, secretAt: number): void {
  for (let lane = 0; lane < 8; lane++) {
    const low = bytes.readUInt32LE(at + lane * 8);
    const high = bytes.readUInt32LE(at + lane * 8 + 4);
    addTo(lanes, lane ^ 1, low, high);
    const keyLow = (low ^ SECRET.readUInt32LE(secretAt + lane * 8)) >>> 0;
    const keyHigh = (high ^ SECRET.readUInt32LE(secretAt + lane * 8 + 4)) >>> 0;
    addTo(lanes, lane, Math.imul(keyLow, keyHigh) >>> 0, highProduct(keyLow, keyHigh));
  }
}

function scramble(lanes: Uint32Array): void {
  const secretAt = SECRET.length - STRIPE_BYTES;
  for (let lane = 0; lane < 8; lane++) {
    let low = lanes[lane * 2] ?? 0;
    let high = lanes[lane * 2 + 1] ?? 0;
    low = (low ^ (high >>> 15) ^ SECRET.readUInt32LE(secretAt + lane * 8)) >>> 0;
    high = (high ^ SECRET.readUInt32LE(secretAt + lane * 8 + 4)) >>> 0;
    lanes[lane * 2] = Math.imul(low, SCRAMBLE_PRIME);
    lanes[lane * 2 + 1] = Math.imul(high, SCRAMBLE_PRIME) + highProduct(low, SCRAMBLE_PRIME);
  }
}

function addTo(lanes: Uint32Array, lane: number, low: number, high: number): void {
  const sum = (lanes[lane * 2] ?? 0) + low;
  lanes[lane * 2] = sum;
  const carry = sum > 0xffff_ffff ? 1 : 0;
  lanes[lane * 2 + 1] = (lanes[lane * 2 + 1] ?? 0) + high + carry;
}

/** The upper 32 bits of the product of two numbers of 32 bits. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const crossed = aHigh * bLow + ((aLow * bLow) >>> 16);
  const middle = aLow * bHigh + (crossed & 0xffff);
  return aHigh * bHigh + Math.floor(crossed / 65_536) + Math.floor(middle / 65_536);
}

function merged(lanes: Uint32Array, start: bigint): bigint {
  const lane = (index: number): bigint =>
    (BigInt(lanes[index * 2 + 1] ?? 0) << 32n) | BigInt(lanes[index * 2] ?? 0);
  let sum = start;
  for (let pair = 0; pair < 4; pair++) {
    const key = 11 + pair * 16;
    sum += folded(lane(pair * 2) ^ secret(key), lane(pair * 2 + 1) ^ secret(key + 8));
  }
  return avalanche(sum);
}

function mixed16(bytes: Buffer, at: number, secretAt: number): bigint {
  return folded(
    bytes.readBigUInt64LE(at) ^ secret(secretAt),
    bytes.readBigUInt64LE(at + 8) ^ secret(secretAt + 8),
  );
}

/** The halves of the product of 128 bits, one upon the other. */
function folded(a: bigint, b: bigint): bigint {
  const product = a * b;
  return (product & MASK_64) ^ (product >> 64n);
}

function avalanche(sum: bigint): bigint {
  let mixed = sum & MASK_64;
  mixed ^= mixed >> 37n;
  mixed = (mixed * PRIME_MX_1) & MASK_64;
  return mixed ^ (mixed >> 32n);
}

/** The one of XXH64. */
function avalanche64(value: bigint): bigint {
  let mixed = value ^ (value >> 33n);
  mixed = (mixed * PRIME_2) & MASK_64;
  mixed ^= mixed >> 29n;
  mixed = (mixed * PRIME_3) & MASK_64;
  return mixed ^ (mixed >> 32n);
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK_64;
}

function swapped(value: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes.readBigUInt64BE();
}

function secret(at: number): bigint {
  return SECRET.readBigUInt64LE(at);
}
