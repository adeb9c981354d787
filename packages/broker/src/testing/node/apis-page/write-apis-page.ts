/* Writes the page about the APIs of a broker (`npm run docs`). */
import { writeFileSync } from 'node:fs';

import { APIS_PAGE, apisPage } from './apis-page.ts';

writeFileSync(APIS_PAGE, apisPage());
console.log(`Wrote ${APIS_PAGE}`);
