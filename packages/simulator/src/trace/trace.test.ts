import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Trace } from './trace.ts';

function traceOf(events: readonly string[]): Trace {
  const trace = new Trace(() => 1.5);
  for (const event of events) trace.add('broker', event);
  return trace;
}

test('the hash is equal if and only if the events are', () => {
  assert.equal(traceOf(['starts', 'serves']).hash(), traceOf(['starts', 'serves']).hash());
  assert.notEqual(traceOf(['starts', 'serves']).hash(), traceOf(['serves', 'starts']).hash());
  assert.notEqual(traceOf(['starts']).hash(), traceOf(['starts', 'serves']).hash());
});

test('the last 200 events are kept in their order', () => {
  const names = Array.from({ length: 450 }, (_, index) => `event ${index}`);
  const last = traceOf(names).lastEvents();
  assert.equal(last.length, 200);
  assert.equal(last[0], '1.500 broker event 250');
  assert.equal(last.at(-1), '1.500 broker event 449');
  assert.deepEqual(traceOf(['starts']).lastEvents(), ['1.500 broker starts']);
});

test('events are printed as they happen', () => {
  const printed: string[] = [];
  new Trace(
    () => 0,
    (line) => printed.push(line),
  ).add('machine', 'loses its power');
  assert.deepEqual(printed, ['0.000 machine loses its power']);
});
