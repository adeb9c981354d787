import { type Endpoint, KafkaError } from '@odradek/base';

const ADDRESS = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/;
const PORT_MAX = 65_535;

/**
 * The addresses of `bootstrap.servers`: `host:port`, IPv6 in brackets, several with commas between
 * or as a list. Raises `INVALID_CONFIG` if there is none or one is not an address.
 */
export function parseBootstrapServers(servers: string | readonly string[]): readonly Endpoint[] {
  const texts = typeof servers === 'string' ? [servers] : servers;
  const endpoints = texts
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map(parseAddress);
  if (endpoints.length === 0) {
    throw new KafkaError(
      'INVALID_CONFIG',
      'bootstrap.servers is empty; give at least one broker as host:port.',
    );
  }
  return endpoints;
}

function parseAddress(text: string): Endpoint {
  const match = ADDRESS.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host !== undefined && port >= 1 && port <= PORT_MAX) return { host, port };
  throw new KafkaError(
    'INVALID_CONFIG',
    `bootstrap.servers has "${text}"; write host:port with a port from 1 to ${PORT_MAX}, ` +
      'and an IPv6 address in brackets: [::1]:9092.',
  );
}
