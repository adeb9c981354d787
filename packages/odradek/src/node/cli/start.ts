import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { type Endpoint, KafkaError } from '@odradek/base';

import { parseProperties } from '../../config/properties-file.ts';
import { readStartConfig, type StartConfig } from '../../config/start-config.ts';
import { formatAddress } from '../../listener/listen-address.ts';
import { type RunningBroker, startBroker } from '../server/start-broker.ts';

/** What `odradek start --help` prints. */
const USAGE = `Usage: odradek start [options]

  --config FILE           a server.properties in Kafka's format
  --data DIR              where records are kept (log.dirs; default ./data)
  --listen HOST:PORT      where to listen (listeners; default localhost:9092)
  --override key=value    a setting; may be repeated

--override beats --data and --listen, which beat the file.
`;

const OPTIONS = {
  config: { type: 'string' },
  data: { type: 'string' },
  listen: { type: 'string' },
  override: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const;

const EXIT_FAILURE = 1;

/** `odradek start`: runs a broker until SIGTERM or SIGINT, then shuts it down in order. */
export async function runStart(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  const { config, data, listen, override: overrides = [] } = values;
  const file = config === undefined ? new Map<string, string>() : await readConfigFile(config);
  await runBroker(readStartConfig({ file, data, listen, overrides }));
}

async function runBroker({ broker: config, notes, ...directoriesAndListeners }: StartConfig) {
  const report = (message: string): void => console.error(message);
  for (const note of notes) report(note);
  const signal = nextSignal();
  const broker = await startBroker({ config, ...directoriesAndListeners, report });
  console.log(readyText(broker));
  if (broker.httpAddress !== undefined) console.log(watchText(broker.httpAddress));
  const failure = await Promise.race([signal, broker.failed]);
  if (failure !== undefined) report(`The broker cannot go on. ${failure.message}`);
  console.log('Shutting down.');
  await broker.close();
  if (failure !== undefined) process.exitCode = EXIT_FAILURE;
}

async function readConfigFile(path: string): Promise<ReadonlyMap<string, string>> {
  return parseProperties(path, await readBytes(path));
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = `--config is "${path}", which cannot be read (${error.message}); name a file in the format of server.properties.`;
    throw new KafkaError('INVALID_CONFIG', message, { cause: error });
  }
}

/** Resolves at the first signal to end. Listens from now on, so that no signal is lost. */
function nextSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve(undefined));
    process.once('SIGINT', () => resolve(undefined));
  });
}

function watchText(address: Endpoint): string {
  return `Metrics are on http://${formatAddress(address)}/metrics, health on /healthz and /readyz.`;
}

function readyText({ addresses, logDirectories }: RunningBroker): string {
  const shown = addresses.map(({ host, port }) =>
    formatAddress({ host: host === '' ? '0.0.0.0' : host, port }),
  );
  return `Odradek is ready on ${shown.join(', ')}, with its records in ${logDirectories.join(', ')}.`;
}
