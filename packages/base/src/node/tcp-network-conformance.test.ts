import assert from 'node:assert/strict';

import { testNetwork, type WorkingNetwork } from '../testing/network-conformance.ts';
import { BUFFERED_READING, PLAIN_READING, type SocketReading } from './socket-reading.ts';
import { TcpNetwork } from './tcp-network.ts';

const UNTIL_MS = 20_000;
const SETTLE_MS = 60;

function loopback(reading: SocketReading): WorkingNetwork {
  const network = new TcpNetwork((message) => assert.fail(message), reading);
  const until = async (isDone: () => boolean): Promise<void> => {
    const start = performance.now();
    while (!isDone()) {
      assert.equal(performance.now() - start < UNTIL_MS, true, 'it does not come to that');
      await pass(1);
    }
  };
  return { network, host: '127.0.0.1', until, settle: () => pass(SETTLE_MS) };
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

for (const reading of [PLAIN_READING, BUFFERED_READING]) {
  testNetwork(`TcpNetwork, ${reading.name} reading`, () => loopback(reading));
}
