import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const controlRecords: RecordFamilyDeclaration = {
  name: 'control-records',
  about: 'Values of control records, and the keys that tell them apart.',
  records: [
    {
      name: 'ControlRecordTypeSchema',
      about: 'TBD',
      versions: '0',
      flexible: 'none',
      fields: [field('type', 'int16')],
    },
    {
      name: 'EndTxnMarker',
      about: 'TBD',
      versions: '0',
      flexible: 'none',
      fields: [field('coordinatorEpoch', 'int32')],
    },
    {
      name: 'LeaderChangeMessage',
      about: 'TBD',
      versions: '0-1',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('leaderId', 'int32'),
        field('voters', '[]Voter', {
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
          ],
        }),
        field('grantingVoters', '[]Voter', {
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
          ],
        }),
      ],
    },
    {
      name: 'SnapshotHeaderRecord',
      about: 'TBD',
      versions: '0',
      flexible: '0+',
      fields: [field('version', 'int16'), field('lastContainedLogTimestamp', 'timestamp')],
    },
    {
      name: 'SnapshotFooterRecord',
      about: 'TBD',
      versions: '0',
      flexible: '0+',
      fields: [field('version', 'int16')],
    },
    {
      name: 'KRaftVersionRecord',
      about: 'TBD',
      versions: '0',
      flexible: '0+',
      fields: [field('version', 'int16'), field('kRaftVersion', 'int16')],
    },
    {
      name: 'VotersRecord',
      about: 'TBD',
      versions: '0',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('voters', '[]Voter', {
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid'),
            field('endpoints', '[]Endpoint', {
              fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
            }),
            field('kRaftVersionFeature', 'KRaftVersionFeature', {
              fields: [
                field('minSupportedVersion', 'int16'),
                field('maxSupportedVersion', 'int16'),
              ],
            }),
          ],
        }),
      ],
    },
  ],
};
