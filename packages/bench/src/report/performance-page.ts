import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Measurement } from '../protocol/measure.ts';
import { measurementTables } from './markdown.ts';
import { replaceSection } from './page-section.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/performance.md', import.meta.url));
const GIB = 1024 ** 3;

/** Puts the result between the markers of `docs/performance.md`. */
export function writePerformancePage(measurements: readonly Measurement[], command: string): void {
  const text = `${provenance(measurements, command)}\n\n${measurementTables(measurements)}`;
  writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), 'protocol', text));
}

function provenance(measurements: readonly Measurement[], command: string): string {
  const processors = cpus();
  const machine = `${processors.length} cores of ${processors[0]?.model.trim() ?? 'unknown'}`;
  const memory = `${Math.round(totalmem() / GIB)} GiB`;
  const nodes = measurements.map(({ node }) => node.replace(/^v/, '')).join(' and ');
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} with \`${command}\` on ${machine}, ${memory}, ${process.platform}, Node ${nodes}.`;
}
