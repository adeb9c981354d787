import { nearestName } from '@odradek/base';

import { BROKER_CONFIGS, brokerConfigDefinition } from './broker-config-definitions.ts';
import type { ConfigDefinition } from './config-definition.ts';
import { describeRange } from './config-range.ts';
import { parseConfigValue } from './parse-config-value.ts';
import { TOPIC_CONFIGS } from './topic-config-definitions.ts';
import { refuseConnectionConfigs } from './refuse-connection-configs.ts';
import { refuseGroupConfigs } from './refuse-group-configs.ts';
import { refuseLogTime } from './validate-log-times.ts';

/** What is to be said of the configs that a broker is started with: one line each. */
export interface BrokerConfigCheck {
  /** Why it cannot start. */
  readonly errors: readonly string[];
  /** What it starts in spite of. */
  readonly warnings: readonly string[];
}

/** Checks the configs that an operator gives a broker, each on its own and some together. */
export function checkBrokerConfigs(given: ReadonlyMap<string, string>): BrokerConfigCheck {
  const errors: string[] = [];
  const warnings: string[] = [];
  const withoutEffect: string[] = [];
  for (const [name, text] of given) {
    const definition = brokerConfigDefinition(name);
    if (definition === undefined) {
      warnings.push(unknownConfig(name));
      continue;
    }
    const error = refuseValue(name, definition, text);
    if (error !== undefined) errors.push(error);
    else if (definition.effect === undefined && !isDefault(definition, text)) {
      withoutEffect.push(name);
    }
  }
  if (errors.length === 0) {
    const valueOf = (name: string): string | undefined => textOf(given, name);
    errors.push(...refuseConnectionConfigs(valueOf), ...refuseGroupConfigs(valueOf));
  }
  if (withoutEffect.length > 0) {
    warnings.push(
      `Known, but without any effect in this version: ${withoutEffect.sort().join(', ')}.`,
    );
  }
  return { errors, warnings };
}

function textOf(given: ReadonlyMap<string, string>, name: string): string | undefined {
  return given.get(name) ?? BROKER_CONFIGS.get(name)?.default ?? undefined;
}

function unknownConfig(name: string): string {
  const nearest = nearestName(name, BROKER_CONFIGS.keys());
  if (nearest !== undefined) return `Unknown config ${name}; did you mean ${nearest}?`;
  const [brokerConfig] = TOPIC_CONFIGS.get(name)?.brokerConfigs ?? [];
  if (brokerConfig === undefined) return `Unknown config ${name}; it has no effect.`;
  return `Unknown config ${name}: it is one of topics. For all topics set ${brokerConfig}.`;
}

function refuseValue(name: string, definition: ConfigDefinition, text: string): string | undefined {
  const parsed = parseConfigValue(definition, text);
  const { effect, documentation = '' } = definition;
  if (parsed.type === 'invalid') {
    return `${parsed.message}. Allowed: ${describeRange(definition)}.`;
  }
  if (effect === 'refused' && !isDefault(definition, text)) {
    return `${name} is ${parsed.text}. ${documentation}`;
  }
  const refusal = refuseLogTime(name, parsed.value);
  return refusal === undefined
    ? undefined
    : `Invalid value ${parsed.text} for configuration ${name}: ${refusal}.`;
}

function isDefault(definition: ConfigDefinition, text: string): boolean {
  const parsed = parseConfigValue(definition, text);
  return parsed.type === 'value' && parsed.text === definition.default;
}
