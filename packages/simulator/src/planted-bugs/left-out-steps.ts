import type { Replacement } from './planted-bug.ts';

/** A sync, or a step that has to come before another, that is left out in a copy of the tree. */
export interface LeftOutStep {
  readonly name: string;
  /** What a loss of power does then, as a sentence. */
  readonly says: string;
  readonly replacements: readonly Replacement[];
  /** The scripts of the crash enumeration that are most likely to find it; they are asked first. */
  readonly scripts: readonly string[];
}

const STORAGE = 'packages/storage/src';
const APPEND_QUEUE = `${STORAGE}/log/append-queue.ts`;
const INDEX_FILE = `${STORAGE}/segment/index-file.ts`;
const LOG_APPENDER = `${STORAGE}/log/log-appender.ts`;
const LOG_CHECKPOINTER = `${STORAGE}/log/log-checkpointer.ts`;
const LOG_DELETION = `${STORAGE}/log/log-deletion.ts`;
const LOG_DIRECTORY = `${STORAGE}/log-manager/log-directory.ts`;
const LOG_LOADER = `${STORAGE}/log/log-loader.ts`;
const LOG_TRUNCATION = `${STORAGE}/log/log-truncation.ts`;
const PARTITION_DELETIONS = `${STORAGE}/log-manager/partition-deletions.ts`;
const PRODUCER_SNAPSHOT_FILES = `${STORAGE}/producer-state/producer-snapshot-files.ts`;
const RENAME_DIRECTORY = `${STORAGE}/log/rename-directory.ts`;
const SEGMENT = `${STORAGE}/segment/segment.ts`;
const SEGMENT_FILE = `${STORAGE}/segment/segment-file.ts`;
const SEGMENT_FILES = `${STORAGE}/segment/segment-files.ts`;
const SEGMENT_LOADER = `${STORAGE}/log/segment-loader.ts`;
const SYNCED_DURABILITY = `${STORAGE}/log/synced-durability.ts`;

/**
 * Every sync, directory sync and order of steps that the storage relies on: without any one of them
 * the crash enumeration (`packages/storage/src/testing/crash-states`) must fail.
 */
