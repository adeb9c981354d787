import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const BATCH_CLEANING = `${STORAGE}/cleaner/batch-cleaning.ts`;
const CLEANED_SEGMENT = `${STORAGE}/cleaner/cleaned-segment.ts`;
const INTERRUPTED_SWAPS = `${STORAGE}/cleaner/interrupted-swaps.ts`;
const LOG_COMPACTION = `${STORAGE}/cleaner/log-compaction.ts`;
const LOG_TRUNCATION = `${STORAGE}/log/log-truncation.ts`;
const SEGMENT_FILES = `${STORAGE}/segment/segment-files.ts`;

/** Compaction: what it writes, and the swap. */
export const COMPACTION: readonly LeftOutStep[] = [
  {
    name: 'cleaned-segment-sync',
    says: 'A segment takes the place of others before it is durable.',
    replacements: [
      {
        file: CLEANED_SEGMENT,
        anchor: 'await this.write();\n    await segment.sync();',
        replacement: 'await this.write();',
      },
    ],
    scripts: ['compaction'],
  },
  {
    name: 'cleaned-names-sync',
    says: 'Files get the suffix .swap whose names are not durable.',
    replacements: [
      {
        file: CLEANED_SEGMENT,
        anchor: 'await options.fileSystem.syncDirectory(segment.directory);',
        replacement: 'void options;',
      },
    ],
    scripts: ['compaction', 'compaction-of-several'],
    spare: 'Their names become durable with that suffix; indexes that are missing are made again.',
  },
  {
    name: 'swap-names-sync',
    says: 'Old segments go before it is durable that the new one is whole.',
    replacements: [
      {
        file: SEGMENT_FILES,
        anchor: 'CLEANED_SUFFIX, SWAP_SUFFIX);\n  await fileSystem.syncDirectory(directory);',
        replacement: 'CLEANED_SUFFIX, SWAP_SUFFIX);',
      },
    ],
    scripts: ['compaction', 'compaction-of-several'],
  },
  {
    name: 'placed-names-sync',
    says: 'A swap is said to be done whose names are not durable.',
    replacements: [
      {
        file: LOG_COMPACTION,
        anchor: 'await swapping;\n      await fileSystem.syncDirectory(directory);',
        replacement: 'await swapping;\n      void fileSystem;',
      },
    ],
    scripts: ['compaction', 'compaction-of-several', 'compaction-files-later'],
    spare: 'Whoever opens the log finds the files with the suffix .swap, and does it again.',
  },
  {
    name: 'swap-behind-journal',
    says: 'What the journal has of the old segments is written into the new one.',
    replacements: [
      {
        file: LOG_COMPACTION,
        anchor: 'await releaseFromJournal();',
        replacement: 'void releaseFromJournal;',
      },
    ],
    scripts: ['compaction', 'compaction-of-several', 'compaction-kill'],
  },
  {
    name: 'summary-before-swap',
    says: 'What is known of a log that is not open is what it was before it was compacted.',
    replacements: [
      {
        file: LOG_COMPACTION,
        anchor: 'await markRecords();\n      await releaseFromJournal();',
        replacement: 'void markRecords;\n      await releaseFromJournal();',
      },
    ],
    scripts: ['compaction-at-start'],
  },
  {
    name: 'cleaner-checkpoint-before-swap',
    says: 'A log is said to be compacted that is not.',
    replacements: [
      {
        file: LOG_COMPACTION,
        anchor: 'const { endOffset, stats } = await cleaner.clean(job, {',
        replacement:
          'await this.saveCleaned(toClean.firstUncleanableOffset);\n' +
          '      const { endOffset, stats } = await cleaner.clean(job, {',
      },
    ],
    scripts: ['compaction'],
  },
  {
    name: 'cleaner-checkpoint-before-truncation',
    says: 'Records that come after a truncation are said to be compacted.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await this.limitCleaned(state.segments.floor(',
        replacement: 'void (state.segments.floor(',
      },
    ],
    scripts: ['compaction-truncation'],
  },
  {
    name: 'replaced-segments-at-start',
    says: 'A swap that is ended at the start leaves segments that were replaced.',
    replacements: [
      {
        file: INTERRUPTED_SWAPS,
        anchor: 'await removeSegmentFiles(fileSystem, directory, replaced);',
        replacement: 'void removeSegmentFiles;\n  void replaced;',
      },
    ],
    scripts: ['compaction-of-several'],
  },
  {
    name: 'tombstone-horizon',
    says: 'A tombstone is dropped with the first compaction.',
    replacements: [
      {
        file: BATCH_CLEANING,
        anchor: 'const areTombstonesKept = !hasHorizon || now < baseTimestampAt(batch, 0);',
        replacement: 'const areTombstonesKept = hasHorizon && now < baseTimestampAt(batch, 0);',
      },
    ],
    scripts: ['compaction-tombstones'],
  },
  {
    name: 'last-batch-of-producer',
    says: 'A producer whose last batch was superseded is not known any more.',
    replacements: [
      {
        file: BATCH_CLEANING,
        anchor: 'const isKeptEmpty = isEndKept || this.lastBatches.includes(batch);',
        replacement: 'const isKeptEmpty = isEndKept;\n    void this.lastBatches;',
      },
    ],
    scripts: ['compaction-transactions'],
  },
];
