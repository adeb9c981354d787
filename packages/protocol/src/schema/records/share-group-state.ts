import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const shareGroupState: RecordFamilyDeclaration = {
  name: 'share-group-state',
  about: 'Records of `__share_group_state`: which records of a share partition are delivered.',
  records: [
    {
      name: 'ShareSnapshotKey',
      about: 'The key of the whole state of a share partition.',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('topicId', 'uuid'), field('partition', 'int32')],
    },
    {
      name: 'ShareSnapshotValue',
      about:
        'The whole state of a share partition, which makes what came before useless; a missing value deletes the state.',
      type: 0,
      versions: '0',
      flexible: '0+',
      fields: [
        field('snapshotEpoch', 'int32', {
          about: 'Counts the snapshots; a ShareUpdate belongs to the one with the same number.',
        }),
        field('stateEpoch', 'int32', { about: 'Grows with each new beginning of the state.' }),
        field('leaderEpoch', 'int32', { about: 'The leader epoch of the last write.' }),
        field('startOffset', 'offset', {
          about: 'The first offset that is not done with; -1 if none is set yet.',
        }),
        field('deliveryCompleteCount', 'int32', {
          tag: 0,
          default: -1,
          about: 'How many offsets from `startOffset` on are done with; -1 if unknown.',
        }),
        field('createTimestamp', 'timestamp', {
          about:
            'When changes last led to a snapshot; it stays when the snapshot is only rewritten.',
        }),
        field('writeTimestamp', 'timestamp', { about: 'When this record was written.' }),
        field('stateBatches', '[]StateBatch', {
          about: 'The ranges of offsets after `startOffset` that are not simply available.',
          fields: [
            field('firstOffset', 'offset'),
            field('lastOffset', 'offset', {
              about: 'The last offset of the range, which belongs to it.',
            }),
            field('deliveryState', 'int8', { about: '0 available, 2 acknowledged, 4 archived.' }),
            field('deliveryCount', 'int16', {
              about: 'How often the records have been delivered.',
            }),
          ],
        }),
      ],
    },
    {
      name: 'ShareUpdateKey',
      about: 'The key of a change in the state of a share partition.',
      type: 1,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('topicId', 'uuid'), field('partition', 'int32')],
    },
    {
      name: 'ShareUpdateValue',
      about: 'What changed in a share partition since its last ShareSnapshot.',
      type: 1,
      versions: '0',
      flexible: '0+',
      fields: [
        field('snapshotEpoch', 'int32', {
          about: 'The number of the snapshot to which the change belongs.',
        }),
        field('leaderEpoch', 'int32', { about: 'The leader epoch of the write; -1 if unchanged.' }),
        field('startOffset', 'offset', {
          about: 'The first offset that is not done with; -1 if unchanged.',
        }),
        field('deliveryCompleteCount', 'int32', {
          tag: 0,
          default: -1,
          about: 'How many offsets from `startOffset` on are done with; -1 if unknown.',
        }),
        field('stateBatches', '[]StateBatch', {
          about: 'The ranges of offsets whose state changed.',
          fields: [
            field('firstOffset', 'offset'),
            field('lastOffset', 'offset', {
              about: 'The last offset of the range, which belongs to it.',
            }),
            field('deliveryState', 'int8', { about: '0 available, 2 acknowledged, 4 archived.' }),
            field('deliveryCount', 'int16', {
              about: 'How often the records have been delivered.',
            }),
          ],
        }),
      ],
    },
  ],
};
