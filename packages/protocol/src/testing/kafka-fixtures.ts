import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { type KafkaJson, parseKafkaJson } from './kafka-json.ts';

/** A message that Apache Kafka's own classes wrote, and how its JSON converter prints it. */
export interface KafkaFixture {
  readonly message: string;
  readonly version: number;
  /** What is special about the values, such as `null` or `max`. */
  readonly caseName: string;
  readonly bytes: Buffer;
  readonly json: KafkaJson;
}

const FOLDER = new URL('../../testdata/kafka-4.3.1/', import.meta.url);

/** Every fixture of requests, responses and records. */
export function* kafkaFixtures(): Generator<KafkaFixture> {
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
    bytes: Buffer.from(fixture.bytes, 'base64'),
    json: fixture.json,
  };
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
