import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader } from '@odradek/base';

import {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
  readMetadataRecord,
} from './metadata-record.ts';

const TOPIC_ID = 'AAECAwQFBgcICQoLDA0ODw';
const DIRECTORY_ID = 'EBESExQVFhcYGRobHB0eHw';

const TOPIC: MetadataRecord = {
  type: 'TopicRecord',
  record: { name: 'orders', topicId: TOPIC_ID },
};
const REMOVED: MetadataRecord = { type: 'RemoveTopicRecord', record: { topicId: TOPIC_ID } };
const CONFIG: MetadataRecord = {
  type: 'ConfigRecord',
  record: { resourceType: 2, resourceName: 'orders', name: 'retention.ms', value: '5' },
};
const DELETED_CONFIG: MetadataRecord = {
  type: 'ConfigRecord',
  record: { resourceType: 4, resourceName: '', name: 'retention.ms', value: null },
};
const QUOTA: MetadataRecord = {
  type: 'ClientQuotaRecord',
  record: {
    entity: [{ entityType: 'user', entityName: 'a' }],
    key: 'producer_byte_rate',
    value: 5,
    remove: false,
  },
};
const PARTITION: Extract<MetadataRecord, { readonly type: 'PartitionRecord' }> = {
  type: 'PartitionRecord',
  record: {
    partitionId: 1,
    topicId: TOPIC_ID,
    replicas: [1],
    isr: [1],
    removingReplicas: [],
    addingReplicas: [],
    leader: 1,
    leaderRecoveryState: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: [DIRECTORY_ID],
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  },
};

// Frame version, type and version of the record as varints, then the record (KIP-631).
const BYTES: readonly (readonly [MetadataRecord, string])[] = [
  [TOPIC, '010200' + '07' + '6f7264657273' + '000102030405060708090a0b0c0d0e0f' + '00'],
  [
    CONFIG,
    '010400' + '02' + '07' + '6f7264657273' + '0d' + '726574656e74696f6e2e6d73' + '0235' + '00',
  ],
  [DELETED_CONFIG, '010400' + '04' + '01' + '0d' + '726574656e74696f6e2e6d73' + '00' + '00'],
  [
    QUOTA,
    '010e00' +
      '02' +
      '05' +
      '75736572' +
      '0261' +
      '00' +
      '13' +
      '70726f64756365725f627974655f72617465' +
      '4014000000000000' +
      '00' +
      '00',
  ],
  [REMOVED, '010900' + '000102030405060708090a0b0c0d0e0f' + '00'],
  [
    PARTITION,
    '010302' +
      '00000001' +
      '000102030405060708090a0b0c0d0e0f' +
      '0200000001' +
      '0200000001' +
      '01' +
      '01' +
      '00000001' +
      '00000000' +
      '00000000' +
      '02101112131415161718191a1b1c1d1e1f' +
      '00',
  ],
];

for (const [entry, hex] of BYTES) {
  test(`a ${entry.type} has the bytes of KRaft and is read from them`, () => {
    assert.equal(encodeMetadataRecord(entry).toString('hex'), hex);
    assert.deepEqual(decodeMetadataRecord(Buffer.from(hex, 'hex')), entry);
  });
}

for (const [what, hex, message] of [
  ['a frame of a later version', '020200', /frame version 2/],
  ['a record of a type that we do not know', '017f00', /record type 127/],
] as const) {
  test(`${what} is refused, since to pass over it would lose metadata`, () => {
    assert.throws(() => decodeMetadataRecord(Buffer.from(hex, 'hex')), {
      code: 'ODRADEK_UNKNOWN_METADATA_RECORD',
      message,
    });
  });
}

test('a record that is cut off is malformed', () => {
  const bytes = encodeMetadataRecord(PARTITION);
  for (let length = 0; length < bytes.byteLength; length++) {
    assert.throws(() => decodeMetadataRecord(bytes.subarray(0, length)), {
      code: 'ODRADEK_MALFORMED_MESSAGE',
    });
  }
});

test('a record of a version that we do not know is refused', () => {
  for (const hex of ['010209', '010309', '010909']) {
    const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(100)]);
    assert.throws(() => decodeMetadataRecord(bytes), {
      code: 'ODRADEK_UNKNOWN_METADATA_RECORD',
      message: /holds version 9 of (TopicRecord|PartitionRecord|RemoveTopicRecord), which/,
    });
  }
});

test('a PartitionRecord that an older Kafka wrote is read', () => {
  for (const version of [0, 1]) {
    const hex =
      `01030${version}` +
      '00000001' +
      '000102030405060708090a0b0c0d0e0f' +
      '0200000001' +
      '0200000001' +
      '01' +
      '01' +
      '00000001' +
      '00000000' +
      '00000000' +
      (version === 0 ? '' : '02101112131415161718191a1b1c1d1e1f') +
      '00';
    const directories = version === 0 ? [] : [DIRECTORY_ID];
    const entry: MetadataRecord = {
      type: 'PartitionRecord',
      record: { ...PARTITION.record, directories },
    };
    assert.deepEqual(decodeMetadataRecord(Buffer.from(hex, 'hex')), entry);
  }
});

test('bytes behind a record are corruption', () => {
  const bytes = Buffer.concat([encodeMetadataRecord(TOPIC), Buffer.alloc(3)]);
  assert.throws(() => decodeMetadataRecord(bytes), {
    code: 'CORRUPT_MESSAGE',
    message: /TopicRecord with 3 bytes behind it/,
  });
});

test('a value in the middle of others is read up to its end, and never beyond it', () => {
  const bytes = encodeMetadataRecord(PARTITION);
  const reader = new ByteReader(Buffer.concat([bytes, bytes, bytes]));
  const { byteLength } = bytes;
  reader.position = byteLength;
  assert.deepEqual(readMetadataRecord(reader, 2 * byteLength), PARTITION);
  assert.equal(reader.position, 2 * byteLength);
  for (const [end, code] of [
    [byteLength - 1, 'ODRADEK_MALFORMED_MESSAGE'],
    [byteLength + 1, 'CORRUPT_MESSAGE'],
  ] as const) {
    reader.position = 0;
    assert.throws(() => readMetadataRecord(reader, end), { code });
  }
});
