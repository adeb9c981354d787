import { fileURLToPath } from 'node:url';

import { apiKeyInfo, type Versions } from '@odradek/protocol';

import { LISTED_APIS } from '../../../handlers/listed-apis.ts';
import { SERVED_APIS } from '../../../handlers/served-apis.ts';
import type { RequestHandler } from '../../../request/handler.ts';

/** The page of the documentation that says which APIs a broker serves. */
export const APIS_PAGE: string = fileURLToPath(
  new URL('../../../../../../docs/apis.md', import.meta.url),
);

/** The text of the page. */
export function apisPage(): string {
  return [
    '# The APIs of a broker',
    '',
    '<!-- written by `npm run docs` -->',
    '',
    'ApiVersions lists every API key and version range that Apache Kafka 4.3.1 lists at the listener of a broker, because clients judge a broker by its list. An API that is not built yet answers in its own response type with `UNSUPPORTED_VERSION` in every error field: the call fails at the client, with a reason. The broker counts these requests by API key and tells the operator of the first. A key that is not in this table, or a version outside of its range, closes the connection as Kafka does; only ApiVersions of an unknown version is answered, with the versions that there are (KIP-511).',
    '',
    `${LISTED_APIS.size} APIs are listed, ${SERVED_APIS.size} of them served. Not listed: those of controllers, and GetTelemetrySubscriptions and PushTelemetry, which Kafka lists only with a telemetry plug-in.`,
    '',
    '| API key | name | listed versions | |',
    '|---|---|---|---|',
    ...Array.from(LISTED_APIS.values(), row),
    '',
  ].join('\n');
}

function row({ apiKey, announced, versions }: RequestHandler): string {
  const name = apiKeyInfo(apiKey)?.name ?? '';
  return `| ${apiKey} | ${name} | ${rangeText(announced)} | ${state(apiKey, announced, versions)} |`;
}

function state(apiKey: number, announced: Versions, versions: Versions): string {
  if (!SERVED_APIS.has(apiKey)) return 'refused';
  return announced.min === versions.min ? 'served' : `served from version ${versions.min} on`;
}

function rangeText({ min, max }: Versions): string {
  return min === max ? `${min}` : `${min}-${max}`;
}
