/* Writes the tables of configs into their page of the documentation (`npm run docs`). */
import { readFileSync, writeFileSync } from 'node:fs';

import { CONFIGURATION_PAGE, withConfigs } from './configuration-page.ts';

writeFileSync(CONFIGURATION_PAGE, withConfigs(readFileSync(CONFIGURATION_PAGE, 'utf8')));
console.log(`Wrote ${CONFIGURATION_PAGE}`);
