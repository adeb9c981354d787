import type { BrokerUnderTest } from './broker-under-test.ts';

const KAFKA: readonly BrokerUnderTest[] = [
  { name: 'Kafka', kind: 'kafka', overrides: [] },
  { name: 'Kafka, synced', kind: 'kafka', overrides: ['log.flush.interval.messages=1'] },
];

/** Ours with the overrides, and once more for each `--also`, whose settings come on top. */
export function ours(overrides: readonly string[], also: readonly string[]): BrokerUnderTest[] {
  const variants = also.map((text) => onTopOf(overrides, text.split(',')));
  return [overrides, ...variants].map((settings) => ({
    name: ['Odradek', ...settings].join(' '),
    kind: 'odradek',
    overrides: settings,
  }));
}

/** A setting that is given again counts instead. */
function onTopOf(overrides: readonly string[], settings: readonly string[]): readonly string[] {
  const names = settings.map(nameOf);
  return [...overrides.filter((setting) => !names.includes(nameOf(setting))), ...settings];
}

function nameOf(setting: string): string | undefined {
  return setting.split('=', 1)[0];
}

/** Those that `--against` names. Throws an `Error` if there is no such. */
export function kafkas(against: string | undefined): readonly BrokerUnderTest[] {
  switch (against) {
    case undefined:
      return [];
    case 'kafka':
      return KAFKA;
    case 'kafka-default':
      return KAFKA.slice(0, 1);
    case 'kafka-synced':
      return KAFKA.slice(1);
    default:
      throw new Error(`--against ${against}: it is kafka, kafka-default or kafka-synced.`);
  }
}
