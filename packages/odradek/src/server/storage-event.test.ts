import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';
import type { StorageEvent } from '@odradek/storage';

import { formatStorageEvent } from './storage-event.ts';

const error = new KafkaError('KAFKA_STORAGE_ERROR', 'The log in /data/orders-0 is offline.');
const TAIL_CUT = {
  type: 'tail-cut',
  path: '/data/orders-0/00000000000000000000.log',
  position: 170,
  bytesCut: 30,
  logEndOffset: 4,
  reason: '30 bytes follow, less than a header',
} as const;

const SENTENCES: readonly (readonly [StorageEvent, string])[] = [
  [
    TAIL_CUT,
    'Cut 30 bytes off the end of /data/orders-0/00000000000000000000.log, which were no whole ' +
      'record batch (30 bytes follow, less than a header); the log goes on at offset 4.',
  ],
  [
    { ...TAIL_CUT, keptAs: '/data/orders-0/00000000000000000000.log.170.cut' },
    'Cut 30 bytes off the end of /data/orders-0/00000000000000000000.log, which were no whole ' +
      'record batch (30 bytes follow, less than a header); the log goes on at offset 4. They are ' +
      'kept in /data/orders-0/00000000000000000000.log.170.cut.',
  ],
  [{ type: 'log-offline', directory: '/data/orders-0', error }, error.message],
  [{ type: 'appends-refused', directory: '/data/orders-0', error }, error.message],
  [{ type: 'log-refused', directory: '/data/orders-0', error }, error.message],
  [
    {
      type: 'snapshot-ignored',
      path: '/data/orders-0/00000000000000000007.snapshot',
      reason: 'it has 3 bytes',
    },
    'Ignored /data/orders-0/00000000000000000007.snapshot, a snapshot of producers that cannot be ' +
      'read: it has 3 bytes.',
  ],
  [
    { type: 'maintenance-failed', directory: '/data/orders-0', reason: 'ENOSPC: write' },
    'Index files, snapshots or old segments in /data/orders-0 could not be written or removed: ' +
      'ENOSPC: write. No record is concerned; the next start tries again.',
  ],
  [
    {
      type: 'journal-entries-kept',
      directory: '/data/orders-0',
      path: '/data/odradek-journal-kept-00000001',
      error: new KafkaError('KAFKA_STORAGE_ERROR', '/data/orders-0 is missing.'),
    },
    '/data/orders-0 is missing. Acknowledged records of /data/orders-0 are kept in ' +
      '/data/odradek-journal-kept-00000001: put the folder back as it was, and the next start ' +
      'writes them. If it is restored from another copy, or the records are given up, remove that ' +
      'file first; deleting the topic removes it too.',
  ],
  [
    { type: 'deleted-log-removed', directory: '/data/orders-0.1-delete' },
    'Removed /data/orders-0.1-delete, whose topic was deleted.',
  ],
  [
    { type: 'directory-ignored', directory: '/data/photos' },
    'Ignored /data/photos, which is no folder of a partition.',
  ],
];

for (const [event, sentence] of SENTENCES) {
  test(`the operator reads of ${event.type}: ${sentence.slice(0, 60)}…`, () => {
    assert.equal(formatStorageEvent(event), sentence);
  });
}
