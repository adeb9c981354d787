import type { VersionsText } from './declaration.ts';

/** Versions from `min` to `max`, both included; empty if `min` is above `max`. */
export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

const NO_VERSIONS: VersionRange = { min: 0, max: -1 };
const OPEN_END = 0x7fff;

/** Reads `'4'`, `'4-18'`, `'12+'` or `'none'`. Raises an `Error` on anything else. */
export function parseVersions(text: VersionsText): VersionRange {
  if (text === 'none') return NO_VERSIONS;
  const match = /^(\d+)(?:(\+)|-(\d+))?$/.exec(text);
  if (match?.[1] === undefined) {
    throw new Error(`"${text}" are no versions: write 4, 4-18, 12+ or none.`);
  }
  const min = Number(match[1]);
  if (match[2] !== undefined) return { min, max: OPEN_END };
  return { min, max: match[3] === undefined ? min : Number(match[3]) };
}

/** Whether `version` lies in `range`. */
export function includesVersion(range: VersionRange, version: number): boolean {
  return version >= range.min && version <= range.max;
}

/** The versions that lie in both ranges. */
export function intersectVersions(a: VersionRange, b: VersionRange): VersionRange {
  const range = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
  return range.min > range.max ? NO_VERSIONS : range;
}

/** Whether a range holds no version. */
export function isEmptyRange(range: VersionRange): boolean {
  return range.min > range.max;
}
