const HASH_BITS = 13;
const HASH_SHIFT = 32 - HASH_BITS;
const HASH_MULTIPLIER = 0x9e3779b1;
const MATCH_BYTES_MIN = 4;
const DISTANCE_MAX = 65535;
/** The longer nothing matched, the larger the steps: one byte more per 64 bytes. */
const SKIP_SHIFT = 6;

/** Where the last four bytes with a given hash were; shared, since nothing here waits. */
const positions: Int32Array = new Int32Array(1 << HASH_BITS);

/** Takes what the match finder found, from the start of the source to its end. */
export interface MatchSink {
  /** Bytes `literalStart` to `matchStart` as they are, then `length` bytes from `distance` back. */
  onMatch(literalStart: number, matchStart: number, distance: number, length: number): void;
}

/** The parts at the end of a block that a format wants to be literals. */
export interface MatchLimits {
  /** No match begins in this many bytes before the end; at least 4. */
  readonly startBytes: number;
  /** No match reaches into this many bytes before the end. */
  readonly endBytes: number;
}

/**
 * Finds repeated bytes the greedy way, at most 65,535 back, for formats of the LZ77 family. Answers
 * where the literals begin that follow the last match.
 */
export function findMatches(
  source: Uint8Array,
  start: number,
  end: number,
  limits: MatchLimits,
  sink: MatchSink,
): number {
  const startLast = end - limits.startBytes;
  const matchEnd = end - limits.endBytes;
  positions.fill(-1);
  let literalStart = start;
  let position = start;
  while (position <= startLast) {
    const word = wordAt(source, position);
    const slot = Math.imul(word, HASH_MULTIPLIER) >>> HASH_SHIFT;
    const candidate = positions[slot]!;
    positions[slot] = position;
    const distance = position - candidate;
    if (candidate < 0 || distance > DISTANCE_MAX || wordAt(source, candidate) !== word) {
      position += 1 + ((position - literalStart) >> SKIP_SHIFT);
      continue;
    }
    let length = MATCH_BYTES_MIN;
    while (
      position + length < matchEnd &&
      source[candidate + length] === source[position + length]
    ) {
      length++;
    }
    sink.onMatch(literalStart, position, distance, length);
    position += length;
    literalStart = position;
  }
  return literalStart;
}

function wordAt(source: Uint8Array, at: number): number {
  return source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24);
}
