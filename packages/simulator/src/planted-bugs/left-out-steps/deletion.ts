import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const LOG_DELETION = `${STORAGE}/log/log-deletion.ts`;
const LOG_LOADER = `${STORAGE}/log/log-loader.ts`;
const PARTITION_DELETIONS = `${STORAGE}/log-manager/partition-deletions.ts`;
const RENAME_DIRECTORY = `${STORAGE}/log/rename-directory.ts`;
const SEGMENT_FILES = `${STORAGE}/segment/segment-files.ts`;

/** Deletion of records and of topics. */
export const DELETION: readonly LeftOutStep[] = [
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
    says: 'Segments that were deleted or replaced are there again.',
    replacements: [
      {
        file: SEGMENT_FILES,
        anchor:
          'await fileSystem.rename(path, `${path}${DELETED}`);\n  }\n  await fileSystem.syncDirectory(directory);',
        replacement: 'await fileSystem.rename(path, `${path}${DELETED}`);\n  }',
      },
    ],
    scripts: ['compaction-of-several'],
  },
  {
    name: 'roll-before-everything-is-deleted',
    says: 'A log whose records are all deleted has no segment.',
    replacements: [
      {
        file: LOG_DELETION,
        anchor: 'await this.options.appender.roll();',
        replacement: 'void this.options.appender.roll();',
      },
    ],
    scripts: ['retention-of-everything'],
    spare: 'No segment is removed before the one behind it has its file.',
  },
  {
    name: 'empty-segment-sync',
    says: 'A log whose end was lost before its start has no segment.',
    replacements: [
      {
        file: LOG_LOADER,
        anchor:
          'await (await empty.create()).datasync();\n    await fileSystem.syncDirectory(directory);',
        replacement: 'await empty.create();',
      },
    ],
    scripts: ['os-lost-tail'],
    spare:
      'The first append behind it assigns a leader epoch anew, which is written to the same folder before.',
  },
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
    spare: 'The metadata says that the topic is deleted: whoever starts deletes it again.',
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
  {
    name: 'settle-before-deletion',
    says: 'The mark of a deleted topic is written again by what was under way.',
    replacements: [
      {
        file: PARTITION_DELETIONS,
        anchor: 'await log?.discard();',
        replacement: 'void log?.discard();',
      },
    ],
    scripts: ['delete-topic'],
  },
  {
    name: 'forget-start-after-deletion',
    says: 'The log start offset of a deleted topic is forgotten too late.',
    replacements: [
      {
        file: PARTITION_DELETIONS,
        anchor: 'await startOffsets.remove(partition);',
        replacement: 'void startOffsets.remove(partition);',
      },
    ],
    scripts: ['delete-topic'],
    spare: 'It is forgotten again before a new folder of the same name is made.',
  },
];