export const LEFT_OUT_STEPS: readonly LeftOutStep[] = [
  // Appends
  {
    name: 'append-sync',
    says: 'An append is acknowledged that is written and not synced.',
    replacements: [
      {
        file: SYNCED_DURABILITY,
        anchor: 'await segment.sync();',
        replacement: 'void segment.sync();',
      },
    ],
    scripts: ['append-later'],
  },
  {
    name: 'segment-name-sync',
    says: 'Records are acknowledged in a segment whose name is not durable.',
    replacements: [
      {
        file: APPEND_QUEUE,
        anchor: 'await this.options.fileSystem.syncDirectory(parentOf(segment.path));',
        replacement: 'parentOf(segment.path);',
      },
    ],
    scripts: ['append-first', 'segment-roll'],
  },
  {
    name: 'segment-after-the-one-before',
    says: 'A segment is created while batches of the one before are not durable.',
    replacements: [
      {
        file: APPEND_QUEUE,
        anchor:
          'await this.whenWrittenIsDurable();\n    await this.options.prepareSegment(segment);',
        replacement: 'await this.options.prepareSegment(segment);',
      },
    ],
    scripts: ['segment-roll'],
  },
  {
    name: 'cut-off-sync',
    says: 'What a write without room has left is taken away, and comes back.',
    replacements: [
      {
        file: SEGMENT_FILE,
        anchor: 'await this.change(() => file.truncate(position));\n    await this.sync();',
        replacement: 'await this.change(() => file.truncate(position));',
      },
    ],
    scripts: ['no-room'],
  },
  {
    name: 'mark-before-first-record',
    says: 'A partition whose folder is lost is taken for one that never had a record.',
    replacements: [
      {
        file: LOG_APPENDER,
        anchor: 'await options.markRecords();',
        replacement: 'void options.markRecords();',
      },
    ],
    scripts: ['append-first'],
  },
  {
    name: 'epochs-before-their-batches',
    says: 'Batches of a leader are acknowledged whose epoch is not written down.',
    replacements: [
      {
        file: LOG_APPENDER,
        anchor: 'await options.markRecords();\n        await this.writeEpochs();',
        replacement: 'await options.markRecords();\n        void this.writeEpochs();',
      },
    ],
    scripts: ['leader-epochs'],
  },
  {
    name: 'folder-before-its-segment',
    says: 'A segment is created in a folder that does not say of which topic it is.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'await writeTopicId(fileSystem, directory, topicId);',
        replacement: 'void writeTopicId(fileSystem, directory, topicId);',
      },
    ],
    scripts: ['append-first'],
  },
  {
    name: 'forget-start-before-folder',
    says: 'A new topic has the log start offset of the deleted one of the same name.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'if (isNew) await this.startOffsets.remove(name);',
        replacement: 'void isNew;',
      },
      {
        file: PARTITION_DELETIONS,
        anchor: 'await startOffsets.remove(partition);',
        replacement: 'await Promise.resolve(startOffsets);',
      },
    ],
    scripts: ['delete-topic'],
  },
  {
    name: 'snapshot-before-segment',
    says: 'A segment begins whose snapshot of producers is not durable.',
    replacements: [
      {
        file: LOG_APPENDER,
        anchor: 'await options.snapshots.writePlanned(segment.baseOffset);',
        replacement: 'void options.snapshots.writePlanned(segment.baseOffset);',
      },
    ],
    scripts: ['segment-roll', 'idempotent-producer'],
  },
  // Index files, snapshots and recovery points
  {
    name: 'index-sync',
    says: 'A recovery point passes index entries that are not durable.',
    replacements: [
      {
        file: INDEX_FILE,
        anchor:
          'if (count > 0) await file.write(position, [entries]);\n      await file.datasync();',
        replacement: 'if (count > 0) await file.write(position, [entries]);',
      },
    ],
    scripts: ['transaction', 'segment-roll', 'clean-shutdown'],
  },
  {
    name: 'index-cut-sync',
    says: 'Index entries come back of records that were truncated.',
    replacements: [
      {
        file: INDEX_FILE,
        anchor: 'await file.truncate(size);\n    await file.datasync();',
        replacement: 'await file.truncate(size);',
      },
    ],
    scripts: ['truncation', 'truncation-in-a-segment'],
  },
  {
    name: 'time-index-name-sync',
    says: 'A recovery point passes a segment whose time or transaction index has no durable name.',
    replacements: [
      {
        file: SEGMENT,
        anchor: 'if (areNew.includes(true)) await this.fileSystem.syncDirectory(this.directory);',
        replacement: 'void areNew;',
      },
    ],
    scripts: ['transaction', 'clean-shutdown'],
  },
  {
    name: 'index-name-sync',
    says: 'A recovery point passes a segment whose index has no durable name.',
    replacements: [
      {
        file: SEGMENT,
        anchor:
          'if (await this.offsetIndex.flush()) await this.fileSystem.syncDirectory(this.directory);',
        replacement: 'await this.offsetIndex.flush();',
      },
    ],
    scripts: ['segment-roll', 'clean-shutdown'],
  },
  {
    name: 'distrusted-index-name-sync',
    says: 'An index that was found wrong is taken away, and comes back.',
    replacements: [
      {
        file: SEGMENT,
        anchor:
          'await this.transactionIndex.flush();\n      await this.fileSystem.syncDirectory(this.directory);',
        replacement: 'await this.transactionIndex.flush();',
      },
    ],
    scripts: [],
  },
  {
    name: 'snapshot-before-recovery-point',
    says: 'A recovery point passes producers that no durable snapshot knows.',
    replacements: [
      {
        file: LOG_CHECKPOINTER,
        anchor: 'await this.options.snapshots.write(offset, snapshot);',
        replacement: 'void this.options.snapshots.write(offset, snapshot);',
      },
    ],
    scripts: ['recovery-point', 'clean-shutdown'],
  },
  {
    name: 'indexes-before-recovery-point',
    says: 'A recovery point passes a segment whose indexes are not written.',
    replacements: [
      {
        file: LOG_CHECKPOINTER,
        anchor: 'await segment.flushIndexes();',
        replacement: 'void segment.flushIndexes();',
      },
    ],
    scripts: ['recovery-point', 'clean-shutdown'],
  },
  {
    name: 'segments-before-recovery-point',
    says: 'A recovery point passes batches that only the journal has.',
    replacements: [
      {
        file: LOG_CHECKPOINTER,
        anchor: 'await segment.sync();',
        replacement: '',
      },
    ],
    scripts: ['recovery-point', 'clean-shutdown'],
  },
  {
    name: 'durable-before-recovery-point',
    says: 'A recovery point passes records that are not durable.',
    replacements: [
      {
        file: LOG_CHECKPOINTER,
        anchor: 'await appender.whenDurable();',
        replacement: 'void appender.whenDurable();',
      },
    ],
    scripts: ['recovery-point'],
  },
  // Truncation
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
    name: 'start-before-truncation-of-everything',
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
  },
  {
    name: 'emptied-segment-name-sync',
    says: 'A log that was emptied has its old name, and its end.',
    replacements: [
      {
        file: LOG_TRUNCATION,
        anchor:
          'await fileSystem.rename(source.path, target.path);\n    await fileSystem.syncDirectory(directory);',
        replacement: 'await fileSystem.rename(source.path, target.path);',
      },
    ],
    scripts: ['truncation-of-everything'],
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
  },
  // Deletion of records
  {
    name: 'start-before-deletion',
    says: 'Deleted records are there again.',
    replacements: [
      {
        file: LOG_DELETION,
        anchor: 'await saveLogStartOffset(offset);',
        replacement: 'void saveLogStartOffset(offset);',
      },
    ],
    scripts: ['delete-records'],
  },
  {
    name: 'deleted-segments-sync',
    says: 'Segments that were deleted are there again.',
    replacements: [
      {
        file: SEGMENT_FILES,
        anchor:
          'if (await fileSystem.exists(path)) await fileSystem.rename(path, `${path}${DELETED}`);\n  }\n  await fileSystem.syncDirectory(directory);',
        replacement:
          'if (await fileSystem.exists(path)) await fileSystem.rename(path, `${path}${DELETED}`);\n  }\n',
      },
    ],
    scripts: ['delete-records', 'retention-by-size'],
  },
  {
    name: 'empty-segment-sync',
    says: 'A log whose records are all lost that were deleted has no segment.',
    replacements: [
      {
        file: LOG_LOADER,
        anchor:
          'await (await empty.create()).datasync();\n    await fileSystem.syncDirectory(directory);',
        replacement: 'await empty.create();',
      },
    ],
    scripts: ['delete-records', 'retention-of-everything'],
  },
  // Deletion of topics
  {
    name: 'deleted-folder-sync',
    says: 'The folder of a deleted topic is there again.',
    replacements: [
      {
        file: RENAME_DIRECTORY,
        anchor: 'await fileSystem.syncDirectory(parentOf(directory));',
        replacement: 'parentOf(directory);',
      },
    ],
    scripts: ['delete-topic', 'delete-topic-later'],
  },
  {
    name: 'forget-records-before-folder',
    says: 'A topic is said to have records whose folder is gone.',
    replacements: [
      {
        file: PARTITION_DELETIONS,
        anchor: 'await this.options.recoveryPoints.remove(partition);',
        replacement: 'void this.options.recoveryPoints.remove(partition);',
      },
    ],
    scripts: ['delete-topic'],
  },
  // Opening
  {
    name: 'found-records-sync',
    says: 'Records that a killed broker left are shown, and lost with the next loss of power.',
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor: 'await walk.file.datasync();',
        replacement: '',
      },
    ],
    scripts: ['kill'],
  },
  {
    name: 'found-names-sync',
    says: 'Segments that a killed broker left are shown, and lost with the next loss of power.',
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor: 'await this.options.fileSystem.syncDirectory(this.options.directory);',
        replacement: '',
      },
    ],
    scripts: ['kill'],
  },
  {
    name: 'rebuilt-index-name-sync',
    says: 'An index that is made again is believed before it is whole.',
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor: 'await fileSystem.syncDirectory(directory);\n    await segment.resetIndexes();',
        replacement: 'await segment.resetIndexes();',
      },
    ],
    scripts: [],
  },
];
