import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A request, and what Apache Kafka's classes answer when nothing in it is supported. */
export interface ErrorResponseFixture {
  readonly key: number;
  readonly version: number;
  /** What is special about the values, such as `null` or `many`. */
  readonly caseName: string;
  readonly request: Buffer;
  readonly response: Buffer;
}

const FILE = new URL('../../../testdata/kafka-4.3.1/error-responses.jsonl.gz', import.meta.url);

/** Every answer that was recorded, in the order of API keys and versions. */
export function errorResponseFixtures(): readonly ErrorResponseFixture[] {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trimEnd().split('\n');
  return lines.map(parseFixture);
}

function parseFixture(line: string): ErrorResponseFixture {
  const {
    key,
    version,
    case: caseName,
    request,
    response,
  } = JSON.parse(line) as {
    readonly key: number;
    readonly version: number;
    readonly case: string;
    readonly request: string;
    readonly response: string;
  };
  return {
    key,
    version,
    caseName,
    request: Buffer.from(request, 'base64'),
    response: Buffer.from(response, 'base64'),
  };
}
