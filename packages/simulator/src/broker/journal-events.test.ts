import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EventCounts, type NamedEvent } from '../events/named-events.ts';
import { JournalEvents } from './journal-events.ts';

const PLAN = {
  fileBlocks: 4,
  filesMax: 3,
  frameBlocksMax: 1,
  checkpointBlocks: 1,
  checkpointMs: 20,
  framesInFlight: 2,
  byReferenceBytes: 600,
};
const FIRST = '/data/odradek-journal-00000001';
const SECOND = '/data/odradek-journal-00000002';
const SEGMENT = '/data/orders-0/00000000000000000000.log';

function scene() {
  const events = new EventCounts();
  const seen = { reuses: 0 };
  const journal = new JournalEvents(PLAN, events, () => seen.reuses++);
  const write = (path: string, position: number, bytes = 4096): void =>
    journal.note(`write ${bytes} bytes (abc) at ${position} of`, path);
  return { journal, write, seen, reached: (): readonly NamedEvent[] => [...events.counts.keys()] };
}

test('frames go on in another file, and at last in one that had frames', () => {
  const { write, seen, reached } = scene();
  write(FIRST, 0);
  write(FIRST, 4096);
  write(FIRST, 8192);
  assert.deepEqual(reached(), []);
  write(SECOND, 4096);
  assert.deepEqual(reached(), ['journal went on in another file']);
  assert.equal(seen.reuses, 0);
  write(FIRST, 4096);
  assert.deepEqual(reached(), [
    'journal went on in another file',
    'file of the journal used again',
  ]);
  write(FIRST, 8192);
  assert.equal(seen.reuses, 1);
});

test('a frame may take several blocks; the zeros of a new file are none', () => {
  const { write, reached } = scene();
  write(FIRST, 0, 4 * 4096);
  write(FIRST, 4096);
  assert.deepEqual(reached(), []);
  write(FIRST, 4096, 2 * 4096);
  assert.deepEqual(reached(), ['frame of the journal over several blocks']);
});

test('the last block of a file has a checkpoint only if there is no room', () => {
  const { write, reached } = scene();
  write(FIRST, 3 * 4096);
  assert.deepEqual(reached(), ['journal was full']);
});

test('a file is another one if it is not of the first two', () => {
  const { journal, reached } = scene();
  journal.note('create', SECOND);
  assert.deepEqual(reached(), []);
  journal.note('create', '/data/odradek-journal-00000003');
  assert.deepEqual(reached(), ['journal was given another file']);
});

test('segments are written by a replay until the broker serves, and by appends then', () => {
  const { journal, write, reached } = scene();
  journal.beginLife();
  write(SEGMENT, 0, 600);
  journal.noteCrash();
  assert.deepEqual(reached(), ['journal replayed', 'crash while the journal was replayed']);
  const other = scene();
  other.journal.noteServing();
  other.write(SEGMENT, 0, 599);
  other.write('/data/hasty-0/00000000000000000000.log', 0, 600);
  other.journal.noteCrash();
  assert.deepEqual(other.reached(), []);
  other.write(SEGMENT, 0, 600);
  assert.deepEqual(other.reached(), ['append journalled by reference']);
});
