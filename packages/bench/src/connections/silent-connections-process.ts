/*
 * Opens connections to a broker, asks each for ApiVersions and keeps them open in silence:
 *
 *   node silent-connections-process.js '{"address":"127.0.0.1:9092","connections":10000,"atOnce":100}'
 */
import { connect } from 'node:net';

import { LatencyHistogram } from '../load/latency-histogram.ts';
import type { SilentLoad, SilentMeasurement } from './silent-connections.ts';

/** ApiVersions version 0, without a client id. */
const API_VERSIONS: Buffer = Buffer.from('0000000a' + '0012' + '0000' + '00000001' + 'ffff', 'hex');
const SIZE_BYTES = 4;

/** Resolves when the answer has come as a whole. The connection stays, and may not be closed. */
function open(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let expected = Infinity;
    const socket = connect({ host, port, noDelay: true });
    socket.on('error', reject);
    socket.on('close', () => {
      throw new Error('The broker closed a connection of the bench.');
    });
    socket.on('data', (bytes: Buffer) => {
      if (received === 0) expected = SIZE_BYTES + bytes.readInt32BE(0);
      received += bytes.byteLength;
      if (received >= expected) resolve();
    });
    socket.write(API_VERSIONS);
  });
}

async function openAll({ address, connections, atOnce }: SilentLoad): Promise<SilentMeasurement> {
  const [host = '', port = ''] = address.split(':');
  const latencies = new LatencyHistogram();
  const began = performance.now();
  let left = connections;
  const openInTurn = async (): Promise<void> => {
    while (left-- > 0) {
      const openedMs = performance.now();
      await open(host, Number(port));
      latencies.record(performance.now() - openedMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openInTurn));
  return { elapsedMs: performance.now() - began, answeredMs: latencies.percentiles() };
}

const load = JSON.parse(process.argv[2] ?? '') as SilentLoad;
process.send?.(await openAll(load));
