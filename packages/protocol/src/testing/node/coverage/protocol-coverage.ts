import { includesVersion } from '../../../schema/index.ts';
import { type DecodedField, decodedFields } from '../../decoded-fields.ts';
import { DECLARED_MESSAGES, type DeclaredMessage } from '../../declared-message.ts';
import { type KafkaFixture, kafkaFixtures } from '../kafka-fixtures.ts';
import type { KafkaJson } from '../../kafka-json.ts';

/** How much of a declared message was compared with what Apache Kafka writes. */
export interface MessageCoverage {
  readonly message: DeclaredMessage;
  /** The versions that have fixtures, in ascending order. */
  readonly versions: readonly number[];
  /** How many fixtures there are. */
  readonly cases: number;
  /** Fields that stand in no fixture, as `topics.partitions.name`, if the message has fixtures. */
  readonly fieldsLeftOut: readonly string[];
}

/** The coverage of every declared message, by its name. */
export function protocolCoverage(): ReadonlyMap<string, MessageCoverage> {
  const fixtures = kafkaFixtures();
  const coverage = new Map<string, MessageCoverage>();
  for (const message of DECLARED_MESSAGES.values()) {
    coverage.set(message.name, coverageOf(message, fixtures.get(message.name) ?? []));
  }
  return coverage;
}

function coverageOf(message: DeclaredMessage, fixtures: readonly KafkaFixture[]): MessageCoverage {
  const versions = [...new Set(fixtures.map((fixture) => fixture.version))];
  const seen = new Set<string>();
  for (const fixture of fixtures) collectNames(fixture.json, '', seen);
  const declared = fixtures.length === 0 ? [] : fieldNames(decodedFields(message), '');
  return {
    message,
    versions: versions.toSorted((a, b) => a - b),
    cases: fixtures.length,
    fieldsLeftOut: declared.filter((name) => !seen.has(name)),
  };
}

function collectNames(json: KafkaJson, prefix: string, names: Set<string>): void {
  if (json === null || typeof json !== 'object') return;
  if (Array.isArray(json)) {
    for (const element of json as readonly KafkaJson[]) collectNames(element, prefix, names);
    return;
  }
  for (const [name, value] of Object.entries(json)) {
    names.add(prefix + name);
    collectNames(value, `${prefix}${name}.`, names);
  }
}

function fieldNames(fields: readonly DecodedField[], prefix: string): string[] {
  return fields.flatMap((field) => [
    prefix + field.name,
    ...fieldNames(field.fields ?? [], `${prefix}${field.name}.`),
  ]);
}

/** The declared versions of a message that were not compared. */
export function versionsLeftOut({ message, versions }: MessageCoverage): number[] {
  const left: number[] = [];
  for (let version = message.versions.min; version <= message.versions.max; version++) {
    if (!versions.includes(version)) left.push(version);
  }
  return left;
}

/** Versions as people write them: `0-3`, `1-2, 5`, or a dash for none. */
export function versionsText(versions: Iterable<number>): string {
  const sorted = [...new Set(versions)].toSorted((a, b) => a - b);
  const ranges: { min: number; max: number }[] = [];
  for (const version of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && includesVersion({ min: last.min, max: last.max + 1 }, version)) {
      last.max = version;
    } else {
      ranges.push({ min: version, max: version });
    }
  }
  const texts = ranges.map(({ min, max }) => (min === max ? `${min}` : `${min}-${max}`));
  return texts.length === 0 ? '–' : texts.join(', ');
}
