import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brokerConfigDefinition } from './broker-config-definitions.ts';
import { checkBrokerConfigs } from './check-broker-configs.ts';
import type { BrokerConfigSources } from './broker-config-sources.ts';
import { effectiveTopicConfig } from './effective-topic-config.ts';
import { parseConfigValue } from './parse-config-value.ts';
import { TOPIC_CONFIGS } from './topic-config-definitions.ts';
import { ConfigurationsImage } from '../image/configurations-image.ts';

const NUMBERS = ['-5', '-1', '0', '1', '3', '2147483647'];

function sourcesOf(name: string, value: string): BrokerConfigSources {
  const staticConfigs = new Map([[name, value]]);
  return { nodeId: 1, staticConfigs, configs: new ConfigurationsImage() };
}

test('whatever a broker gives topics is a value of the config of topics', () => {
  let count = 0;
  for (const definition of TOPIC_CONFIGS.values()) {
    if (definition.effect !== 'applied') continue;
    for (const name of definition.brokerConfigs ?? []) {
      if (!/^(?:INT|LONG)$/.test(brokerConfigDefinition(name)?.type ?? '')) continue;
      for (const value of NUMBERS) {
        if (checkBrokerConfigs(new Map([[name, value]])).errors.length > 0) continue;
        const effective = effectiveTopicConfig(definition, new Map(), sourcesOf(name, value));
        assert.equal(
          parseConfigValue(definition, effective.value ?? '').type,
          'value',
          `${name}=${value}`,
        );
        count++;
      }
    }
  }
  assert.ok(count > 40, `${count}`);
});
