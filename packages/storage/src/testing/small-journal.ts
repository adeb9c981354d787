import type { JournalSettings } from '../log-manager/directory-journal.ts';

/** A journal whose files are few blocks, so that they are recycled often and cost tests little. */
export const SMALL_JOURNAL: JournalSettings = {
  sizes: {
    firstFileBytes: 64 * 1024,
    fileBytes: 64 * 1024,
    totalBytes: 256 * 1024,
    frameBytesMax: 32 * 1024,
    checkpointBytes: 32 * 1024,
  },
  byReferenceBytes: 16 * 1024,
};

/** Files of five blocks, of which three have frames: they are full after few appends. */
export const TINY_JOURNAL: JournalSettings = {
  sizes: {
    firstFileBytes: 20 * 1024,
    fileBytes: 20 * 1024,
    totalBytes: 60 * 1024,
    frameBytesMax: 12 * 1024,
    checkpointBytes: 16 * 1024,
  },
  byReferenceBytes: 4096,
};
