import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const controlRecords: RecordFamilyDeclaration = {
  name: 'control-records',
  about: 'Values of control records, and the keys that tell them apart.',
  records: [
    {
      name: 'ControlRecordTypeSchema',
      about: 'The key of every control record, after its int16 version: what the value is.',
      versions: '0',
      flexible: 'none',
      fields: [
        field('type', 'int16', {
          about:
            '0 abort, 1 commit, 2 leader change, 3 snapshot header, 4 snapshot footer, 5 KRaft version, 6 KRaft voters.',
        }),
      ],
    },
    {
      name: 'EndTxnMarker',
      about:
        'The value of an abort or commit marker, which ends the transaction of the producer of its batch.',
      versions: '0',
      flexible: 'none',
      fields: [
        field('coordinatorEpoch', 'int32', {
          about:
            'The leader epoch of the coordinator in `__transaction_state`; a lower one is refused.',
        }),
      ],
    },
    {
      name: 'LeaderChangeMessage',
      about:
        'The first record that a KRaft leader writes in its epoch: who leads and who voted for it (KIP-595). v1 added directory ids (KIP-853).',
      versions: '0-1',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('leaderId', 'int32'),
        field('voters', '[]Voter', {
          about: 'The voters at the time of the election.',
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
          ],
        }),
        field('grantingVoters', '[]Voter', {
          about: 'The voters that gave their vote.',
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid', { versions: '1+' }),
          ],
        }),
      ],
    },
    {
      name: 'SnapshotHeaderRecord',
      about: 'The first record of a KRaft snapshot (KIP-630).',
      versions: '0',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('lastContainedLogTimestamp', 'timestamp', {
          about: 'The append time of the last record that the snapshot covers.',
        }),
      ],
    },
    {
      name: 'SnapshotFooterRecord',
      about: 'The last record of a KRaft snapshot, which shows it complete (KIP-630).',
      versions: '0',
      flexible: '0+',
      fields: [field('version', 'int16')],
    },
    {
      name: 'KRaftVersionRecord',
      about: 'The `kraft.version` that the quorum runs from here on (KIP-853).',
      versions: '0',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('kRaftVersion', 'int16', {
          about: '0 voters fixed in the configuration, 1 voters kept in the log.',
        }),
      ],
    },
    {
      name: 'VotersRecord',
      about: 'The voters of the quorum from here on (KIP-853).',
      versions: '0',
      flexible: '0+',
      fields: [
        field('version', 'int16'),
        field('voters', '[]Voter', {
          fields: [
            field('voterId', 'int32'),
            field('voterDirectoryId', 'uuid'),
            field('endpoints', '[]Endpoint', {
              about: 'Where the voter can be reached.',
              fields: [field('name', 'string'), field('host', 'string'), field('port', 'uint16')],
            }),
            field('kRaftVersionFeature', 'KRaftVersionFeature', {
              about: 'The range of `kraft.version` that the voter can run.',
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
