import { fileURLToPath } from 'node:url';

import { BROKER_CONFIGS } from '../../../config/broker-config-definitions.ts';
import type { ConfigDefinition } from '../../../config/config-definition.ts';
import { describeRange } from '../../../config/config-range.ts';
import { DYNAMIC_GROUP_CONFIGS } from '../../../config/dynamic-group-config-definitions.ts';
import { TOPIC_CONFIGS } from '../../../config/topic-config-definitions.ts';

/** The page of the documentation about configs. */
export const CONFIGURATION_PAGE: string = fileURLToPath(
  new URL('../../../../../../docs/configuration.md', import.meta.url),
);

const BEGIN = '<!-- configs: begin (written by `npm run docs`) -->';
const END = '<!-- configs: end -->';

/** The page with the part between the two markers written anew. Raises an `Error` without them. */
export function withConfigs(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The page needs the markers ${BEGIN} and ${END}.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${configsText()}\n\n${page.slice(end)}`;
}

function configsText(): string {
  const brokers = [...BROKER_CONFIGS.values()].filter(({ isInternal }) => isInternal !== true);
  const topics = [...TOPIC_CONFIGS.values()].filter(({ isInternal }) => isInternal !== true);
  const groups = [...DYNAMIC_GROUP_CONFIGS.values()];
  return [
    '## Brokers',
    '',
    '| config | type and range | default | changes | |',
    '|---|---|---|---|---|',
    ...documented(brokers).map((definition) => row(definition, updateText(definition))),
    '',
    '## Topics',
    '',
    'What a topic does not have of its own it has from the brokers.',
    '',
    '| config | type and range | default | of brokers | |',
    '|---|---|---|---|---|',
    ...documented(topics).map((definition) => row(definition, inheritedText(definition))),
    '',
    '## Groups',
    '',
    'What a group does not have of its own it has from the brokers. Values lie between those of the configs `group.consumer.min.…` and `group.consumer.max.…` of the brokers; one that was set under other bounds is held to those of now.',
    '',
    '| config | type and range | default | of brokers | |',
    '|---|---|---|---|---|',
    ...documented(groups).map((definition) => row(definition, inheritedText(definition))),
    '',
    '## Accepted, without effect yet',
    '',
    `Of brokers (${accepted(brokers).length}): ${names(accepted(brokers))}.`,
    '',
    `Of topics (${accepted(topics).length}): ${names(accepted(topics))}.`,
    '',
    `Of groups (${accepted(groups).length}): ${names(accepted(groups))}.`,
  ].join('\n');
}

function documented(definitions: readonly ConfigDefinition[]): readonly ConfigDefinition[] {
  return sorted(definitions.filter(({ effect }) => effect !== undefined));
}

function accepted(definitions: readonly ConfigDefinition[]): readonly ConfigDefinition[] {
  return sorted(definitions.filter(({ effect }) => effect === undefined));
}

function sorted(definitions: readonly ConfigDefinition[]): readonly ConfigDefinition[] {
  return [...definitions].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function row(definition: ConfigDefinition, fourth: string): string {
  const { name, default: text, documentation = '' } = definition;
  const shown = text === null || text === '' ? '–' : `\`${text}\``;
  return `| \`${name}\` | ${describeRange(definition)} | ${shown} | ${fourth} | ${documentation} |`;
}

function updateText({ update }: ConfigDefinition): string {
  if (update === undefined) return 'at a restart';
  return update === 'cluster-wide' ? 'any time' : 'at a restart (in Kafka any time)';
}

function inheritedText({ brokerConfigs = [] }: ConfigDefinition): string {
  return names(brokerConfigs.map((name) => ({ name })));
}

function names(definitions: readonly { readonly name: string }[]): string {
  return definitions.map(({ name }) => `\`${name}\``).join(', ');
}
