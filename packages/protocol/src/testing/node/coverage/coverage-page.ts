import { fileURLToPath } from 'node:url';

import { API_DECLARATIONS, RECORD_FAMILIES, type VersionRange } from '../../../schema/index.ts';
import {
  type MessageCoverage,
  protocolCoverage,
  versionsLeftOut,
  versionsText,
} from './protocol-coverage.ts';

/** The page of the documentation that shows the coverage of the protocol. */
export const COVERAGE_PAGE: string = fileURLToPath(
  new URL('../../../../../../docs/protocol.md', import.meta.url),
);

const BEGIN = '<!-- protocol coverage: begin (written by `npm run docs`) -->';
const END = '<!-- protocol coverage: end -->';

/** The page with the part between the two markers written anew. Raises an `Error` without them. */
export function withCoverage(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The page needs the markers ${BEGIN} and ${END}.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${coverageText()}\n\n${page.slice(end)}`;
}

/** The table of all messages, and the list of what could not be compared. */
function coverageText(): string {
  const coverage = protocolCoverage();
  const of = (name: string): MessageCoverage => {
    const found = coverage.get(name);
    if (found === undefined) throw new Error(`${name} is not declared.`);
    return found;
  };
  const apis = API_DECLARATIONS.map(({ key, name }) =>
    row(String(key), name, [of(`${name}Request`), of(`${name}Response`)]),
  );
  const records = RECORD_FAMILIES.flatMap((family) =>
    family.records.map(({ name }) => row(family.name, name, [of(name)])),
  );
  const messages = [...coverage.values()];
  return [
    totals(messages),
    '',
    '| API key or family | name | versions | compared | cases |',
    '|---|---|---|---|---|',
    ...apis,
    ...records,
    '',
    ...leftOut(messages),
  ].join('\n');
}

function totals(messages: readonly MessageCoverage[]): string {
  const sum = (of: (each: MessageCoverage) => number): number =>
    messages.reduce((total, each) => total + of(each), 0);
  const declared = sum(({ message }) => rangeOf(message.versions).length);
  const compared = sum(({ versions }) => versions.length);
  return (
    `${messages.length} messages in ${declared} versions are declared; ${compared} of these ` +
    `versions were compared with Apache Kafka 4.3.1 in ${sum(({ cases }) => cases)} cases.`
  );
}

/** A row for a record, or for the request and response of an API. */
function row(group: string, name: string, messages: readonly MessageCoverage[]): string {
  const [first] = messages;
  const declared = first === undefined ? [] : rangeOf(first.message.versions);
  const compared = declared.filter((version) =>
    messages.every(({ versions }) => versions.includes(version)),
  );
  const cases = messages.reduce((total, each) => total + each.cases, 0);
  const texts = [group, name, versionsText(declared), versionsText(compared), String(cases)];
  return `| ${texts.join(' | ')} |`;
}

function rangeOf({ min, max }: VersionRange): number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

function leftOut(messages: readonly MessageCoverage[]): string[] {
  const whole = messages.filter(({ cases }) => cases === 0).map(({ message }) => message.name);
  const compared = messages.filter(({ cases }) => cases > 0);
  const versions = compared
    .filter((each) => versionsLeftOut(each).length > 0)
    .map((each) => `${each.message.name} v${versionsText(versionsLeftOut(each))}`);
  const fields = compared.flatMap(({ message, fieldsLeftOut }) =>
    outermost(fieldsLeftOut).map((field) => `\`${message.name}.${field}\``),
  );
  return [
    'Declared and not compared, because Apache Kafka 4.3.1 does not have them:',
    '',
    `- messages: ${list(whole)}`,
    `- versions: ${list(versions)}`,
    `- fields, with all that they hold: ${list(fields)}`,
  ];
}

/** The fields without those that stand within another of them. */
function outermost(fields: readonly string[]): string[] {
  return fields.filter((field) => !fields.some((other) => field.startsWith(`${other}.`)));
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
