import { type Endpoint, KafkaError } from '@odradek/base';
import { type BrokerConfig, brokerConfigOf } from '@odradek/broker';
import { BrokerConfigValues, checkBrokerConfigs } from '@odradek/cluster';

import { formatAddress, parseListenAddress } from '../listener/listen-address.ts';
import { readHttpListener } from './http-listener.ts';
import { type Listener, readListeners } from './listeners.ts';

/** What the command line says of a broker's configs. */
export interface ConfigArguments {
  /** Of the file of `--config`. */
  readonly file: ReadonlyMap<string, string>;
  /** `--data`, which stands for `log.dirs`. */
  readonly data?: string | undefined;
  /** `--listen`, which stands for `listeners`. */
  readonly listen?: string | undefined;
  /** Each `--override`, as `key=value`. */
  readonly overrides: readonly string[];
}

/** All that a broker is started with. */
export interface StartConfig {
  readonly broker: BrokerConfig;
  readonly listeners: readonly Listener[];
  /** `odradek.http.listener`, if it is set. */
  readonly httpEndpoint: Endpoint | undefined;
  /** `log.dirs`: at least one; relative paths begin at the working directory. */
  readonly logDirectories: readonly string[];
  /** `metadata.log.dir`, or else the first of the log directories. */
  readonly metadataDirectory: string;
  /** What the operator should know, one line each. */
  readonly notes: readonly string[];
}

/**
 * Puts together what a broker is started with: `--override` before `--listen` and `--data`, these
 * before the file, that before the defaults. Raises `INVALID_CONFIG` with a line for each mistake.
 */
export function readStartConfig(args: ConfigArguments): StartConfig {
  const given = withNodeId(
    new Map([...args.file, ...argumentConfigs(args), ...args.overrides.map(parseOverride)]),
  );
  const { errors, warnings } = checkBrokerConfigs(given);
  if (errors.length > 0) throw invalid(errors);
  const values = new BrokerConfigValues(given);
  const { listeners, errors: listenerErrors, notes } = readListeners(values);
  const { endpoint: httpEndpoint, errors: httpErrors } = readHttpListener(values);
  const mistakes = [
    ...listenerErrors,
    ...httpErrors,
    ...refuseRoles(values),
    ...refuseNodeId(values),
  ];
  const logDirs = given.has('log.dirs') ? values.list('log.dirs') : values.list('log.dir');
  const metadataDirectory = values.text('metadata.log.dir') ?? logDirs[0];
  if (mistakes.length > 0 || metadataDirectory === undefined) throw invalid(mistakes);
  return {
    broker: brokerConfigOf(values),
    listeners,
    httpEndpoint,
    logDirectories: logDirs,
    metadataDirectory,
    notes: [...warnings, ...notes],
  };
}

function invalid(errors: readonly string[]): KafkaError {
  return new KafkaError('INVALID_CONFIG', errors.join('\n'));
}

function argumentConfigs({ data, listen }: ConfigArguments): Map<string, string> {
  const configs = new Map<string, string>();
  if (data?.trim() === '') {
    throw invalid(['--data is empty; give it a directory, such as --data ./data.']);
  }
  if (data?.includes(',')) {
    throw invalid([`--data is "${data}"; give it one directory, with no comma in its name.`]);
  }
  if (data !== undefined) configs.set('log.dirs', data);
  if (listen !== undefined) {
    const address = formatAddress(parseListenAddress('--listen', listen));
    configs.set('listeners', `PLAINTEXT://${address}`);
  }
  return configs;
}

function parseOverride(text: string): readonly [key: string, value: string] {
  const equals = text.indexOf('=');
  const key = text.slice(0, Math.max(equals, 0)).trim();
  if (key !== '') return [key, text.slice(equals + 1)];
  throw invalid([`--override is "${text}"; write --override key=value.`]);
}

/** `node.id` and the older `broker.id` stand for each other, as in Kafka. */
function withNodeId(given: Map<string, string>): ReadonlyMap<string, string> {
  const nodeId = given.get('node.id') ?? given.get('broker.id');
  if (nodeId === undefined || nodeId.trim() === '-1') return given;
  given.set('node.id', nodeId);
  if (!given.has('broker.id')) given.set('broker.id', nodeId);
  return given;
}

function refuseNodeId(values: BrokerConfigValues): readonly string[] {
  const [nodeId, brokerId] = [values.get('node.id'), values.get('broker.id')];
  if (brokerId === -1 || brokerId === nodeId) return [];
  return [
    `node.id is ${String(nodeId)}, but broker.id is ${String(brokerId)}; give only node.id, or ` +
      'the same number twice.',
  ];
}

function refuseRoles(values: BrokerConfigValues): readonly string[] {
  if (values.list('process.roles').includes('broker')) return [];
  return [
    'process.roles is controller, but a controller lives only inside of a broker yet; use ' +
      'broker,controller.',
  ];
}
