import { BROKER_CONFIGS } from './broker-config-definitions.ts';

/** Configs of groups that the configs of a broker bound, in the order in which Kafka checks them. */
export const BOUNDED_GROUP_CONFIGS: readonly string[] = [
  'consumer.heartbeat.interval.ms',
  'consumer.session.timeout.ms',
  'consumer.assignment.interval.ms',
  'share.heartbeat.interval.ms',
  'share.session.timeout.ms',
  'share.record.lock.duration.ms',
  'share.delivery.count.limit',
  'share.partition.max.record.locks',
  'share.assignment.interval.ms',
  'streams.heartbeat.interval.ms',
  'streams.session.timeout.ms',
  'streams.num.standby.replicas',
  'streams.assignment.interval.ms',
];

/** The config of a broker that bounds a config of groups from one side; `undefined` if none does. */
export function groupConfigBound(name: string, side: 'min' | 'max'): string | undefined {
  const [kind = '', rest = ''] = splitKind(name);
  const bound = STANDBY_BOUNDS.get(`${side} ${name}`) ?? `group.${kind}.${side}.${rest}`;
  return BROKER_CONFIGS.has(bound) ? bound : undefined;
}

/** Their name has no `num`. */
const STANDBY_BOUNDS: ReadonlyMap<string, string> = new Map([
  ['max streams.num.standby.replicas', 'group.streams.max.standby.replicas'],
]);

function splitKind(name: string): readonly string[] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The number that a broker was started with, or that is the default. */
export function staticBrokerNumber(
  name: string,
  staticConfigs: ReadonlyMap<string, string>,
): number {
  return Number(staticConfigs.get(name) ?? BROKER_CONFIGS.get(name)?.default);
}

/**
 * The value of a config of groups, held to what the broker allows now: it may have been started with
 * other bounds since the value was set (Kafka's `GroupConfig.evaluate`, `clampDynamicConfigs`).
 */
export function boundedGroupConfig(
  name: string,
  value: number,
  staticConfigs: ReadonlyMap<string, string>,
): number {
  const bound = (side: 'min' | 'max', unbounded: number): number => {
    const config = groupConfigBound(name, side);
    return config === undefined ? unbounded : staticBrokerNumber(config, staticConfigs);
  };
  return Math.min(Math.max(value, bound('min', -Infinity)), bound('max', Infinity));
}
