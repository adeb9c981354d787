import type { BrokerConfigSources } from './broker-config-sources.ts';
import { effectiveTopicConfig } from './effective-topic-config.ts';
import { parseConfigValue } from './parse-config-value.ts';
import { TOPIC_CONFIGS } from './topic-config-definitions.ts';

/**
 * Why these may not be all configs of a topic, in Kafka's words, or `undefined` if they may
 * (`LogConfig.validate`): an unknown name, an invalid value, or two that contradict each other.
 */
export function refuseTopicConfigs(
  topicConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
): string | undefined {
  for (const name of topicConfigs.keys()) {
    if (!TOPIC_CONFIGS.has(name)) return `Unknown topic config name: ${name}`;
  }
  // In the order of the definitions, so that of several mistakes the same one is told as by Kafka.
  for (const [name, definition] of TOPIC_CONFIGS) {
    const text = topicConfigs.get(name);
    if (text === undefined) continue;
    const parsed = parseConfigValue(definition, text);
    if (parsed.type === 'invalid') return parsed.message;
  }
  return (
    refuseCompactionLags(topicConfigs, sources) ?? refuseRemoteStorage(topicConfigs.get(REMOTE))
  );
}

const REMOTE = 'remote.storage.enable';
const MIN_LAG = 'min.compaction.lag.ms';
const MAX_LAG = 'max.compaction.lag.ms';

function refuseCompactionLags(
  topicConfigs: ReadonlyMap<string, string>,
  sources: BrokerConfigSources,
): string | undefined {
  const lag = (name: string): bigint => {
    const definition = TOPIC_CONFIGS.get(name);
    if (definition === undefined) return 0n;
    const { value } = effectiveTopicConfig(definition, topicConfigs, sources);
    const parsed = parseConfigValue(definition, value ?? '');
    return parsed.type === 'value' && typeof parsed.value === 'bigint' ? parsed.value : 0n;
  };
  const [least, most] = [lag(MIN_LAG), lag(MAX_LAG)];
  if (least <= most) return undefined;
  return `conflict topic config setting ${MIN_LAG} (${least}) > ${MAX_LAG} (${most})`;
}

function refuseRemoteStorage(text: string | undefined): string | undefined {
  if (text?.trim().toLowerCase() !== 'true') return undefined;
  return (
    'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with ' +
    'remote log storage.'
  );
}
