import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const LOWEST_PORT = 20_000;
const EPHEMERAL_PORT_MIN = 32_768;

/**
 * A port of 127.0.0.1 that nobody listens on and that the system gives to no client: a client that
 * dials a port in the range of its own could otherwise reach itself while the broker is down.
 */
export async function portForRestarts(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, EPHEMERAL_PORT_MIN);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
  await once(server.close(), 'close');
  return true;
}

/** `count` different ports of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
