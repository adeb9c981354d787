import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { generateProtocol } from './generate-protocol.ts';

const OUTPUT = fileURLToPath(new URL('../../../protocol/src/generated/', import.meta.url));

/** Writes every generated file and removes those that nothing generates any more. */
function generate(): void {
  const outputs = generateProtocol();
  mkdirSync(OUTPUT, { recursive: true });
  for (const name of readdirSync(OUTPUT)) if (!outputs.has(name)) rmSync(OUTPUT + name);
  for (const [name, text] of outputs) writeFileSync(OUTPUT + name, text);
  console.log(`Generated ${outputs.size} files of the protocol.`);
}

generate();
