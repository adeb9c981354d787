import { BROKER_CONFIGS, brokerConfigDefinition } from './broker-config-definitions.ts';
import { parseConfigValue } from './parse-config-value.ts';
import { refuseConnectionConfigs } from './refuse-connection-configs.ts';
import { refuseBounds } from './validate-dynamic-group-configs.ts';
import { refuseLogTime } from './validate-log-times.ts';

/** Configs of TLS that change only for one listener (Kafka's `DYNAMIC_SECURITY_CONFIGS`). */
const LISTENER_ONLY = /^ssl\.(?:key\.password|keystore\.(?!algorithm)|truststore\.(?!algorithm))/;

/** For whom dynamic configs are meant, and what those brokers were started with. */
export interface DynamicConfigsContext {
  readonly isForAllBrokers: boolean;
  readonly staticConfigs: ReadonlyMap<string, string>;
}

/**
 * Why these may not be the dynamic configs of a broker, in Kafka's words, or `undefined` if they may
 * (`DynamicBrokerConfig.validate`). Unknown names are allowed, as they may belong to a plug-in.
 */
export function refuseDynamicConfigs(
  configs: ReadonlyMap<string, string>,
  { isForAllBrokers, staticConfigs }: DynamicConfigsContext,
): string | undefined {
  const names = [...configs.keys()];
  return (
    refuseNames(names.filter(isReadOnly), 'Cannot update these configs dynamically') ??
    refuseNames(
      names.filter((name) => LISTENER_ONLY.test(name)),
      'These security configs can be dynamically updated only per-listener using the listener prefix',
    ) ??
    refuseValues(configs) ??
    refuseConnectionConfigs((name) => configs.get(name))[0] ??
    refuseAssignmentIntervals(configs, staticConfigs) ??
    (isForAllBrokers
      ? refuseNames(
          names.filter(isPerBroker),
          'Cannot update these configs at default cluster level, broker id must be specified',
        )
      : refuseListeners(names))
  );
}

function isReadOnly(name: string): boolean {
  const definition = BROKER_CONFIGS.get(name);
  return definition !== undefined && definition.update === undefined;
}

function isPerBroker(name: string): boolean {
  return name.startsWith('listener.name.') || brokerConfigDefinition(name)?.update === 'per-broker';
}

function refuseNames(names: readonly string[], why: string): string | undefined {
  return names.length === 0 ? undefined : `${why}: [${names.join(', ')}]`;
}

function refuseValues(configs: ReadonlyMap<string, string>): string | undefined {
  for (const [name, text] of configs) {
    const definition = brokerConfigDefinition(name);
    if (definition === undefined) continue;
    const parsed = parseConfigValue(definition, text);
    if (parsed.type === 'invalid') return parsed.message;
    if (definition.type === 'CLASS' && parsed.text !== definition.default) {
      return `Invalid value ${parsed.text} for configuration ${name}: Class ${parsed.text} could not be found.`;
    }
    const refusal = refuseLogTime(name, parsed.value);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Intervals of groups have to lie between the bounds that the broker was started with. */
function refuseAssignmentIntervals(
  configs: ReadonlyMap<string, string>,
  staticConfigs: ReadonlyMap<string, string>,
): string | undefined {
  for (const [name, text] of configs) {
    const ofGroups = /^group\.(\w+\.assignment\.interval\.ms)$/.exec(name)?.[1];
    if (ofGroups === undefined) continue;
    const refusal = refuseBounds(ofGroups, Number(text), staticConfigs, name);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** What Kafka could do and we cannot: to open other listeners while we run. */
function refuseListeners(names: readonly string[]): string | undefined {
  const listeners = names.filter(
    (name) => name === 'listeners' || name === 'listener.security.protocol.map',
  );
  return refuseNames(listeners, 'These configs change only with a restart of the broker');
}
