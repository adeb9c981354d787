import type { AlterableConfig } from '@odradek/protocol/messages/44-incremental-alter-configs';

import type { ConfigDefinition } from '../../config/config-definition.ts';
import type { Refusal } from '../topics/place-replicas.ts';
import { invalidConfig, invalidRequest } from './config-refusal.ts';

/** What IncrementalAlterConfigs does to one config (Kafka's `AlterConfigOp.OpType`). */
export const ConfigOperation = { SET: 0, DELETE: 1, APPEND: 2, SUBTRACT: 3 } as const;

const OPERATION_NAMES: ReadonlyMap<number, string> = new Map([
  [ConfigOperation.APPEND, 'APPEND'],
  [ConfigOperation.SUBTRACT, 'SUBTRACT'],
]);

/** The most bytes that a string of the protocol has, and so the value of a config in the log. */
const VALUE_BYTES_MAX = 32_767;

/** What an update is based on. */
export interface ConfigUpdateBase {
  /** What is set on the resource now. */
  readonly current: ReadonlyMap<string, string>;
  readonly definitionOf: (name: string) => ConfigDefinition | undefined;
  /** What a list has that is not set on the resource: given at the start, or the default. */
  readonly inheritedList: (definition: ConfigDefinition) => string;
  /** How a list operation on what is no list is refused. */
  readonly refuseList: (config: AlterableConfig, operation: string) => Refusal;
}

/** The configs of a resource after an update, and what changes: `null` where one is deleted. */
export interface ConfigUpdate {
  readonly configs: ReadonlyMap<string, string>;
  readonly changes: ReadonlyMap<string, string | null>;
}

/** What the operations of a request make of the configs of a resource, or why they cannot. */
export function updateConfigs(
  operations: readonly AlterableConfig[],
  base: ConfigUpdateBase,
): ConfigUpdate | Refusal {
  const configs = new Map(base.current);
  const changes = new Map<string, string | null>();
  for (const config of operations) {
    const value = valueAfter(config, base);
    if (value !== null && typeof value === 'object') return value;
    if (value === null) configs.delete(config.name);
    else configs.set(config.name, value);
    changes.set(config.name, value);
  }
  return { configs, changes };
}

function valueAfter(config: AlterableConfig, base: ConfigUpdateBase): string | null | Refusal {
  const { configOperation, value } = config;
  if (configOperation === ConfigOperation.DELETE) return null;
  if (configOperation === ConfigOperation.SET) return withinLimit(value ?? '');
  const operation = OPERATION_NAMES.get(configOperation);
  if (operation === undefined) {
    return invalidRequest(`There is no operation ${configOperation} on configs; send 0 to 3.`);
  }
  const definition = base.definitionOf(config.name);
  if (definition?.type !== 'LIST') return base.refuseList(config, operation);
  const elements = splitList(base.current.get(config.name) ?? base.inheritedList(definition));
  const combined = combine(elements, configOperation, (value ?? '').split(','));
  return withinLimit(combined);
}

function withinLimit(value: string): string | Refusal {
  if (Buffer.byteLength(value) <= VALUE_BYTES_MAX) return value;
  return invalidConfig(
    'The configuration value cannot be added because it exceeds the maximum value size of ' +
      `${VALUE_BYTES_MAX} bytes.`,
  );
}

function splitList(text: string): string[] {
  return text === '' ? [] : text.split(/\s*,\s*/);
}

function combine(elements: string[], operation: number, operands: readonly string[]): string {
  for (const operand of operands) {
    const index = elements.indexOf(operand);
    if (operation === ConfigOperation.APPEND) {
      if (index < 0) elements.push(operand);
    } else if (index >= 0) elements.splice(index, 1);
  }
  return elements.join(',');
}
