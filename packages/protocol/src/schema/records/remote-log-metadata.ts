import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const remoteLogMetadata: RecordFamilyDeclaration = {
  name: 'remote-log-metadata',
  about: 'Records of `__remote_log_metadata`: segments in tiered storage (KIP-405).',
  records: [
    {
      name: 'RemoteLogSegmentMetadataRecord',
      about: 'TBD',
      type: 0,
      versions: '0',
      flexible: '0+',
      fields: [
        field('remoteLogSegmentId', 'RemoteLogSegmentIdEntry', {
          fields: [
            field('topicIdPartition', 'TopicIdPartitionEntry', {
              fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
            }),
            field('id', 'uuid'),
          ],
        }),
        field('startOffset', 'offset'),
        field('endOffset', 'offset'),
        field('brokerId', 'int32'),
        field('maxTimestampMs', 'timestamp'),
        field('eventTimestampMs', 'timestamp'),
        field('segmentLeaderEpochs', '[]SegmentLeaderEpochEntry', {
          fields: [field('leaderEpoch', 'int32'), field('offset', 'offset')],
        }),
        field('segmentSizeInBytes', 'int32'),
        field('customMetadata', 'bytes', { nullable: '0+', default: null }),
        field('remoteLogSegmentState', 'int8'),
        field('txnIndexEmpty', 'bool', { tag: 0 }),
      ],
    },
    {
      name: 'RemoteLogSegmentMetadataUpdateRecord',
      about: 'TBD',
      type: 1,
      versions: '0',
      flexible: '0+',
      fields: [
        field('remoteLogSegmentId', 'RemoteLogSegmentIdEntry', {
          fields: [
            field('topicIdPartition', 'TopicIdPartitionEntry', {
              fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
            }),
            field('id', 'uuid'),
          ],
        }),
        field('brokerId', 'int32'),
        field('eventTimestampMs', 'timestamp'),
        field('customMetadata', 'bytes', { nullable: '0+', default: null }),
        field('remoteLogSegmentState', 'int8'),
      ],
    },
    {
      name: 'RemotePartitionDeleteMetadataRecord',
      about: 'TBD',
      type: 2,
      versions: '0',
      flexible: '0+',
      fields: [
        field('topicIdPartition', 'TopicIdPartitionEntry', {
          fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
        }),
        field('brokerId', 'int32'),
        field('eventTimestampMs', 'timestamp'),
        field('remotePartitionDeleteState', 'int8'),
      ],
    },
    {
      name: 'RemoteLogSegmentMetadataSnapshotRecord',
      about: 'TBD',
      type: 3,
      versions: '0',
      flexible: '0+',
      fields: [
        field('segmentId', 'uuid'),
        field('startOffset', 'offset'),
        field('endOffset', 'offset'),
        field('brokerId', 'int32'),
        field('maxTimestampMs', 'timestamp'),
        field('eventTimestampMs', 'timestamp'),
        field('segmentLeaderEpochs', '[]SegmentLeaderEpochEntry', {
          fields: [field('leaderEpoch', 'int32'), field('offset', 'offset')],
        }),
        field('segmentSizeInBytes', 'int32'),
        field('customMetadata', 'bytes', { nullable: '0+', default: null }),
        field('remoteLogSegmentState', 'int8'),
        field('txnIndexEmpty', 'bool', { tag: 0 }),
      ],
    },
  ],
};
