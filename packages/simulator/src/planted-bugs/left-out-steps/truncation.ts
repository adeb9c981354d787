import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const LOG_TRUNCATION = `${STORAGE}/log/log-truncation.ts`;
const PARTITION_LOG = `${STORAGE}/log/partition-log.ts`;
const PRODUCER_SNAPSHOT_FILES = `${STORAGE}/producer-state/producer-snapshot-files.ts`;
const SEGMENT_FILES = `${STORAGE}/segment/segment-files.ts`;

/** Truncation of a log. */
export const TRUNCATION: readonly LeftOutStep[] = [
  {
    name: 'recovery-point-before-truncation',
    says: 'Records are taken away that the recovery point says are there.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await this.options.saveRecoveryPoint(state.recoveryPoint);',
        replacement: 'void this.options.saveRecoveryPoint(state.recoveryPoint);',
      },
    ],
    scripts: ['truncation'],
  },
  {
    name: 'start-before-truncation',
    says: 'A log that is truncated before where it began begins behind its end.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await this.options.resetLogStartOffset(Math.min(offset, state.startOffset));',
        replacement: 'void this.options.resetLogStartOffset(Math.min(offset, state.startOffset));',
      },
    ],
    scripts: ['truncation-behind-deletion'],
  },
  {
    name: 'start-before-emptying',
    says: 'A log that was emptied begins where it did before.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await this.options.resetLogStartOffset(offset);',
        replacement: 'void this.options.resetLogStartOffset(offset);',
      },
    ],
    scripts: ['truncation-of-everything', 'truncation-behind-deletion'],
  },
  {
    name: 'truncation-sync',
    says: 'Truncated records are there again.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await file.truncate(found.position);\n    await file.datasync();',
        replacement: 'await file.truncate(found.position);',
      },
    ],
    scripts: ['truncation', 'truncation-in-a-segment'],
  },
  {
    name: 'emptying-sync',
    says: 'Records of a log that was emptied are there again, at other offsets.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await file.truncate(0);\n    await file.datasync();',
        replacement: 'await file.truncate(0);',
      },
    ],
    scripts: ['truncation-of-everything'],
    spare: 'Batches that do not belong to the name of the segment are cut off when it is opened.',
  },
  {
    name: 'emptied-segment-name-sync',
    says: 'A log that was emptied has its old name, and its end.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor:
          'await fileSystem.rename(source.path, target.path);\n    await fileSystem.syncDirectory(directory);',
        replacement: 'await fileSystem.rename(source.path, target.path);\n    void directory;',
      },
    ],
    scripts: ['truncation-of-everything'],
    spare:
      'The start of the log is durable behind what has the old name, and the journal makes the new one again.',
  },
  {
    name: 'removed-segments-sync',
    says: 'Segments that were removed are there again, behind a gap.',
    replacements: [
      {
        file: SEGMENT_FILES,
        anchor:
          "await removeFiles(fileSystem, directory, baseOffsets, '');\n  await fileSystem.syncDirectory(directory);",
        replacement: "await removeFiles(fileSystem, directory, baseOffsets, '');",
      },
    ],
    scripts: ['truncation'],
  },
  {
    name: 'newest-segments-first',
    says: 'Segments are removed in an order that leaves a gap.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor: 'await removeSegmentFiles(fileSystem, directory, [segment.baseOffset]);',
        replacement: 'void removeSegmentFiles(fileSystem, directory, [segment.baseOffset]);',
      },
    ],
    scripts: ['truncation'],
  },
  {
    name: 'snapshots-behind-the-end-sync',
    says: 'A snapshot of producers is there again that speaks of truncated records.',
    replacements: [
      {
        file: PRODUCER_SNAPSHOT_FILES,
        anchor: 'if (behind.length > 0) await this.fileSystem.syncDirectory(this.directory);',
        replacement: '',
      },
    ],
    scripts: ['truncation', 'truncation-in-a-segment'],
    spare:
      'Other records have another leader epoch, which is written to the same folder before them.',
  },
  {
    name: 'epochs-after-truncation',
    says: 'A log that was emptied knows leader epochs of before.',
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'await this.appender.writeEpochs();',
        replacement: 'void this.appender.writeEpochs();',
      },
    ],
    scripts: ['truncation-of-everything'],
    spare:
      'Leader epochs behind the end of a log, or before an empty one, are forgotten when it is opened.',
  },
  {
    name: 'dirty-before-truncation',
    says: 'A log is truncated while its summary counts.',
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'if (this.state.segments.first?.hasFile === true) await this.markRecords();',
        replacement: 'if (this.state.segments.first?.hasFile === true) void this.markRecords();',
      },
    ],
    scripts: ['summaries'],
  },
];
