import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { API_DECLARATIONS } from '@odradek/protocol/schema';

import { generateApiKeys } from './generate-api-keys.ts';
import { generateMessageFile } from './generate-file.ts';
import { generateMessageCodecs } from './generate-message-codecs.ts';
import { modelFiles } from './model-files.ts';

const OUTPUT = fileURLToPath(new URL('../../../protocol/src/generated/', import.meta.url));

/** Writes every generated file and removes those that nothing generates any more. */
function generate(): void {
  const files = modelFiles();
  const outputs = new Map<string, string>();
  for (const file of files) outputs.set(`${file.fileName}.ts`, generateMessageFile(file.messages));
  outputs.set('api-keys.ts', generateApiKeys(API_DECLARATIONS));
  outputs.set('message-codecs.ts', generateMessageCodecs(files));
  mkdirSync(OUTPUT, { recursive: true });
  for (const name of readdirSync(OUTPUT)) if (!outputs.has(name)) rmSync(OUTPUT + name);
  for (const [name, text] of outputs) writeFileSync(OUTPUT + name, text);
  console.log(`Generated ${outputs.size} files with the codecs of ${files.length} declarations.`);
}

generate();
