/*
 * Compares what decoded messages take in memory with what the reader charged for them, for every
 * array of every message, and prints where the estimate is nearest to the truth or below it.
 *
 *   node packages/protocol/dist/testing/node/measure-cost.js [elements] [pattern of messages]
 */
import { MESSAGE_CODECS } from '../../generated/message-codecs.ts';
import { type ArrayPlace, arrayPlaces, type ElementShape } from '../hostile-message.ts';
import { measureCost } from './memory-cost.ts';

const SHAPES: readonly ElementShape[] = ['default', 'empty', 'full'];
const ROWS_MAX = 40;
/** The message itself is not charged, only what it holds. */
const MESSAGE_BYTES = 1024;
const elements = Number(process.argv[2] ?? 3000);
const pattern = new RegExp(process.argv[3] ?? '');

function placesOfEdges(): ArrayPlace[] {
  return MESSAGE_CODECS.filter((codec) => pattern.test(codec.name)).flatMap((codec) =>
    [...new Set([codec.versions.min, codec.versions.max])].flatMap((version) =>
      arrayPlaces(codec, version),
    ),
  );
}

const rows = placesOfEdges()
  .flatMap((place) => SHAPES.map((shape) => measureCost(place, shape, elements)))
  .toSorted((a, b) => b.retainedBytes / b.chargedBytes - a.retainedBytes / a.chargedBytes);

console.log('bytes of an element: in memory, charged, on the wire; the nearest estimates first');
for (const row of rows.slice(0, ROWS_MAX)) {
  const numbers = [row.retainedBytes, row.chargedBytes, row.wireBytes]
    .map((bytes) => (bytes / elements).toFixed(1).padStart(8))
    .join(' ');
  console.log(`${numbers}  ${row.name} ${row.shape}`);
}
const below = rows.filter((row) => row.retainedBytes > row.chargedBytes + MESSAGE_BYTES);
console.log(`${rows.length} measured, ${below.length} estimates below the truth`);
