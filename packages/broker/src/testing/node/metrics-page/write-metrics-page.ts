/* Writes the tables of metrics into their page of the documentation (`npm run docs`). */
import { readFileSync, writeFileSync } from 'node:fs';

import { METRICS_PAGE, withMetrics } from './metrics-page.ts';

writeFileSync(METRICS_PAGE, withMetrics(readFileSync(METRICS_PAGE, 'utf8')));
console.log(`Wrote ${METRICS_PAGE}`);
