import { field, type RecordDeclaration } from '../../declaration.ts';

/** Committed offsets. */
export const offsetCommitRecords: readonly RecordDeclaration[] = [
  {
    name: 'LegacyOffsetCommitKey',
    about: 'The key of a committed offset in its oldest form, which is read and no longer written.',
    type: 0,
    versions: '0',
    flexible: 'none',
    fields: [field('group', 'string'), field('topic', 'string'), field('partition', 'int32')],
  },
  {
    name: 'LegacyOffsetCommitValue',
    about: 'A committed offset in its oldest form, which is read and no longer written.',
    type: 0,
    versions: '0',
    flexible: 'none',
    fields: [
      field('offset', 'offset'),
      field('metadata', 'string'),
      field('commitTimestamp', 'timestamp'),
    ],
  },
  {
    name: 'OffsetCommitKey',
    about: 'The key of a committed offset: a group and a partition.',
    type: 1,
    versions: '0',
    flexible: 'none',
    fields: [field('group', 'string'), field('topic', 'string'), field('partition', 'int32')],
  },
  {
    name: 'OffsetCommitValue',
    about:
      'A committed offset; a missing value deletes it. v1 carries its own expiry, v3 added leader epochs and v4 topic ids.',
    type: 1,
    versions: '0-4',
    flexible: '4+',
    fields: [
      field('offset', 'offset', { about: 'The offset of the next record to read.' }),
      field('leaderEpoch', 'int32', {
        versions: '3+',
        default: -1,
        about: 'The leader epoch of the last record read; -1 if unknown.',
      }),
      field('metadata', 'string', { about: 'Free text of the consumer.' }),
      field('commitTimestamp', 'timestamp'),
      field('expireTimestamp', 'timestamp', {
        versions: '1',
        default: -1,
        about: 'When the offset may be deleted; -1 for the setting of the broker.',
      }),
      field('topicId', 'uuid', { versions: '4+', tag: 0, about: 'Zero if unknown.' }),
    ],
  },
];
