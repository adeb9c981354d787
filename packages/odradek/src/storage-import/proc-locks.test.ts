import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lockHolder } from './proc-locks.ts';

const LOCKS = `1: POSIX  ADVISORY  WRITE 8321 fe:00:10750301 0 EOF
2: FLOCK  ADVISORY  WRITE 77 fe:00:9986049 0 EOF
2: -> POSIX  ADVISORY  WRITE 99 fe:00:5 0 EOF
3: POSIX  ADVISORY  READ 1 fe:00:6 128 128
4: POSIX  ADVISORY  WRITE 4242 103:101:7 0 EOF
`;

test('the process that has a file locked is found by device and inode', () => {
  assert.equal(lockHolder(LOCKS, { dev: 0xfe00, ino: 10750301 }), 8321);
  assert.equal(lockHolder(LOCKS, { dev: 0xfe00, ino: 9986049 }), 77);
});

test('another device, a lock to read and one that is waited for are no holder', () => {
  assert.equal(lockHolder(LOCKS, { dev: 0xfe01, ino: 10750301 }), undefined);
  assert.equal(lockHolder(LOCKS, { dev: 0xfe00, ino: 6 }), undefined);
  assert.equal(lockHolder(LOCKS, { dev: 0xfe00, ino: 5 }), undefined);
  assert.equal(lockHolder('', { dev: 0xfe00, ino: 5 }), undefined);
});

test('numbers of devices beyond a byte are put together as the system has them', () => {
  assert.equal(lockHolder(LOCKS, { dev: 0x10_0000 + (0x103 << 8) + 0x01, ino: 7 }), 4242);
});
