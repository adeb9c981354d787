import { assert } from '@odradek/base';

import { BLOCK_BYTES, FRAME_HEADER_BYTES } from './frame.ts';
import { ENTRY_OVERHEAD_MAX } from './entry-codec.ts';

/** How large the parts of a journal are. */
export interface JournalSizes {
  /** The size of each of the first two files, which are small so that a first start is quick. */
  readonly firstFileBytes: number;
  /** The size of each further file. */
  readonly fileBytes: number;
  /** How many bytes all files may have together; no file is created beyond that. */
  readonly totalBytes: number;
  /** How many bytes a frame may have. */
  readonly frameBytesMax: number;
  /** After so many bytes of frames the segments are made durable; after more if they are many. */
  readonly checkpointBytes: number;
  /** So long after an entry was appended its segment is made durable at the latest. */
  readonly checkpointMs: number;
  /** How many frames may be under way to the disk at a time. */
  readonly framesInFlight: number;
}

const JOURNAL_SIZES_DEFAULT: JournalSizes = {
  firstFileBytes: 1024 * 1024,
  fileBytes: 8 * 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
  frameBytesMax: 512 * 1024,
  checkpointBytes: 2 * 1024 * 1024,
  checkpointMs: 1000,
  framesInFlight: 2,
};

/** The sizes with defaults for those that are not given. They must fit each other. */
export function journalSizesOf(given: Partial<JournalSizes>): JournalSizes {
  const sizes = { ...JOURNAL_SIZES_DEFAULT, ...given };
  const { firstFileBytes, fileBytes, frameBytesMax } = sizes;
  for (const bytes of [firstFileBytes, fileBytes, frameBytesMax]) {
    assert(bytes % BLOCK_BYTES === 0, 'files and frames have whole blocks');
  }
  // Before the frames there is the header of the file, behind them room for a checkpoint.
  const frameBytes = Math.min(firstFileBytes, fileBytes) - 2 * BLOCK_BYTES;
  assert(frameBytesMax > 0 && frameBytesMax <= frameBytes, 'a frame fits into every file');
  assert(sizes.framesInFlight >= 1, 'a frame can be under way');
  return sizes;
}

/** How many bytes an entry may bring along; larger ones are journalled by reference. */
export function entryBytesMax({ frameBytesMax }: Pick<JournalSizes, 'frameBytesMax'>): number {
  return frameBytesMax - FRAME_HEADER_BYTES - ENTRY_OVERHEAD_MAX;
}
