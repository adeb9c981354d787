import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { type KafkaJson, parseKafkaJson } from '../kafka-json.ts';

/** A message that Apache Kafka's own classes wrote, and how its JSON converter prints it. */
export interface KafkaFixture {
  readonly message: string;
  readonly version: number;
  /** What is special about the values, such as `null` or `max`. */
  readonly caseName: string;
  readonly bytes: Buffer;
  readonly json: KafkaJson;
}

/** Messages of Kafka that are no part of its protocol or its log: a file in JSON. */
const NOT_DECLARED = new Set(['QuorumStateData']);

/** Fields that were renamed after 4.3.1, with the name that they had. */
const RENAMED: Readonly<Record<string, readonly [string, string]>> = {
  TxnOffsetCommitRequest: ['generationIdOrMemberEpoch', 'generationId'],
  StreamsGroupHeartbeatResponse: ['acceptableRecoveryLagLegacy', 'acceptableRecoveryLag'],
};

/** The entry of a transaction index comes with the version before it. */
const PREFIX_BYTES: Readonly<Record<string, number>> = { AbortedTxn: 2 };

const FOLDER = new URL('../../../testdata/kafka-4.3.1/', import.meta.url);

/**
 * Every fixture of requests, responses and records that are declared, by message. Fields have the
 * names that the declarations give them, and bytes begin where the message does.
 */
export function kafkaFixtures(): ReadonlyMap<string, readonly KafkaFixture[]> {
  const fixtures = new Map<string, KafkaFixture[]>();
  for (const fixture of readFixtures()) {
    if (NOT_DECLARED.has(fixture.message)) continue;
    const cases = fixtures.get(fixture.message) ?? [];
    cases.push(fixture);
    fixtures.set(fixture.message, cases);
  }
  return fixtures;
}

function* readFixtures(): Generator<KafkaFixture> {
  for (const name of readdirSync(FOLDER)) {
    if (!/^(?:api|records)-.*\.jsonl\.gz$/.test(name)) continue;
    const text = gunzipSync(readFileSync(new URL(name, FOLDER))).toString('utf8');
    for (const line of text.split('\n')) if (line !== '') yield parseFixture(line);
  }
}

function parseFixture(line: string): KafkaFixture {
  const fixture = parseKafkaJson(line) as {
    readonly message: string;
    readonly version: number;
    readonly case: string;
    readonly bytes: string;
    readonly json: KafkaJson;
  };
  return {
    message: fixture.message,
    version: fixture.version,
    caseName: fixture.case,
    bytes: Buffer.from(fixture.bytes, 'base64').subarray(PREFIX_BYTES[fixture.message] ?? 0),
    json: withNewNames(fixture.message, fixture.json),
  };
}

function withNewNames(message: string, json: KafkaJson): KafkaJson {
  const renamed = RENAMED[message];
  if (renamed === undefined || json === null || typeof json !== 'object') return json;
  const [name, oldName] = renamed;
  const entries = Object.entries(json).map(([key, value]) => [key === oldName ? name : key, value]);
  return Object.fromEntries(entries) as KafkaJson;
}

/** The ranges of versions that Apache Kafka 4.3.1 has code for. */
export interface KafkaVersions {
  readonly apis: readonly {
    readonly key: number;
    readonly name: string;
    readonly lowest: number;
    readonly highest: number;
    readonly highestStable: number;
    readonly flexibleFrom: number;
    readonly listeners: readonly string[];
  }[];
  readonly errors: readonly {
    readonly code: number;
    readonly name: string;
    readonly retriable: boolean;
    readonly invalidMetadata: boolean;
  }[];
}

/** The tables of versions and errors of Apache Kafka 4.3.1. */
export function kafkaVersions(): KafkaVersions {
  return JSON.parse(readFileSync(new URL('versions.json', FOLDER), 'utf8')) as KafkaVersions;
}
