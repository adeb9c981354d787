import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const CLEAN_SHUTDOWN = `${STORAGE}/log-manager/clean-shutdown.ts`;
const INDEX_FILE = `${STORAGE}/segment/index-file.ts`;
const LOG_CHECKPOINTER = `${STORAGE}/log/log-checkpointer.ts`;
const LOG_DIRECTORY = `${STORAGE}/log-manager/log-directory.ts`;
const LOG_DIRECTORY_CHECKPOINT = `${STORAGE}/log-manager/log-directory-checkpoint.ts`;
const LOG_SUMMARIES = `${STORAGE}/log-manager/log-summaries.ts`;
const SEGMENT = `${STORAGE}/segment/segment.ts`;

/** Index files, snapshots of producers, recovery points and what is known of logs that are not open. */
export const CHECKPOINTS: readonly LeftOutStep[] = [
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
    scripts: ['segment-roll', 'transaction', 'clean-shutdown'],
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
    says: 'An index says that the others are there, and their names are not durable.',
    replacements: [
      {
        file: SEGMENT,
        anchor: 'if (areNew.includes(true)) await this.fileSystem.syncDirectory(this.directory);',
        replacement: 'void areNew;',
      },
    ],
    scripts: ['lost-indexes'],
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
    scripts: ['recovery-point-at-a-roll', 'segment-roll'],
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
    spare: 'A log is walked from its newest snapshot on, be it before the recovery point.',
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
    spare: 'The index of the segment that is appended to is made again when it is missing.',
  },
  {
    name: 'segment-before-recovery-point',
    says: 'A recovery point passes records that were never synced.',
    replacements: [
      {
        file: LOG_CHECKPOINTER,
        anchor: 'await segment.sync();',
        replacement: 'void segment.sync();',
      },
    ],
    scripts: ['os-flush-and-checkpoint'],
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
    scripts: ['recovery-point-at-a-roll'],
  },
  {
    name: 'clean-shutdown-removal-sync',
    says: 'Kafka takes a directory for closed in order that has been used since.',
    replacements: [
      {
        file: CLEAN_SHUTDOWN,
        anchor:
          'await this.fileSystem.remove(this.path);\n    await this.fileSystem.syncDirectory(this.directory);',
        replacement: 'await this.fileSystem.remove(this.path);',
      },
    ],
    scripts: ['clean-shutdown'],
  },
  {
    name: 'clean-shutdown-removal-before-replay',
    says: 'Kafka takes a directory for closed in order that is being used.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'await this.cleanShutdown.remove();',
        replacement: 'void this.cleanShutdown.remove();',
      },
    ],
    scripts: ['clean-shutdown'],
  },
  {
    name: 'clean-shutdown-after-everything',
    says: 'A directory is said to be closed in order before its journal is empty.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'const isReleased = await this.trySave(() => this.closeJournal());',
        replacement: 'const isReleased = true;\n    void this.trySave(() => this.closeJournal());',
      },
    ],
    scripts: ['clean-shutdown'],
  },
  {
    name: 'logs-closed-before-clean-shutdown',
    says: 'A directory is said to be closed in order while its recovery points are not durable.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'const isSaved = (await this.saveRecoveryPoints()) && areKnown;',
        replacement: 'const isSaved = areKnown;\n    void this.saveRecoveryPoints();',
      },
    ],
    scripts: ['clean-shutdown'],
  },
  {
    name: 'summary-append-sync',
    says: 'A log is written to while it is not durable that its summary does not count.',
    replacements: [
      {
        file: LOG_DIRECTORY_CHECKPOINT,
        anchor: 'await this.file.write(position, [frame]);\n    await this.file.datasync();',
        replacement: 'await this.file.write(position, [frame]);',
      },
    ],
    scripts: ['summaries'],
  },
  {
    name: 'dirty-before-first-record',
    says: 'A log is written to while its summary counts.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor:
          'await Promise.all([this.summaries.markWritten(asked), this.recoveryPoints.mark(name)]);',
        replacement:
          'void this.summaries.markWritten(asked);\n        await this.recoveryPoints.mark(name);',
      },
    ],
    scripts: ['summaries'],
  },
  {
    name: 'closed-before-its-summary',
    says: 'The summary of a log counts that is not durable as a whole.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'const closed = await this.closeLogs(logs);',
        replacement: 'const closed = logs;\n    const closing = this.closeLogs(logs);',
      },
      {
        file: LOG_DIRECTORY,
        anchor: 'const isSaved = (await this.saveRecoveryPoints()) && areKnown;',
        replacement:
          'await closing;\n    const isSaved = (await this.saveRecoveryPoints()) && areKnown;',
      },
    ],
    scripts: ['os-flush-and-checkpoint'],
  },
  {
    name: 'in-use-before-anything',
    says: 'A directory that is used is taken for one that was closed in order.',
    replacements: [
      {
        file: LOG_SUMMARIES,
        anchor: 'await this.tryUse(checkpoint);\n      this.checkpoint = checkpoint;',
        replacement: 'void this.tryUse(checkpoint);\n      this.checkpoint = checkpoint;',
      },
    ],
    scripts: ['summaries', 'clean-shutdown'],
  },
  {
    name: 'forget-summary-of-deleted',
    says: 'The summary of a deleted partition counts for another one.',
    replacements: [
      {
        file: LOG_DIRECTORY,
        anchor: 'await this.summaries.remove(partition);',
        replacement: 'void this.summaries.remove(partition);',
      },
    ],
    scripts: ['summaries'],
    spare: 'A summary counts for its own topic id only.',
  },
];
