import { ByteReader } from '@odradek/base';

import { type ArrayPlace, type ElementShape, repeatedElements } from '../hostile-message.ts';
import { measureRetained } from './measure-heap.ts';

/** What a message with many equal elements costs. */
export interface MemoryCost {
  readonly name: string;
  readonly shape: ElementShape;
  /** Bytes that the decoded message takes. */
  readonly retainedBytes: number;
  /** Bytes that the reader charged to the budget of the message. */
  readonly chargedBytes: number;
  readonly wireBytes: number;
}

/** Decodes a message with `count` elements in an array and measures what it takes in memory. */
export function measureCost(place: ArrayPlace, shape: ElementShape, count: number): MemoryCost {
  const { codec, version, path } = place;
  const bytes = repeatedElements(place, shape, count);
  const readerWithoutBudget = (): ByteReader =>
    new ByteReader(bytes, { allocationBytesMax: Number.MAX_SAFE_INTEGER });
  const reader = readerWithoutBudget();
  codec.read(reader, version);
  const retainedBytes = measureRetained(
    () => codec.read(readerWithoutBudget(), version),
    reader.allocatedBytes,
  );
  return {
    name: `${codec.name} v${version} ${path.map((field) => field.name).join('.')}`,
    shape,
    retainedBytes,
    chargedBytes: reader.allocatedBytes,
    wireBytes: bytes.byteLength,
  };
}
