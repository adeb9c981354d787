import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { BROKER_CONFIGS, brokerConfigDefinition } from './broker-config-definitions.ts';
import type { ConfigDefinition } from './config-definition.ts';
import { parseConfigValue } from './parse-config-value.ts';
import { TOPIC_CONFIGS } from './topic-config-definitions.ts';

/** What the classes of Apache Kafka 4.3.1 say of a config. */
interface RecordedConfig {
  readonly name: string;
  readonly type: string;
  readonly default?: string | null;
  readonly importance: string;
  readonly internal?: boolean;
  readonly update?: string;
  readonly brokerConfigs?: readonly string[];
}

/** What they made of some texts; `KEY` stands for the name. */
interface RecordedParsing {
  readonly configs: readonly string[];
  readonly outcomes: Readonly<Record<string, string | { readonly error: string }>>;
}

const RECORDED = JSON.parse(
  readFileSync(new URL('../../testdata/kafka-4.3.1-configs.json', import.meta.url), 'utf8'),
) as {
  readonly broker: readonly RecordedConfig[];
  readonly topic: readonly RecordedConfig[];
  readonly parsing: readonly RecordedParsing[];
};

/** Where a broker without any configuration has to differ: Kafka does not start without. */
const OWN_DEFAULTS = [
  'controller.listener.names',
  'listeners',
  'log.dir',
  'node.id',
  'process.roles',
];

function recordedForm(definition: ConfigDefinition): RecordedConfig {
  const { name, type, importance = 'medium', isInternal } = definition;
  return {
    name,
    type,
    default: definition.default,
    importance,
    ...(isInternal === true && { internal: true }),
  };
}

test('the configs of brokers are those of Kafka 4.3.1, and ours', () => {
  const expected = RECORDED.broker.map((recorded) => {
    if (!OWN_DEFAULTS.includes(recorded.name)) return recorded;
    return { ...recorded, default: BROKER_CONFIGS.get(recorded.name)?.default ?? null };
  });
  const actual = [...BROKER_CONFIGS.values()]
    .filter(({ name, isDynamicOnly }) => isDynamicOnly !== true && !name.startsWith('odradek.'))
    .map((definition) => ({
      ...recordedForm(definition),
      update: definition.update ?? 'read-only',
    }));
  assert.deepEqual(byName(actual), byName(expected));
});

test('the configs of topics are those of Kafka 4.3.1, in its order, and ours', () => {
  const actual = [...TOPIC_CONFIGS.values()]
    .filter(({ name }) => !name.startsWith('odradek.'))
    .map((definition) => ({
      ...recordedForm(definition),
      brokerConfigs: definition.brokerConfigs ?? [],
    }));
  assert.deepEqual(actual, RECORDED.topic);
});

function byName(configs: readonly RecordedConfig[]): readonly RecordedConfig[] {
  return [...configs].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function definitionOf(config: string): ConfigDefinition {
  const [scope, name = ''] = config.split(' ');
  const definition = (scope === 'broker' ? BROKER_CONFIGS : TOPIC_CONFIGS).get(name);
  assert.ok(definition, config);
  return definition;
}

for (const { configs, outcomes } of RECORDED.parsing) {
  test(`${configs.slice(0, 3).join(', ')} (${configs.length} in all) take and refuse what Kafka's do`, () => {
    for (const config of configs) {
      const definition = definitionOf(config);
      for (const [text, outcome] of Object.entries(outcomes)) {
        const parsed = parseConfigValue(definition, text);
        const actual = parsed.type === 'value' ? parsed.text : { error: parsed.message };
        const expected =
          typeof outcome === 'string'
            ? outcome
            : { error: outcome.error.replaceAll('KEY', definition.name) };
        assert.deepEqual(actual, expected, `${definition.name}=${JSON.stringify(text)}`);
      }
    }
  });
}

test('every default is a valid value, and in the form in which it is shown', () => {
  for (const definition of [...BROKER_CONFIGS.values(), ...TOPIC_CONFIGS.values()]) {
    if (definition.default === null || OWN_DEFAULTS.includes(definition.name)) continue;
    const parsed = parseConfigValue(definition, definition.default);
    assert.deepEqual(parsed.type === 'value' ? parsed.text : parsed, definition.default);
  }
});

test('a config that is applied or refused says what it does, and no other has to', () => {
  for (const { name, effect, documentation } of [
    ...BROKER_CONFIGS.values(),
    ...TOPIC_CONFIGS.values(),
  ]) {
    assert.equal(effect === undefined, documentation === undefined, name);
  }
});

test('a config for one listener, or one mechanism of it, has the definition of the config', () => {
  for (const [name, definition] of [
    ['listener.name.internal.ssl.keystore.location', 'ssl.keystore.location'],
    ['listener.name.internal.plain.sasl.jaas.config', 'sasl.jaas.config'],
    ['listener.name.internal.scram-sha-256.sasl.jaas.config', 'sasl.jaas.config'],
    ['num.partitions', 'num.partitions'],
  ] as const) {
    assert.equal(brokerConfigDefinition(name)?.name, definition, name);
  }
  assert.equal(brokerConfigDefinition('listener.name.internal.nothing'), undefined);
  assert.equal(brokerConfigDefinition('retention.ms'), undefined);
});
