/*
 * A thread that checks record batches: see `CheckThreads`.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

import { assert } from '@odradek/base';
import { loadCompression } from '@odradek/protocol';

import { checkProducedRecords } from '../validation/log-validator.ts';
import { RequestValidation } from '../validation/request-validation.ts';
import {
  type CheckedMessage,
  type CheckMessage,
  type CheckOptions,
  READY,
  type SentResult,
} from './check-messages.ts';

/** How much is inflated before the turn ends: native packages free their memory only then. */
const WORK_BYTES_OF_TURN: number = 1024 * 1024;

let workBytes = 0;

async function checkAll(message: CheckMessage): Promise<CheckedMessage> {
  const { carrier, batchBytes } = message;
  const results: SentResult[] = [];
  // What all batches of a message name together is what one request may: the answer must stay small.
  const request = new RequestValidation();
  let at = 0;
  for (const [index, bytes] of batchBytes.entries()) {
    results.push(
      checkOne(Buffer.from(carrier, at, bytes), { ...optionsOf(message, index), request }),
    );
    at += bytes;
    if (workBytes < WORK_BYTES_OF_TURN) continue;
    workBytes = 0;
    await nextTurn();
  }
  return { carrier, results };
}

function optionsOf({ now: times, options, optionsIndex }: CheckMessage, at: number): CheckOptions {
  const now = times[at];
  const alike = options[optionsIndex[at] ?? -1];
  assert(now !== undefined && alike !== undefined, 'every batch comes with its options');
  return { ...alike, now };
}

function checkOne(
  batch: Buffer,
  options: CheckOptions & { readonly request: RequestValidation },
): SentResult {
  const { request } = options;
  const workBefore = request.workBytes;
  const result = checkProducedRecords(batch, options);
  assert(result.type !== 'unchecked', 'nothing bounds what is inflated here');
  workBytes += request.workBytes - workBefore;
  const isAsItCame =
    result.type === 'checked' &&
    result.rebuilt === undefined &&
    result.batchBytes === batch.byteLength;
  return isAsItCame ? result.maxTimestamp : result;
}

const port = parentPort;
assert(port !== null, 'this is a thread');
await loadCompression();
let last = Promise.resolve();
port.on('message', (message: CheckMessage) => {
  // Answers come in the order of what was asked. What fails ends the thread, which is noticed.
  last = last.then(async () => {
    const checked = await checkAll(message);
    port.postMessage(checked, [checked.carrier]);
  });
});
port.postMessage(READY);
