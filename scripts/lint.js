import { bootstrap } from './bootstrap.js';
import { runScript } from './bootstrap/failure.js';
import { CHECKS } from './lint/checks.js';
import { runChecks } from './lint/run-checks.js';

await runScript(async () => {
  await bootstrap();
  await runChecks(CHECKS);
});
