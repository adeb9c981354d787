/*
 * Decodes many malformed messages: a program for long runs.
 *
 *   ODRADEK_FUZZ_RUNS=2000000 ODRADEK_FUZZ_SEED=1 node packages/protocol/dist/testing/node/fuzz-messages.js
 */
import { fuzzMessages } from './message-fuzzer.ts';

const VALUES_PER_VERSION = 20;
const RUNS_PER_SEED = 100_000;

const runs = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 1_000_000);
const firstSeed = Number(process.env['ODRADEK_FUZZ_SEED'] ?? Date.now() % 1_000_000);

let values = 0;
let errors = 0;
let heapBytesMax = 0;
let heapBytesOverLimit = -Infinity;
let decodeMsMax = 0;
let rssBytesMax = 0;
const startMs = performance.now();
for (let done = 0, seed = firstSeed; done < runs; done += RUNS_PER_SEED, seed++) {
  const report = fuzzMessages(seed, Math.min(RUNS_PER_SEED, runs - done), VALUES_PER_VERSION);
  values += report.values;
  errors += report.errors;
  heapBytesMax = Math.max(heapBytesMax, report.heapBytesMax);
  heapBytesOverLimit = Math.max(heapBytesOverLimit, report.heapBytesOverLimit);
  decodeMsMax = Math.max(decodeMsMax, report.decodeMsMax);
  rssBytesMax = Math.max(rssBytesMax, process.memoryUsage.rss());
}
const kibibytes = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`;
console.log(`seed                 ${firstSeed}`);
console.log(`runs                 ${runs}`);
console.log(`values               ${values}`);
console.log(`errors               ${errors}`);
console.log(`heap, most at once   ${kibibytes(heapBytesMax)} for 16 inputs`);
console.log(
  `heap above the limit ${kibibytes(heapBytesOverLimit)} (8 MiB + 4 x input; none if below 0)`,
);
console.log(`time, longest        ${decodeMsMax.toFixed(1)} ms for 16 inputs`);
console.log(`resident memory      ${kibibytes(rssBytesMax)}`);
console.log(`seconds              ${((performance.now() - startMs) / 1000).toFixed(1)}`);
