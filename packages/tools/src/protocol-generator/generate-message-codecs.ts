import type { VersionRange } from '@odradek/protocol/schema';

import type { MessageModel } from './message-model.ts';

/** The messages of one generated file. */
export interface MessageFile {
  /** The name of the file without its ending. */
  readonly fileName: string;
  /** The API key, if the file holds the request and response of an API. */
  readonly apiKey: number | undefined;
  readonly messages: readonly MessageModel[];
}

/** The list of all codecs, for tests and tools that go over every message. */
export function generateMessageCodecs(files: readonly MessageFile[]): string {
  const lines = [
    '// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.',
    '',
    `import type { MessageCodec } from '../codec/message-codec.ts';`,
  ];
  for (const { fileName, messages } of files) {
    const names = messages.flatMap(({ name }) => [`read${name}`, `write${name}`]);
    lines.push(`import { ${names.join(', ')} } from './${fileName}.ts';`);
  }
  lines.push(
    '',
    '/** Every message with its codec. Importing this loads all of them; servers import single files. */',
    'export const MESSAGE_CODECS: readonly MessageCodec[] = [',
  );
  for (const { apiKey, messages } of files) {
    for (const message of messages) lines.push(codecLine(message, apiKey));
  }
  lines.push('];', '');
  return lines.join('\n');
}

function codecLine(message: MessageModel, apiKey: number | undefined): string {
  const { name } = message;
  const key = apiKey === undefined ? '' : `apiKey: ${apiKey}, `;
  return (
    `  { name: '${name}', ${key}versions: ${range(message.versions)}, ` +
    `flexible: ${range(message.flexible)}, read: read${name}, write: write${name} },`
  );
}

function range(versions: VersionRange): string {
  return `{ min: ${versions.min}, max: ${versions.max} }`;
}
