import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const BUFFERED_JOURNAL_DEVICE = `${STORAGE}/journal/buffered-journal-device.ts`;
const CREATE_JOURNAL_FILE = `${STORAGE}/journal/create-journal-file.ts`;
const DIRECTORY_JOURNAL = `${STORAGE}/log-manager/directory-journal.ts`;
const GROUP_COMMIT = `${STORAGE}/journal/group-commit.ts`;
const JOURNAL = `${STORAGE}/journal/journal.ts`;
const JOURNAL_CHECKPOINTER = `${STORAGE}/journal/journal-checkpointer.ts`;
const JOURNAL_FILES = `${STORAGE}/journal/journal-files.ts`;
const JOURNAL_RECOVERY = `${STORAGE}/journal/journal-recovery.ts`;
const LOG_MAINTENANCE = `${STORAGE}/log/log-maintenance.ts`;
const PARTITION_LOG = `${STORAGE}/log/partition-log.ts`;
const SEGMENT_REPLAY = `${STORAGE}/journal/segment-replay.ts`;

/** The journal: its frames, its files, its checkpoints, its replay. */
export const JOURNAL_STEPS: readonly LeftOutStep[] = [
  {
    name: 'frame-sync',
    says: 'An append is acknowledged whose frame is written and not synced.',
    replacements: [
      {
        file: BUFFERED_JOURNAL_DEVICE,
        anchor: 'else await file.write(position, [bytes]);\n      await file.datasync();',
        replacement: 'else await file.write(position, [bytes]);',
      },
    ],
    scripts: ['append-later'],
  },
  {
    name: 'frames-in-order',
    says: 'An append is acknowledged while a frame before it is not durable.',
    replacements: [
      {
        file: GROUP_COMMIT,
        anchor: 'if (frame?.isWritten !== true) return durable;',
        replacement:
          'if (frame === undefined || !this.underWay.some(({ isWritten }) => isWritten)) return durable;',
      },
    ],
    scripts: ['journal-frames-under-way'],
  },
  {
    name: 'journal-file-sync',
    says: 'A file of the journal is used whose zeros are not durable.',
    replacements: [
      {
        file: BUFFERED_JOURNAL_DEVICE,
        anchor: 'await file.datasync();\n    } finally {',
        replacement: '} finally {',
      },
    ],
    scripts: ['append-first', 'journal-roll'],
    spare:
      'The header is written next, and its sync covers the whole file; a device past the page cache needs it.',
  },
  {
    name: 'journal-file-name-sync',
    says: 'Records are acknowledged in a file of the journal whose name is not durable.',
    replacements: [
      {
        file: BUFFERED_JOURNAL_DEVICE,
        anchor: 'await this.fileSystem.syncDirectory(parentOf(path));',
        replacement: 'parentOf(path);',
      },
    ],
    scripts: ['append-first', 'journal-roll'],
  },
  {
    name: 'journal-file-header',
    says: 'Records are acknowledged in a file of the journal whose header is not durable.',
    replacements: [
      {
        file: CREATE_JOURNAL_FILE,
        anchor: 'await file.writeDurably(0, block);',
        replacement: 'void file.writeDurably(0, block);',
      },
    ],
    scripts: ['append-first', 'journal-roll'],
  },
  {
    name: 'segments-before-checkpoint',
    says: 'The journal forgets entries that are not durable in their segments.',
    replacements: [
      {
        file: JOURNAL_CHECKPOINTER,
        anchor: 'await syncAll(targets);',
        replacement: 'void syncAll(targets);',
      },
    ],
    scripts: ['journal-checkpoint', 'journal-roll'],
  },
  {
    name: 'checkpoint-of-what-was-synced',
    says: 'A checkpoint speaks of entries that came while segments were synced.',
    replacements: [
      {
        file: JOURNAL_CHECKPOINTER,
        anchor: 'this.forgetTargets(mark);\n    commit.writeCheckpoint(mark);',
        replacement:
          'void mark;\n    const now = { lsn: commit.durableLsn, appends: commit.durableAppends };\n    this.forgetTargets(now);\n    commit.writeCheckpoint(now);',
      },
    ],
    scripts: ['journal-checkpoint', 'journal-roll'],
  },
  {
    name: 'release-after-durable-checkpoint',
    says: 'A log is changed while entries of it are replayed, as the checkpoint is not durable.',
    replacements: [
      {
        file: JOURNAL_CHECKPOINTER,
        anchor: 'commit.writeCheckpoint(mark);\n    this.runIfWanted();',
        replacement: 'commit.writeCheckpoint(mark);\n    this.tell(mark);\n    this.runIfWanted();',
      },
    ],
    scripts: ['truncation', 'delete-topic'],
  },
  {
    name: 'recycle-after-checkpoint',
    says: 'Frames are overwritten whose entries are not durable in their segments.',
    replacements: [
      {
        file: JOURNAL_FILES,
        anchor: 'return file !== this.current && file.lastLsn <= this.checkpointLsn;',
        replacement: 'return file !== this.current;',
      },
    ],
    scripts: ['journal-roll'],
  },
  {
    name: 'recycle-after-durable-checkpoint',
    says: 'Frames are overwritten before it is durable that they are not needed.',
    replacements: [
      {
        file: GROUP_COMMIT,
        anchor: 'this.mark = mark;\n    this.writeFrames();',
        replacement:
          'this.mark = mark;\n    this.options.files.noteCheckpoint(mark.lsn);\n    this.writeFrames();',
      },
    ],
    scripts: ['journal-roll-busy', 'journal-roll'],
  },
  {
    name: 'found-frames-sync',
    says: 'Entries that a killed broker left are replayed, and lost with the next loss of power.',
    replacements: [
      {
        file: JOURNAL_RECOVERY,
        anchor: 'await Promise.all(files.map(({ file }) => file.sync()));',
        replacement: '',
      },
    ],
    scripts: ['journal-replay', 'kill'],
    spare:
      'Frames that no other frame says are durable are written again, and so is the first block of a file without frames.',
  },
  {
    name: 'replayed-segment-sync',
    says: 'The journal forgets entries whose replay is not durable.',
    replacements: [{ file: SEGMENT_REPLAY, anchor: 'await file.datasync();', replacement: '' }],
    scripts: ['journal-replay-unopened'],
  },
  {
    name: 'replayed-segment-name-sync',
    says: 'The journal forgets entries whose segment has no durable name.',
    replacements: [
      {
        file: SEGMENT_REPLAY,
        anchor: 'if (this.mayBeNew) await this.fileSystem.syncDirectory(parentOf(this.path));',
        replacement: 'parentOf(this.path);',
      },
    ],
    scripts: ['journal-replay-unopened'],
    spare: 'The name of a segment is durable before anything is written to it.',
  },
  {
    name: 'replay-before-checkpoint',
    says: 'The journal forgets replayed entries with its first checkpoint, whether they are durable or not.',
    replacements: [
      {
        file: JOURNAL_CHECKPOINTER,
        anchor: 'this.targets = new Map(options.targets.map((target) => [target, 0]));',
        replacement: 'this.targets = new Map();',
      },
    ],
    scripts: ['journal-replay-unopened'],
  },
  {
    name: 'journal-checkpoint-before-its-end',
    says: 'A journal is closed, and its entries are not durable in their segments.',
    replacements: [
      {
        file: JOURNAL,
        anchor: 'await this.checkpointer.coversAtLast(this.appends);',
        replacement: '',
      },
    ],
    scripts: ['clean-shutdown'],
  },
  {
    name: 'release-before-truncation',
    says: 'Truncated records are replayed.',
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'await this.releaseFromJournal();\n    // Whoever',
        replacement: '// Whoever',
      },
    ],
    scripts: ['truncation', 'truncation-in-a-segment'],
  },
  {
    name: 'release-before-removal',
    says: 'Entries are replayed to segments that were deleted, and the partition is refused.',
    replacements: [
      {
        file: LOG_MAINTENANCE,
        anchor: 'await releaseFromJournal();',
        replacement: 'void releaseFromJournal;',
      },
    ],
    scripts: ['delete-records', 'retention-by-size'],
  },
  {
    name: 'release-before-deletion',
    says: 'Entries are replayed to a folder that was deleted or is of another topic.',
    replacements: [
      {
        file: PARTITION_LOG,
        anchor:
          'if (this.failures.error === undefined) await this.releaseFromJournal();\n    await this.closeFiles();',
        replacement: 'await this.closeFiles();',
      },
    ],
    scripts: ['delete-topic'],
  },
  {
    name: 'release-closed-before-deletion',
    says: 'Entries of a log that is not open are replayed to a folder that was deleted.',
    replacements: [
      {
        file: DIRECTORY_JOURNAL,
        anchor: 'return this.journal.release(this.logOf(folder, topicId));',
        replacement: 'void [folder, topicId];\n    return Promise.resolve();',
      },
    ],
    scripts: ['delete-topic'],
  },
];
