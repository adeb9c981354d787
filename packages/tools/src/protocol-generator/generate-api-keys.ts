import { type ApiDeclaration, parseVersions, type VersionRange } from '@odradek/protocol/schema';

import { kebabCase } from './text.ts';

/** The table of API keys: names, versions and listeners. */
export function generateApiKeys(apis: readonly ApiDeclaration[]): string {
  const lines = [
    '// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.',
    '',
    `import type { ApiKeyInfo } from '../api-key.ts';`,
    '',
    '/** The number of each API, by the name that Kafka gives it. */',
    'export const ApiKey = {',
    ...apis.map((api) => `  ${api.name}: ${api.key},`),
    '} as const;',
    '',
    '/** Every API that has codecs, in the order of their keys. */',
    'export const API_KEYS: readonly ApiKeyInfo[] = [',
    ...apis.map(apiKeyLine),
    '];',
    '',
  ];
  return lines.join('\n');
}

function apiKeyLine(api: ApiDeclaration): string {
  const versions = parseVersions(api.versions);
  const announced = parseVersions(api.announced ?? api.versions);
  const flexible = parseVersions(api.flexible);
  const flexibleFrom = flexible.min > flexible.max ? 'undefined' : String(flexible.min);
  const listeners = api.listeners.map((listener) => `'${listener}'`).join(', ');
  return (
    `  { key: ${api.key}, name: '${api.name}', versions: ${range(versions)}, ` +
    `announced: ${range(announced)}, flexibleFrom: ${flexibleFrom}, listeners: [${listeners}] },`
  );
}

function range(versions: VersionRange): string {
  return `{ min: ${versions.min}, max: ${versions.max} }`;
}

/** The name of the file with the codecs of an API, without its ending. */
export function apiFileName(api: ApiDeclaration): string {
  return `${String(api.key).padStart(2, '0')}-${kebabCase(api.name)}`;
}
