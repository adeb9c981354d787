import type { Invariant } from '../history/invariant.ts';
import type { PlantedBug } from './planted-bug.ts';

const STORAGE = 'packages/storage/src';
const DIRECTORY_JOURNAL = `${STORAGE}/log-manager/directory-journal.ts`;
const FRAME_CHAIN = `${STORAGE}/journal/frame-chain.ts`;
const GROUP_COMMIT = `${STORAGE}/journal/group-commit.ts`;
const JOURNAL_CHECKPOINTER = `${STORAGE}/journal/journal-checkpointer.ts`;
const JOURNAL_DURABILITY = `${STORAGE}/log/journal-durability.ts`;
const JOURNAL_RECOVERY = `${STORAGE}/journal/journal-recovery.ts`;
const LOG_APPENDER = `${STORAGE}/log/log-appender.ts`;
const LOG_DIRECTORY = `${STORAGE}/log-manager/log-directory.ts`;
const LOG_DIRECTORY_CHECKPOINT = `${STORAGE}/log-manager/log-directory-checkpoint.ts`;
const LOG_MAINTENANCE = `${STORAGE}/log/log-maintenance.ts`;
const OS_DURABILITY = `${STORAGE}/log/os-durability.ts`;
const PARTITION_LOG = `${STORAGE}/log/partition-log.ts`;
const SEGMENT_FILE = `${STORAGE}/segment/segment-file.ts`;

/** What is broken if records are gone that were acknowledged, or shown. */
const LOSSES: readonly Invariant[] = [
  'a consumer can always read on',
  'acknowledged records are there, at their offset',
  'nothing is visible before it is durable',
  'what a consumer has seen stays as it is',
  'the high watermark never goes back',
];

/** What is broken if logs are not as the journal says, and so are not opened. */
const REFUSALS: readonly Invariant[] = [
  'a broker starts on what a crash leaves',
  'every partition can be read after everything is healed',
  'only partitions of a log directory that failed are offline',
];

