import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const shareGroupState: RecordFamilyDeclaration = {
  name: 'share-group-state',
  about: 'Records of `__share_group_state`: which records of a share partition are delivered.',
  records: [
    {
      name: 'ShareSnapshotKey',
      about: 'TBD',
      type: 0,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('topicId', 'uuid'), field('partition', 'int32')],
    },
    {
      name: 'ShareSnapshotValue',
      about: 'TBD',
      type: 0,
      versions: '0',
      flexible: '0+',
      fields: [
        field('snapshotEpoch', 'int32'),
        field('stateEpoch', 'int32'),
        field('leaderEpoch', 'int32'),
        field('startOffset', 'offset'),
        field('deliveryCompleteCount', 'int32', { tag: 0, default: -1 }),
        field('createTimestamp', 'timestamp'),
        field('writeTimestamp', 'timestamp'),
        field('stateBatches', '[]StateBatch', {
          fields: [
            field('firstOffset', 'offset'),
            field('lastOffset', 'offset'),
            field('deliveryState', 'int8'),
            field('deliveryCount', 'int16'),
          ],
        }),
      ],
    },
    {
      name: 'ShareUpdateKey',
      about: 'TBD',
      type: 1,
      versions: '0',
      flexible: 'none',
      fields: [field('groupId', 'string'), field('topicId', 'uuid'), field('partition', 'int32')],
    },
    {
      name: 'ShareUpdateValue',
      about: 'TBD',
      type: 1,
      versions: '0',
      flexible: '0+',
      fields: [
        field('snapshotEpoch', 'int32'),
        field('leaderEpoch', 'int32'),
        field('startOffset', 'offset'),
        field('deliveryCompleteCount', 'int32', { tag: 0, default: -1 }),
        field('stateBatches', '[]StateBatch', {
          fields: [
            field('firstOffset', 'offset'),
            field('lastOffset', 'offset'),
            field('deliveryState', 'int8'),
            field('deliveryCount', 'int16'),
          ],
        }),
      ],
    },
  ],
};
