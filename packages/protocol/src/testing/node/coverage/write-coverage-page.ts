/* Writes the coverage of the protocol into its page of the documentation (`npm run docs`). */
import { readFileSync, writeFileSync } from 'node:fs';

import { COVERAGE_PAGE, withCoverage } from './coverage-page.ts';

writeFileSync(COVERAGE_PAGE, withCoverage(readFileSync(COVERAGE_PAGE, 'utf8')));
console.log(`Wrote ${COVERAGE_PAGE}`);
