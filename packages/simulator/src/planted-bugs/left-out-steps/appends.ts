import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const APPEND_QUEUE = `${STORAGE}/log/append-queue.ts`;
const JOURNAL_DURABILITY = `${STORAGE}/log/journal-durability.ts`;
const LOG_APPENDER = `${STORAGE}/log/log-appender.ts`;
const LOG_DIRECTORY = `${STORAGE}/log-manager/log-directory.ts`;
const OS_DURABILITY = `${STORAGE}/log/os-durability.ts`;
const SEGMENT_FILE = `${STORAGE}/segment/segment-file.ts`;

/** Appends, and what has to be there before them. */
export const APPENDS: readonly LeftOutStep[] = [
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
    name: 'cut-off-behind-durable',
    says: 'What was written before a write without room is taken away before it is durable.',
    replacements: [
      {
        file: APPEND_QUEUE,
        anchor:
          'await this.whenWrittenIsDurable();\n      if (segment.hasFile) await segment.cutOff();',
        replacement: 'if (segment.hasFile) await segment.cutOff();',
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
    name: 'topic-id-before-its-segment',
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
    scripts: ['segment-roll', 'delete-records', 'idempotent-producer'],
  },
  {
    name: 'sync-by-reference',
    says: 'The journal says where a large batch is that is not durable there.',
    replacements: [
      {
        file: JOURNAL_DURABILITY,
        anchor: 'else if (this.isByReference(byteLength)) await segment.sync();',
        replacement: 'else if (this.isByReference(byteLength)) void segment.sync();',
      },
    ],
    scripts: ['by-reference'],
  },
  {
    name: 'unsynced-before-journalled',
    says: 'What is journalled lies behind batches that were never synced.',
    replacements: [
      {
        file: JOURNAL_DURABILITY,
        anchor: 'if (!this.unsynced.isEmpty) await this.unsynced.sync();',
        replacement: 'void this.unsynced;',
      },
    ],
    scripts: ['os-to-journal'],
  },
  {
    name: 'mark-before-first-unsynced',
    says: 'A log that has lost what was not synced is refused, as if it had been.',
    replacements: [
      {
        file: OS_DURABILITY,
        anchor: 'await this.options.markUnsynced();',
        replacement: 'void this.options.markUnsynced();',
      },
    ],
    scripts: ['os-flush'],
  },
  {
    name: 'flush-messages',
    says: 'With flush.messages, records are acknowledged before the sync.',
    replacements: [
      {
        file: OS_DURABILITY,
        anchor: 'if (this.isFlush(group)) await unsynced.sync(',
        replacement: 'if (this.isFlush(group)) void unsynced.sync(',
      },
    ],
    scripts: ['os-flush-and-checkpoint'],
  },
];
