import type { Endpoint } from '@odradek/base';
import type { BrokerConfigValues } from '@odradek/cluster';

const SETTING = 'odradek.http.listener';
const LOOPBACK = '127.0.0.1';
const PORT_MAX = 65_535;
const HOST_AND_PORT = /^(?:(?:\[([\da-fA-F:.%\w]+)\]|([\w.-]+)):)?(\d{1,5})$/;

/** Where a broker answers over HTTP, if it does, and what is wrong with what was given. */
export interface HttpListenerReading {
  /** Port 0 takes a free one. */
  readonly endpoint?: Endpoint;
  readonly errors: readonly string[];
}

/** Reads `odradek.http.listener`: HOST:PORT, or a port, which is one of 127.0.0.1 then. */
export function readHttpListener(values: BrokerConfigValues): HttpListenerReading {
  const text = values.text(SETTING)?.trim() ?? '';
  if (text === '') return { errors: [] };
  const [, bracketed, plain, digits] = HOST_AND_PORT.exec(text) ?? [];
  const port = Number(digits);
  if (!(port <= PORT_MAX)) {
    return {
      errors: [
        `Invalid value ${text} for configuration ${SETTING}: write HOST:PORT with a port up to ` +
          `${PORT_MAX}, such as ${LOOPBACK}:9644, or the port alone, which only this machine can reach.`,
      ],
    };
  }
  return { endpoint: { host: bracketed ?? plain ?? LOOPBACK, port }, errors: [] };
}
