import type { Endpoint } from '@odradek/base';
import type { BrokerConfigValues } from '@odradek/cluster';

/** An address at which a broker accepts clients. */
export interface Listener {
  /** In upper case, such as `PLAINTEXT`. */
  readonly name: string;
  /** An empty host means every interface. */
  readonly endpoint: Endpoint;
  /** What clients are told to dial; `undefined` where they are told what they dialled. */
  readonly advertised?: Endpoint;
}

/** The listeners of a broker, and what is to be said of them: one line each. */
export interface ListenersReading {
  readonly listeners: readonly Listener[];
  readonly errors: readonly string[];
  readonly notes: readonly string[];
}

const ENDPOINT = /^([\w-]+):\/\/(?:\[([\da-fA-F:.%\w]+)\]|([\w.%-]*)):(\d{1,5})$/;
const PORT_MAX = 65_535;
const SECURITY_PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

/**
 * Reads `listeners`, `advertised.listeners`, `listener.security.protocol.map` and
 * `controller.listener.names` with the rules of Kafka's `AbstractKafkaConfig`. Listeners of the
 * controller are left out, since it lives inside of the broker; those with TLS or SASL are errors.
 */
export function readListeners(values: BrokerConfigValues): ListenersReading {
  const errors: string[] = [];
  const notes: string[] = [];
  const controllers = new Set(
    values.list('controller.listener.names').map((name) => name.toUpperCase()),
  );
  const advertised = readEndpoints('advertised.listeners', values, errors).filter(
    ({ name }) => !controllers.has(name),
  );
  const listed = readEndpoints('listeners', values, errors);
  errors.push(...refuseDuplicates(listed));
  const opened = listed.filter(({ name }) => !controllers.has(name));
  for (const { name } of listed.filter((listener) => controllers.has(listener.name))) {
    notes.push(`Listener ${name} is not opened: the controller lives inside of this broker.`);
  }
  if (opened.length === 0 && errors.length === 0) {
    errors.push('listeners has none for clients; add one, such as PLAINTEXT://localhost:9092.');
  }
  const protocols = securityProtocols(values);
  for (const { name } of opened) {
    const error = refuseProtocol(name, protocols.get(name));
    if (error !== undefined) errors.push(error);
  }
  errors.push(...refuseAdvertised(advertised, opened));
  return {
    listeners: opened.map((listener) => withAdvertised(listener, advertised)),
    errors,
    notes,
  };
}

function readEndpoints(config: string, values: BrokerConfigValues, errors: string[]): Listener[] {
  return values.list(config).flatMap((text) => {
    const [, name, bracketed, plain, port] = ENDPOINT.exec(text) ?? [];
    if (name !== undefined && Number(port) <= PORT_MAX) {
      const endpoint = { host: bracketed ?? plain ?? '', port: Number(port) };
      return [{ name: name.toUpperCase(), endpoint }];
    }
    errors.push(
      `Invalid value ${text} for configuration ${config}: write NAME://HOST:PORT with a port up to ` +
        `${PORT_MAX}, such as PLAINTEXT://localhost:9092, or without a host for every interface.`,
    );
    return [];
  });
}

function refuseDuplicates(listeners: readonly Listener[]): readonly string[] {
  const errors: string[] = [];
  const names = listeners.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    errors.push(`Each listener must have a different name, listeners: ${names.join(', ')}`);
  }
  const addresses = listeners
    .filter(({ endpoint: { port } }) => port !== 0)
    .map(({ endpoint: { host, port } }) => `${host}:${port}`);
  if (new Set(addresses).size < addresses.length) {
    errors.push(`Each listener must have a different port, listeners: ${addresses.join(', ')}`);
  }
  return errors;
}

/** The security protocol of each listener name, which by default is its own name. */
function securityProtocols(values: BrokerConfigValues): ReadonlyMap<string, string> {
  const text = values.text('listener.security.protocol.map') ?? '';
  const pairs = text.split(',').map((pair) => pair.trim().split(':'));
  return new Map(pairs.map(([name = '', protocol = '']) => [name.toUpperCase(), protocol]));
}

function refuseProtocol(name: string, protocol: string | undefined): string | undefined {
  if (protocol === 'PLAINTEXT') return undefined;
  if (protocol === undefined) {
    return (
      `No security protocol is defined for listener ${name}; add ${name}:PLAINTEXT to ` +
      'listener.security.protocol.map.'
    );
  }
  return SECURITY_PROTOCOLS.includes(protocol)
    ? `Listener ${name} asks for ${protocol}; TLS and SASL are not supported yet, only PLAINTEXT is.`
    : `Listener ${name} has the security protocol ${protocol}; there are ${SECURITY_PROTOCOLS.join(', ')}.`;
}

function refuseAdvertised(
  advertised: readonly Listener[],
  listeners: readonly Listener[],
): readonly string[] {
  const names = new Set(listeners.map(({ name }) => name));
  return advertised.flatMap(({ name, endpoint: { host, port } }) => {
    if (!names.has(name)) {
      return [
        `advertised.listeners has ${name}, which is not in listeners; advertise one of those.`,
      ];
    }
    if (host === '0.0.0.0' || host === '::') {
      return [
        `advertised.listeners cannot use the nonroutable meta-address ${host}. Use a routable IP ` +
          'address.',
      ];
    }
    if (port > 0) return [];
    return [`advertised.listeners has port 0 for ${name}; name the port that clients can dial.`];
  });
}

/** Without a host there is nothing better to name than what the client dialled. */
function withAdvertised(listener: Listener, advertised: readonly Listener[]): Listener {
  const named = advertised.find(({ name }) => name === listener.name);
  if (named === undefined || named.endpoint.host === '') return listener;
  return { ...listener, advertised: named.endpoint };
}
