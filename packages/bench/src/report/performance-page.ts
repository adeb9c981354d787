import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Measurement } from '../protocol/measure.ts';
import { machineName } from './machine.ts';
import { measurementTables } from './markdown.ts';
import { replaceSection } from './page-section.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/performance.md', import.meta.url));

/** Puts the result between the markers of `docs/performance.md`. */
export function writePerformancePage(measurements: readonly Measurement[], command: string): void {
  const text = `${provenance(measurements, command)}\n\n${measurementTables(measurements)}`;
  writeSection('protocol', text);
}

/** Puts a text between the markers of a section of `docs/performance.md`. */
export function writeSection(name: string, text: string): void {
  writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), name, text));
}

function provenance(measurements: readonly Measurement[], command: string): string {
  const nodes = measurements.map(({ node }) => node.replace(/^v/, '')).join(' and ');
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} with \`${command}\` on ${machineName()}, Node ${nodes}.`;
}
