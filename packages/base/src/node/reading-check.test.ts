import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkReading } from './reading-check.ts';
import { BUFFERED_READING, PLAIN_READING, type SocketReading } from './socket-reading.ts';

for (const reading of [BUFFERED_READING, PLAIN_READING]) {
  test(`${reading.name} reading works in this Node`, async () => {
    assert.equal(await checkReading(reading), true);
  });
}

const BROKEN: Readonly<Record<string, Partial<SocketReading>>> = {
  'throws on the handle': {
    accepted: () => {
      throw new Error('the socket has no handle');
    },
  },
  'never reads': { accepted: (tcp) => tcp },
  'reads other bytes': {
    accepted: (tcp, reader) => {
      tcp.on('data', () => reader.onBytes(Buffer.from('something')));
      return tcp.resume();
    },
  },
  'closes by itself': { accepted: (tcp) => tcp.destroy() },
};

for (const [what, broken] of Object.entries(BROKEN)) {
  test(`a way of reading that ${what} is not used`, async () => {
    // Only what never reads takes all that time.
    const checkMsMax = 200;
    assert.equal(await checkReading({ ...PLAIN_READING, ...broken }, checkMsMax), false);
  });
}
