import { type Endpoint, KafkaError } from '@odradek/base';

const PORT_MAX = 65_535;

/**
 * Reads `HOST:PORT`, with IPv6 addresses in brackets. Raises `INVALID_CONFIG` that names `setting`
 * if `text` is none.
 */
export function parseListenAddress(setting: string, text: string): Endpoint {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || !(port <= PORT_MAX)) {
    throw new KafkaError(
      'INVALID_CONFIG',
      `${setting} is "${text}"; write HOST:PORT with a port up to ${PORT_MAX}, such as ` +
        'localhost:9092, or port 0 for a free one.',
    );
  }
  return { host, port };
}

/** The text form of an address. */
export function formatAddress({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
