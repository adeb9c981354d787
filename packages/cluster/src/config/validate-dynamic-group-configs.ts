import { DYNAMIC_GROUP_CONFIGS } from './dynamic-group-config-definitions.ts';
import {
  BOUNDED_GROUP_CONFIGS,
  groupConfigBound,
  staticBrokerNumber,
} from './group-config-bounds.ts';
import { parseConfigValue } from './parse-config-value.ts';

const KINDS = ['consumer', 'share', 'streams'] as const;

/**
 * Why these may not be all configs of a group, in Kafka's words, or `undefined` if they may
 * (`GroupConfig.validate`): an unknown name, an invalid value, one beyond what the broker allows, or a
 * session that is not longer than its heartbeats are apart.
 */
export function refuseDynamicGroupConfigs(
  configs: ReadonlyMap<string, string>,
  staticConfigs: ReadonlyMap<string, string>,
): string | undefined {
  for (const name of configs.keys()) {
    if (!DYNAMIC_GROUP_CONFIGS.has(name)) return `Unknown group config name: ${name}`;
  }
  for (const [name, definition] of DYNAMIC_GROUP_CONFIGS) {
    const text = configs.get(name);
    const parsed = text === undefined ? undefined : parseConfigValue(definition, text);
    if (parsed?.type === 'invalid') return parsed.message;
  }
  const refusal = BOUNDED_GROUP_CONFIGS.map((name) => {
    const text = configs.get(name);
    return text === undefined ? undefined : refuseBounds(name, Number(text), staticConfigs);
  }).find((each) => each !== undefined);
  return refusal ?? refuseSessions(configs, staticConfigs);
}

/**
 * Why a number may not be the config of a group, or with the name of a broker's config that of all
 * groups, in Kafka's words; `undefined` if it may.
 */
export function refuseBounds(
  name: string,
  value: number,
  staticConfigs: ReadonlyMap<string, string>,
  shownName: string = name,
): string | undefined {
  const least = groupConfigBound(name, 'min');
  if (least !== undefined && value < staticBrokerNumber(least, staticConfigs)) {
    return `${shownName} must be greater than or equal to ${least}`;
  }
  const most = groupConfigBound(name, 'max');
  if (most !== undefined && value > staticBrokerNumber(most, staticConfigs)) {
    return `${shownName} must be less than or equal to ${most}`;
  }
  return undefined;
}

function refuseSessions(
  configs: ReadonlyMap<string, string>,
  staticConfigs: ReadonlyMap<string, string>,
): string | undefined {
  const number = (name: string): number =>
    Number(configs.get(name) ?? staticBrokerNumber(`group.${name}`, staticConfigs));
  for (const kind of KINDS) {
    const [session, heartbeat] = [`${kind}.session.timeout.ms`, `${kind}.heartbeat.interval.ms`];
    const isSet = configs.has(session) || configs.has(heartbeat);
    if (isSet && number(session) <= number(heartbeat)) {
      return `${session} must be greater than ${heartbeat}`;
    }
  }
  return undefined;
}
