import { randomBytes } from 'node:crypto';

/** Pieces of JSON as events have them. */
const PIECES = [
  '{"orderId":"',
  '","customer":"',
  '","currency":"EUR","amount":',
  ',"status":"PAID","item":"',
  '","city":"Prague","street":"',
  '","createdAt":',
  ',"warehouse":"north","shelf":"',
  '"},',
] as const;
/** How many hexadecimal digits stand between two pieces. */
const DIGITS = 6;

/** Bytes that no codec makes smaller. */
export function randomValues(bytes: number): Buffer {
  return randomBytes(bytes);
}

/**
 * Text that compresses as events do: pieces that come again and again, and between them digits that
 * do not. lz4 makes it half as large, zstd a third.
 */
export function textValues(bytes: number): Buffer {
  const random = randomBytes(bytes);
  const text: string[] = [];
  let length = 0;
  for (let at = 0; length < bytes; at += DIGITS / 2) {
    const piece = PIECES[(random[at] ?? 0) % PIECES.length] ?? '';
    const part = piece + random.toString('hex', at, at + DIGITS / 2);
    text.push(part);
    length += part.length;
  }
  return Buffer.from(text.join('')).subarray(0, bytes);
}
