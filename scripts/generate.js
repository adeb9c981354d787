import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapTools } from './bootstrap.js';
import { buildProject } from './bootstrap/build.js';
import { runNode } from './bootstrap/command.js';
import { Failure, runScript } from './bootstrap/failure.js';
import { ROOT } from './bootstrap/root.js';
import { runStep } from './bootstrap/step.js';

const GENERATOR = join(ROOT, 'packages', 'tools', 'dist', 'protocol-generator', 'main.js');

await runScript(async () => {
  await bootstrapTools();
  await buildProject('packages/tools');
  if (!existsSync(GENERATOR)) {
    throw new Failure('There is no generator in packages/tools/src/protocol-generator/main.ts.');
  }
  const report = await runStep({
    doing: 'Generating the codecs of the protocol',
    run: () => runNode(GENERATOR, process.argv.slice(2)),
    failed: () =>
      'Generating failed: put right what the generator reports above and run the command again.',
  });
  process.stdout.write(report);
});
