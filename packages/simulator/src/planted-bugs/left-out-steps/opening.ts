import { type LeftOutStep, STORAGE } from './left-out-step.ts';

const LOG_DIRECTORY_CHECKPOINT = `${STORAGE}/log-manager/log-directory-checkpoint.ts`;
const LOG_SUMMARIES = `${STORAGE}/log-manager/log-summaries.ts`;
const SEGMENT_LOADER = `${STORAGE}/log/segment-loader.ts`;
const TAIL_CUT = `${STORAGE}/log/tail-cut.ts`;

/** Opening of a log directory and its logs after a crash. */
export const OPENING: readonly LeftOutStep[] = [
  {
    name: 'found-checkpoints-sync',
    says: 'A mark or a start that a killed broker has renamed is believed, and the old one comes back.',
    replacements: [
      {
        file: LOG_SUMMARIES,
        anchor: 'await this.syncNames();',
        replacement: 'void this.syncNames;',
      },
    ],
    scripts: ['kill-at-a-deletion', 'kill-at-the-first-record'],
    test: 'log-manager/log-manager.test.js',
  },
  {
    name: 'found-summaries-sync',
    says: 'A mark that a killed broker has written is believed, and a summary counts again that does not hold.',
    replacements: [
      {
        file: LOG_DIRECTORY_CHECKPOINT,
        anchor: 'await file.datasync();\n    return await file.read(',
        replacement: 'return await file.read(',
      },
    ],
    scripts: ['kill-at-a-summary'],
  },
  {
    name: 'found-records-sync',
    says: 'Records that a killed broker left are shown, and lost with the next loss of power.',
    replacements: [
      { file: SEGMENT_LOADER, anchor: 'await walk.file.datasync();', replacement: '' },
    ],
    scripts: ['kill', 'os-kill'],
  },
  {
    name: 'found-names-sync',
    says: 'Segments that a killed broker left are shown, and lost with the next loss of power.',
    replacements: [
      {
        file: SEGMENT_LOADER,
        anchor:
          'await walk.file.datasync();\n      await this.options.fileSystem.syncDirectory(this.options.directory);',
        replacement: 'await walk.file.datasync();',
      },
    ],
    scripts: ['kill', 'os-kill'],
    spare: 'The name of a segment is durable before anything is written to it.',
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
    scripts: ['lost-indexes'],
  },
  {
    name: 'kept-tail-sync',
    says: 'What was cut off a log and kept beside is lost.',
    replacements: [{ file: TAIL_CUT, anchor: 'await target.datasync();', replacement: '' }],
    scripts: ['os-flush'],
  },
  {
    name: 'kept-tail-name-sync',
    says: 'What was cut off a log and kept beside has no durable name.',
    replacements: [
      {
        file: TAIL_CUT,
        anchor: 'await fileSystem.syncDirectory(parentOf(part.target));',
        replacement: 'parentOf(part.target);',
      },
    ],
    scripts: ['os-flush'],
    spare: 'The segment that was cut is synced behind it, with its folder.',
  },
];
