import { parseArgs } from 'node:util';

import { type RunningBroker, startBroker } from '../server/start-broker.ts';
import { formatAddress, parseListenAddress } from '../../listener/listen-address.ts';

const DEFAULT_DATA = './data';
const DEFAULT_LISTEN = 'localhost:9092';

/** `odradek start`: runs a broker until SIGTERM or SIGINT, then shuts it down in order. */
export async function runStart(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, listen: { type: 'string' } },
  });
  const listen = parseListenAddress('--listen', values.listen ?? DEFAULT_LISTEN);
  const signal = nextSignal();
  const broker = await startBroker({
    logDirectory: values.data ?? DEFAULT_DATA,
    listen,
    report: (message) => console.error(message),
  });
  console.log(readyText(broker));
  await signal;
  console.log('Shutting down.');
  await broker.close();
}

/** Resolves at the first signal to end. Listens from now on, so that no signal is lost. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function readyText(broker: RunningBroker): string {
  const address = formatAddress(broker.address);
  const dialled = formatAddress({ ...broker.address, host: dialledHost(broker.address.host) });
  return [
    `Odradek is ready on ${address}, with its records in ${broker.logDirectory}.`,
    `Try:  echo hello | kcat -P -b ${dialled} -t greetings`,
    `      kcat -C -b ${dialled} -t greetings -e`,
  ].join('\n');
}

/** A host to dial for one to listen on: all addresses of the machine are no address. */
function dialledHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? 'localhost' : host;
}
