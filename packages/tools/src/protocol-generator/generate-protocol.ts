import { API_DECLARATIONS } from '@odradek/protocol/schema';

import { generateApiKeys } from './generate-api-keys.ts';
import { generateMessageFile } from './generate-file.ts';
import { generateMessageCodecs } from './generate-message-codecs.ts';
import { modelFiles } from './model-files.ts';

/** Every generated file of the protocol: its text by its name. */
export function generateProtocol(): ReadonlyMap<string, string> {
  const files = modelFiles();
  const outputs = new Map<string, string>();
  for (const file of files) outputs.set(`${file.fileName}.ts`, generateMessageFile(file.messages));
  outputs.set('api-keys.ts', generateApiKeys(API_DECLARATIONS));
  outputs.set('message-codecs.ts', generateMessageCodecs(files));
  return outputs;
}
