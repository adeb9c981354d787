import { parseArgs } from 'node:util';

/** What `npm run bench -- connections` is asked for. */
export interface ConnectionsArguments {
  /** How many connections are silent after ApiVersions. */
  readonly silent: number;
  /** How many of them are being opened at a time. */
  readonly atOnce: number;
  /** How many connections produce once a second. */
  readonly producers: number;
  readonly seconds: number;
  readonly rounds: number;
  /** The major versions of Node to measure with. */
  readonly nodes: readonly number[];
  /** Settings of the broker, as `key=value`. */
  readonly overrides: readonly string[];
}

const OPTIONS = {
  silent: { type: 'string', default: '10000' },
  'at-once': { type: 'string', default: '100' },
  producers: { type: 'string', default: '2000' },
  seconds: { type: 'string', default: '10' },
  rounds: { type: 'string', default: '1' },
  nodes: { type: 'string', default: process.versions.node },
  override: { type: 'string', multiple: true },
} as const;

/** Reads the arguments behind `connections`. Raises an error that names the one that is no number. */
export function readConnectionsArguments(args: readonly string[]): ConnectionsArguments {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const count = (name: 'silent' | 'at-once' | 'producers' | 'seconds' | 'rounds'): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= 0) return number;
    throw new Error(`--${name} is "${values[name]}"; give it a whole number.`);
  };
  return {
    silent: count('silent'),
    atOnce: Math.max(1, count('at-once')),
    producers: count('producers'),
    seconds: Math.max(1, count('seconds')),
    rounds: count('rounds'),
    nodes: values.nodes.split(',').map((version) => Number.parseInt(version, 10)),
    overrides: values.override ?? [],
  };
}
