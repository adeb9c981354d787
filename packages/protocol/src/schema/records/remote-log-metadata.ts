import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const remoteLogMetadata: RecordFamilyDeclaration = {
  name: 'remote-log-metadata',
  about: 'Records of `__remote_log_metadata`: segments in tiered storage (KIP-405).',
  records: [
    {
      name: 'RemoteLogSegmentMetadataRecord',
      about: 'A segment whose copy to tiered storage begins, with all that is known of it.',
      type: 0,
      versions: '0',
      flexible: '0+',
      fields: [
        field('remoteLogSegmentId', 'RemoteLogSegmentIdEntry', {
          fields: [
            field('topicIdPartition', 'TopicIdPartitionEntry', {
              fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
            }),
            field('id', 'uuid', { about: 'A new random id for each attempt to copy.' }),
          ],
        }),
        field('startOffset', 'offset'),
        field('endOffset', 'offset', { about: 'The last offset in the segment.' }),
        field('brokerId', 'int32', { about: 'The leader that copies the segment.' }),
        field('maxTimestampMs', 'timestamp', { about: 'The largest timestamp in the segment.' }),
        field('eventTimestampMs', 'timestamp', { about: 'When the record was written.' }),
        field('segmentLeaderEpochs', '[]SegmentLeaderEpochEntry', {
          about: 'Which leader epochs the segment has, and where each begins in it.',
          fields: [field('leaderEpoch', 'int32'), field('offset', 'offset')],
        }),
        field('segmentSizeInBytes', 'int32'),
        field('customMetadata', 'bytes', {
          nullable: '0+',
          default: null,
          about: 'Bytes of the storage plugin; null if it has none.',
        }),
        field('remoteLogSegmentState', 'int8', {
          about: '0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished.',
        }),
        field('txnIndexEmpty', 'bool', {
          tag: 0,
          about: 'True if the segment has no aborted transaction.',
        }),
      ],
    },
    {
      name: 'RemoteLogSegmentMetadataUpdateRecord',
      about: 'The state of a segment in tiered storage has changed.',
      type: 1,
      versions: '0',
      flexible: '0+',
      fields: [
        field('remoteLogSegmentId', 'RemoteLogSegmentIdEntry', {
          fields: [
            field('topicIdPartition', 'TopicIdPartitionEntry', {
              fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
            }),
            field('id', 'uuid', { about: 'The id from RemoteLogSegmentMetadataRecord.' }),
          ],
        }),
        field('brokerId', 'int32'),
        field('eventTimestampMs', 'timestamp', { about: 'When the record was written.' }),
        field('customMetadata', 'bytes', {
          nullable: '0+',
          default: null,
          about: 'Bytes of the storage plugin; null if it has none.',
        }),
        field('remoteLogSegmentState', 'int8', {
          about: '0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished.',
        }),
      ],
    },
    {
      name: 'RemotePartitionDeleteMetadataRecord',
      about: 'How far the deletion of a partition in tiered storage is.',
      type: 2,
      versions: '0',
      flexible: '0+',
      fields: [
        field('topicIdPartition', 'TopicIdPartitionEntry', {
          fields: [field('name', 'string'), field('id', 'uuid'), field('partition', 'int32')],
        }),
        field('brokerId', 'int32'),
        field('eventTimestampMs', 'timestamp', { about: 'When the record was written.' }),
        field('remotePartitionDeleteState', 'int8', { about: '0 marked, 1 started, 2 finished.' }),
      ],
    },
    {
      name: 'RemoteLogSegmentMetadataSnapshotRecord',
      about:
        'A segment in tiered storage as a snapshot of one partition holds it, which is why it does not name the partition.',
      type: 3,
      versions: '0',
      flexible: '0+',
      fields: [
        field('segmentId', 'uuid'),
        field('startOffset', 'offset'),
        field('endOffset', 'offset', { about: 'The last offset in the segment.' }),
        field('brokerId', 'int32'),
        field('maxTimestampMs', 'timestamp', { about: 'The largest timestamp in the segment.' }),
        field('eventTimestampMs', 'timestamp', { about: 'When the record was written.' }),
        field('segmentLeaderEpochs', '[]SegmentLeaderEpochEntry', {
          about: 'Which leader epochs the segment has, and where each begins in it.',
          fields: [field('leaderEpoch', 'int32'), field('offset', 'offset')],
        }),
        field('segmentSizeInBytes', 'int32'),
        field('customMetadata', 'bytes', {
          nullable: '0+',
          default: null,
          about: 'Bytes of the storage plugin; null if it has none.',
        }),
        field('remoteLogSegmentState', 'int8', {
          about: '0 copy started, 1 copy finished, 2 deletion started, 3 deletion finished.',
        }),
        field('txnIndexEmpty', 'bool', {
          tag: 0,
          about: 'True if the segment has no aborted transaction.',
        }),
      ],
    },
  ],
};
