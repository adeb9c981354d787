/** As many lines of code. */
export function numbered(lines: number): string {
  return Array.from({ length: lines }, (_, index) => `export const n${index} = 1;\n`).join('');
}

/**
 * Sources in which the comment `//! rule` ends each line that a rule must report, and in which no
 * rule may report anything else.
 */
export const PLANTED_SOURCES: Readonly<Record<string, string>> = {
  'packages/protocol/src/layers.ts': `
import { a } from '@odradek/base';
import { b } from '@odradek/storage'; //! house(layers)
import type { C } from '@odradek/storage'; //! house(layers)
import { d } from '@odradek/simulator'; //! house(layers)
import { e } from '@odradek/protocol'; //! house(layers)
import { f } from '../../base/src/index.ts'; //! house(layers)
import { g } from '@odradek/base/src/index.ts'; //! house(layers)
import { h } from '@odradek/base/messages/fetch';
import { createRequire } from 'node:module';
export { i } from '@odradek/storage'; //! house(layers)
export * from '@odradek/storage'; //! house(layers)
const require = createRequire(import.meta.url);
const native: unknown = require('snappy');
const j: unknown = require('@odradek/storage'); //! house(layers)
const k: unknown = await import('@odradek/storage'); //! house(layers)
const l: unknown = await import(\`@odradek/storage\`); //! house(layers)
const m: unknown = await import(String(native)); //! house(layers)
type N = import('@odradek/storage').N; //! house(layers)
type O = import('@odradek/base').O;
export { a, b, type C, d, e, f, g, h, j, k, l, m, type N, type O };
`,
  'packages/security/src/layers.ts': `
export { a } from '@odradek/base';
export { b } from '@odradek/storage'; //! house(layers)
`,
  'packages/simulator/src/layers.ts': `
export { a } from '@odradek/storage';
export { b } from '@odradek/security';
`,
  'packages/stranger/src/layers.ts': `export const a = 1; //! house(layers)
`,
  'packages/storage/src/sans-io.ts': `
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { randomBytes } from 'node:crypto'; //! house(sans-io)
import { open } from 'node:fs'; //! house(sans-io)
import type { Server } from 'node:net';
import 'node:tls'; //! house(sans-io)
import { setTimeout as sleep } from 'node:timers/promises'; //! house(sans-io)
import zlib, { gunzipSync } from 'node:zlib';
import { gunzip } from 'node:zlib'; //! house(sans-io)
import assert from 'node:assert/strict'; //! house(sans-io)
import * as os from 'os'; //! house(sans-io) unicorn(prefer-node-protocol)
import { shell } from './node/clock.ts'; //! house(sans-io)
export { connect } from 'node:net'; //! house(sans-io)
const lazy: unknown = await import('node:http2'); //! house(sans-io)
const zstd = (zlib as { zstdCompressSync?: unknown }).zstdCompressSync;
const a = Date.now(); //! house(sans-io)
const b = new Date(); //! house(sans-io)
const c = new Date(a).getTime() + Date.UTC(2026, 1);
const { now } = Date; //! house(sans-io)
const { UTC } = Date;
const Alias = Date; //! house(sans-io)
const d = Math.random(); //! house(sans-io)
const { random } = Math; //! house(sans-io)
const { floor } = Math;
const e = Math['random'](); //! house(sans-io)
const f = globalThis.Math.random(); //! house(sans-io)
const g = globalThis.Date.UTC(2026, 1);
const { setTimeout: later } = globalThis; //! house(sans-io)
const h = process.env; //! house(sans-io)
const i = performance.now(); //! house(sans-io)
const j = setTimeout(shell, 1); //! house(sans-io)
const k = crypto.randomUUID(); //! house(sans-io)
const l = AbortSignal.timeout(1); //! house(sans-io)
const m = (globalThis as { x?: unknown }).x;
const n = globalThis; //! house(sans-io)
queueMicrotask(shell); //! house(sans-io)
console.log(a); //! house(sans-io)
export function local(process: { env: string }, Date: { now(): number }): string {
  return process.env + String(Date.now());
}
export type Clock = typeof performance | Date | Server;
export { Alias, b, c, d, e, f, floor, g, h, i, j, k, l, later, lazy, m, n, now, random, UTC, zstd };
export { assert, Buffer, createHash, gunzip, gunzipSync, open, os, randomBytes, sleep };
`,
  'packages/storage/src/index.ts': `export { shell } from './node/clock.ts';
`,
  'packages/storage/src/node/clock.ts': `
import { readFileSync } from 'node:fs';
export function shell(): number {
  return Date.now() + Math.random() + readFileSync(String(process.argv[0])).length;
}
`,
  'packages/storage/src/log.test.ts': `
import { tmpdir } from 'node:os';
import { test } from 'node:test';
test('a test may use the clock', () => {
  tmpdir();
  Date.now();
});
`,
  'packages/storage/src/testing/fake-disk.ts': `
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs'; //! house(sans-io)
export function suite(): void {
  test('a fake keeps what it is given', () => assert.ok(readFileSync));
}
`,
  'packages/simulator/src/sans-io.ts': `export const started = Date.now();
`,
  'packages/base/src/cycle-a.ts': `import { b } from './cycle-b.ts'; //! import(no-cycle)
export const a: number = b;
`,
  'packages/base/src/cycle-b.ts': `import { a } from './cycle-a.ts'; //! import(no-cycle)
export const b: number = a;
`,
  'packages/base/src/types.ts': `
export function loose(value: any): any { //! typescript(no-explicit-any) typescript(no-explicit-any)
  return value;
}
export async function lost(work: () => Promise<void>): Promise<void> {
  await work();
  work(); //! typescript(no-floating-promises)
  [1].forEach(async () => work()); //! typescript(no-misused-promises)
}
export function choose(role: 'leader' | 'follower'): number {
  switch (role) { //! typescript(switch-exhaustiveness-check)
    case 'leader':
      return 1;
  }
  return 2;
}
`,
  'packages/base/src/generated/types.ts': `export const loose: any = 1; //! typescript(no-explicit-any)
${numbered(600)}`,
  'packages/base/src/catches.ts': `
export async function silent(work: () => Promise<void>): Promise<unknown> {
  await work().catch(() => {}); //! house(silent-catch)
  await work().then(String, () => undefined); //! house(silent-catch)
  try {
    await work();
  } catch { //! house(silent-catch)
    // A comment does not make it louder.
  }
  try {
    await work();
  } catch (error) {
    return error;
  }
  // oxlint-disable-next-line no-var //! (unused)
  return undefined;
}
`,
  'packages/base/src/long-function.ts': `
export function long(): void { //! eslint(max-lines-per-function)
${'  String(1);\n'.repeat(70)}}
export function short(): void {
${'  // A comment is no code.\n\n'.repeat(70)}${'  String(1);\n'.repeat(68)}}
`,
  'packages/base/src/long-comments.ts': `${'// A comment is no code.\n\n'.repeat(600)}export {};
`,
};
