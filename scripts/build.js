import { bootstrap } from './bootstrap.js';
import { runScript } from './bootstrap/failure.js';

await runScript(bootstrap);