/** Each rule of the journal, and of what goes past it, broken once. */
export const PLANTED_JOURNAL_BUGS: readonly PlantedBug[] = [
  {
    name: 'acknowledge-before-sync',
    says: 'An append is acknowledged when its frame of the journal is still being written.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: GROUP_COMMIT,
        anchor:
          'file.file.writeDurably(position, bytes).then(frame.onWritten, this.options.onFailed);',
        replacement:
          'file.file.writeDurably(position, Buffer.from(bytes)).catch(this.options.onFailed);\n' +
          '    void Promise.resolve().then(frame.onWritten);',
      },
    ],
  },
  {
    name: 'acknowledge-before-the-frame-before',
    says: 'A frame counts as durable when a later one is, though it is not.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: GROUP_COMMIT,
        anchor: 'if (frame?.isWritten !== true) return durable;',
        replacement:
          'if (frame === undefined || !this.underWay.some((other) => other.isWritten)) return durable;',
      },
    ],
  },
  {
    name: 'acknowledge-a-reference-before-sync',
    says: 'The journal says where an append is that is not durable there.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: JOURNAL_DURABILITY,
        anchor: 'else if (this.isByReference(byteLength)) await segment.sync();',
        replacement: 'else void segment;',
      },
    ],
  },
  {
    name: 'sync-covers-the-write-under-way',
    says: 'A sync of a segment counts a write that was under way when it began.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: SEGMENT_FILE,
        anchor: 'finally {\n      this.changes++;',
        replacement: 'finally {\n      void this.changes;',
      },
    ],
  },
  {
    name: 'checkpoint-before-the-sync-of-segments',
    says: 'The journal forgets entries that are not durable in their segments.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: JOURNAL_CHECKPOINTER,
        anchor: 'await syncAll(targets);',
        replacement: 'void syncAll(targets).catch(() => {});',
      },
    ],
  },
  {
    name: 'use-a-file-again-before-the-checkpoint-is-durable',
    says: 'Frames are overwritten that a recovery needs, as no durable frame says otherwise.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: GROUP_COMMIT,
        anchor: 'this.mark = mark;\n    this.writeFrames();',
        replacement:
          'this.mark = mark;\n    this.options.files.noteCheckpoint(mark.lsn);\n' +
          '    this.isFull = false;\n    this.writeFrames();',
      },
    ],
  },
  {
    name: 'forget-what-was-replayed',
    says: 'The first checkpoint does not sync the segments that the journal was replayed into.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: DIRECTORY_JOURNAL,
        anchor: 'Journal.open({ ...options, device, sizes, state, targets })',
        replacement:
          'Journal.open({ ...options, device, sizes, state, targets: targets.slice(targets.length) })',
      },
    ],
  },
  {
    name: 'believe-the-page-cache-at-recovery',
    says: 'What a killed process has left of its journal is shown before it is synced.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: JOURNAL_RECOVERY,
        anchor: 'await Promise.all(files.map(({ file }) => file.sync()));',
        replacement: '',
      },
      {
        file: JOURNAL_RECOVERY,
        anchor: 'await writeAgain(options.device, chain);',
        replacement: 'void writeAgain;',
      },
    ],
  },
  {
    name: 'believe-a-frame-whose-sync-has-failed',
    says: 'What a failed sync has left of the journal in memory is taken for durable.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: JOURNAL_RECOVERY,
        anchor: 'await writeAgain(options.device, chain);',
        replacement: 'void writeAgain;',
      },
    ],
  },
  {
    name: 'replay-without-the-chain',
    says: 'A frame is replayed although the one before it is lost.',
    breaks: [...LOSSES, ...REFUSALS, 'only what was sent to a partition is read from it'],
    replacements: [
      {
        file: FRAME_CHAIN,
        anchor: 'const next = nextOf(followers.get(lsn) ?? [], frames.at(-1), options.bytesOf);',
        replacement:
          'const later = found.filter((frame) => frame.lsn > lsn);\n' +
          '    later.sort((one, other) => one.lsn - other.lsn);\n' +
          '    const whole = later.map((frame) => nextOf([frame], undefined, options.bytesOf));\n' +
          '    const next =\n' +
          '      nextOf(followers.get(lsn) ?? [], frames.at(-1), options.bytesOf) ??\n' +
          '      whole.find((frame) => frame !== undefined);',
      },
    ],
  },
  {
    name: 'let-go-before-release',
    says: 'Segments are removed into which the journal would be replayed.',
    breaks: [...REFUSALS, 'deleted records do not come back', 'offsets have no gaps'],
    replacements: [
      {
        file: LOG_MAINTENANCE,
        anchor: 'await releaseFromJournal();',
        replacement: 'void releaseFromJournal;',
      },
    ],
  },
  {
    name: 'delete-before-release',
    says: 'A partition is deleted into which the journal would be replayed.',
    breaks: [...REFUSALS, ...LOSSES],
    replacements: [
      {
        file: PARTITION_LOG,
        anchor: 'if (this.failures.error === undefined) await this.releaseFromJournal();',
        replacement: '',
      },
      {
        file: LOG_DIRECTORY,
        anchor: 'await journal.forget(name, partition.topicId);',
        replacement: 'void journal;',
      },
    ],
  },
  {
    name: 'journal-behind-what-is-not-durable',
    says: 'An append is journalled whose predecessors were acknowledged without a sync.',
    breaks: ['records are lost by a loss of power alone, and from the end', ...REFUSALS],
    replacements: [
      {
        file: JOURNAL_DURABILITY,
        anchor: 'if (!this.unsynced.isEmpty) await this.unsynced.sync();',
        replacement: '',
      },
    ],
  },
  {
    name: 'flush-messages-behind-the-acknowledgement',
    says: 'The sync that flush.messages asks for comes after the acknowledgement.',
    breaks: [
      'records are lost by a loss of power alone, and from the end',
      'flush.messages bounds what a loss of power takes',
    ],
    replacements: [
      {
        file: OS_DURABILITY,
        anchor: 'if (this.isFlush(group)) await unsynced.sync(',
        replacement: 'if (this.isFlush(group)) void unsynced.sync(',
      },
    ],
  },
  {
    name: 'mark-unsynced-after-the-append',
    says: 'A log that may miss records is taken for one that must not.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: OS_DURABILITY,
        anchor: 'await this.options.markUnsynced();',
        replacement: 'void this.options.markUnsynced();',
      },
    ],
  },
  {
    name: 'mark-dirty-after-the-append',
    says: 'What is known of a log that is not open is believed although it was written to.',
    breaks: [...LOSSES, ...REFUSALS],
    replacements: [
      {
        file: LOG_APPENDER,
        anchor: 'await options.markRecords();',
        replacement: 'void options.markRecords();',
      },
    ],
  },
  {
    name: 'believe-a-dirty-summary',
    says: 'What is known of a log counts also if something may have been written to it since.',
    breaks: [
      ...LOSSES,
      ...REFUSALS,
      'records are lost by a loss of power alone, and from the end',
      'everything below the high watermark can be read',
    ],
    replacements: [
      {
        file: LOG_DIRECTORY_CHECKPOINT,
        anchor: 'entry !== undefined && !entry.isDirty && entry.topicId === topicId;',
        replacement: 'entry !== undefined && entry.topicId === topicId;',
      },
    ],
  },
];
