import { connect, type LookupFunction } from 'node:net';

import { KafkaError } from '../errors/kafka-error.ts';
import type { Endpoint, Socket, SocketEvents } from '../network/network.ts';
import { readingOfConnected, SocketReader, type SocketReading } from './socket-reading.ts';
import { OpenTcpSocket } from './tcp-socket.ts';

/**
 * As Kafka's own: small requests are not held back, and a side that vanished is found out even if
 * nobody sends, after five minutes instead of the two hours that are usual.
 */
export const SOCKET_OPTIONS = {
  noDelay: true,
  keepAlive: true,
  keepAliveInitialDelay: 300_000,
} as const;

/**
 * Of a name with several addresses, each but the last gets this share of the time, and no less than
 * Node's default: 250 ms for all would give up hosts that are far away.
 */
const ATTEMPT_SHARE = 4;
const ATTEMPT_MS_MIN = 250;

/** Opens a connection. Rejects with the retriable `NETWORK_EXCEPTION`. */
export function dial(
  endpoint: Endpoint,
  timeoutMs: number,
  open: (socket: Socket) => SocketEvents,
  reading: SocketReading = readingOfConnected(),
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { host, port } = endpoint;
    const reader = new SocketReader();
    const tcp = connect({
      host,
      port,
      ...SOCKET_OPTIONS,
      ...reading.connectOptions(reader),
      ...(host === 'localhost' ? { lookup: lookupLocalhost } : {}),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: Math.max(timeoutMs / ATTEMPT_SHARE, ATTEMPT_MS_MIN),
    });
    const fail = (reason: string, cause?: Error): void => {
      clearTimeout(timer);
      tcp.destroy();
      const message = `Cannot connect to ${host}:${port}: ${reason}.`;
      reject(new KafkaError('NETWORK_EXCEPTION', message, { retriable: true, cause }));
    };
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs} ms`), timeoutMs);
    const onError = (error: Error): void => fail(reasonOf(error), error);
    tcp.on('error', onError);
    tcp.once('connect', () => {
      clearTimeout(timer);
      tcp.off('error', onError);
      const socket = new OpenTcpSocket(tcp, reader);
      socket.attach(open(socket));
      reading.connected(tcp, reader);
      resolve(socket);
    });
  });
}

/** `localhost` is 127.0.0.1 and ::1, whatever the resolver of the machine says. */
const lookupLocalhost: LookupFunction = (_hostname, options, callback) => {
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  if (options.all === true) process.nextTick(callback, null, addresses);
  else process.nextTick(callback, null, '127.0.0.1', 4);
};

/** What the codes of the operating system mean for somebody who connects. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused, nothing listens there',
  ENOTFOUND: 'no address is known for this name',
  EAI_AGAIN: 'the name could not be looked up, since the name server does not answer',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network of the host cannot be reached',
  ECONNRESET: 'the connection was reset',
};

/** The reasons of all addresses that were tried, each once. */
function reasonOf(error: Error): string {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const reasons = errors.map((each) => {
    const { code, message } = each as NodeJS.ErrnoException;
    return REASONS[code ?? ''] ?? message;
  });
  return [...new Set(reasons)].join('; ');
}
