import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reasonOf } from '../log/storage-error.ts';
import type { MemoryFileSystem } from '../testing/memory-file-system.ts';
import type { Journal } from './journal.ts';
import { DIRECTORY, newDisk, newLog, openJournal, settled, type TestLog } from './test-context.ts';

/** Two files of 14 frames of a block each, and no further one. */
const TINY = { totalBytes: 32 * 4096, checkpointBytes: 1024 * 4096 };

async function journalFiles(disk: MemoryFileSystem): Promise<readonly string[]> {
  const entries = await disk.list(DIRECTORY);
  return entries.filter(({ type }) => type === 'file').map(({ name }) => name);
}

/** Appends without waiting; the texts of those that are durable come into `acknowledged`. */
async function appendAll(
  journal: Journal,
  log: TestLog,
  texts: readonly string[],
): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (const text of texts) {
    journal.append(await log.write(Buffer.from(text), () => acknowledged.push(text)));
    await settled();
  }
  return acknowledged;
}

function textsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index} `);
}

test('a full journal lets appends wait until segments are durable, and loses none', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const onCheckpoint = (): Promise<void> => held;
  const { journal } = await openJournal(disk, { sizes: TINY, onCheckpoint });
  const texts = textsOf(100);
  const acknowledged = await appendAll(journal, log, texts);
  // All blocks but the header of each file and the last one, which is kept for a checkpoint.
  assert.equal(acknowledged.length, 28);
  assert.equal((await journalFiles(disk)).length, 2);
  const crashed = disk.copy(2).crash();
  await openJournal(crashed);
  assert.equal((await log.read(crashed)).startsWith(acknowledged.join('')), true);
  letGo();
  await settled();
  assert.deepEqual(acknowledged, texts);
  await journal.close();
  assert.deepEqual((await openJournal(disk.crash())).replayed, []);
});

test('a journal of the smallest size goes on for long, and every append ends', async () => {
  const disk = await newDisk();
  const logs = [await newLog(disk, 'orders-0'), await newLog(disk, 'orders-1')];
  const { journal, checkpoints } = await openJournal(disk, { sizes: TINY });
  const acknowledged: string[] = [];
  for (let index = 0; index < 400; index++) {
    const text = `${index} `.padEnd(index % 7 === 0 ? 7000 : 4);
    const entry = await logs[index % 2]?.write(Buffer.from(text), () => acknowledged.push(text));
    assert.ok(entry !== undefined);
    journal.append(entry);
    if (index % 50 === 0) await settled();
  }
  for (let turns = 0; turns < 40; turns++) await settled();
  assert.equal(acknowledged.length, 400);
  assert.equal(checkpoints.length >= 10, true, `${checkpoints.length} checkpoints`);
  assert.equal((await journalFiles(disk)).length, 2);
});

test('without room for a further file a journal goes on with those that it has, and tries again later', async () => {
  // The part of the file that was created: nothing, a name, zeros.
  for (const after of [0, 1]) {
    const disk = await newDisk();
    const log = await newLog(disk, 'orders-0');
    const { journal, clock, events } = await openJournal(disk, {
      onCheckpoint: () => new Promise(() => {}),
    });
    const full = { operation: 'growth', code: 'ENOSPC', after } as const;
    await appendAll(journal, log, textsOf(20));
    for (let entries = 0; entries < 2 && events.length === 0; entries++) {
      // The write of the segment comes first, then that of the file.
      disk.failLater({ ...full, after: after + 1 });
      await appendAll(journal, log, ['a']);
    }
    assert.equal(events[0]?.type, 'maintenance-failed');
    assert.equal((await journalFiles(disk)).length, 2, 'no part of a file is left');
    await appendAll(journal, log, textsOf(3));
    assert.equal(events.length, 1);
    clock.advance(1000);
    await settled();
    const acknowledged = await appendAll(journal, log, textsOf(12));
    assert.equal((await journalFiles(disk)).length > 2, true);
    assert.equal(acknowledged.length, 12);
  }
});

test('a full disk does not get fuller by the journal, and it goes on when there is room', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, clock, events, failures } = await openJournal(disk, {
    onCheckpoint: () => new Promise(() => {}),
  });
  // Room for what comes into the segment, not for a file of the journal.
  const bytes = 2 * 16 * 4096 + 4096;
  disk.setFaults({ capacityBytes: bytes });
  const acknowledged = await appendAll(journal, log, textsOf(60));
  assert.equal(acknowledged.length, 28);
  assert.equal(disk.faults.countOf('disk-full') >= 1, true);
  assert.equal(
    events.every(({ type }) => type === 'maintenance-failed'),
    true,
  );
  assert.equal((await journalFiles(disk)).length, 2);
  disk.setFaults({ capacityBytes: Infinity });
  clock.advance(1000);
  await settled();
  await settled();
  assert.equal(acknowledged.length, 60);
  assert.equal(failures.error, undefined);
});

/** A journal whose checkpoint finds too many files open. */
async function journalWithRefusedCheckpoint() {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const opened = await openJournal(disk);
  const acknowledged = await appendAll(opened.journal, log, textsOf(3));
  disk.failLater({ operation: 'open', code: 'EMFILE' });
  return { ...opened, disk, log, acknowledged };
}

test('a segment that cannot be opened for a checkpoint is synced later, and appends go on', async () => {
  const { disk, log, journal, clock, failures, events, checkpoints, acknowledged } =
    await journalWithRefusedCheckpoint();
  clock.advance(1000);
  await settled();
  assert.equal(disk.faultsToCome, 0);
  assert.deepEqual([failures.error, events.length, checkpoints.length], [undefined, 1, 0]);
  const event = events[0];
  assert.match(event?.type === 'maintenance-failed' ? event.reason : '', /EMFILE.*tried again/);
  await appendAll(journal, log, ['more']);
  clock.advance(1000);
  await settled();
  assert.equal(checkpoints.length, 1);
  assert.equal(acknowledged.length, 3);
  await journal.close();
  assert.deepEqual((await openJournal(disk.crash())).replayed, []);
});

test('a sync that fails is told, although another segment could not be opened for the same checkpoint', async () => {
  const disk = await newDisk();
  const logs = [await newLog(disk, 'orders-0'), await newLog(disk, 'orders-1')];
  const { journal, clock, failures, checkpoints } = await openJournal(disk);
  for (const log of logs) await appendAll(journal, log, ['a']);
  disk.failLater({ operation: 'open', code: 'EMFILE' });
  disk.failLater({ operation: 'datasync', code: 'EIO' });
  clock.advance(1000);
  await settled();
  assert.equal(disk.faultsToCome, 0);
  clock.advance(1000);
  await settled();
  // The system tells it once: another sync would go well, and what it was to cover be lost.
  assert.match(failures.error?.message ?? 'no failure', /EIO/);
  assert.equal(checkpoints.length, 0);
});

test('a segment that may not be opened any more takes the log directory offline', async () => {
  for (const code of ['EACCES', 'ENOENT']) {
    const disk = await newDisk();
    const log = await newLog(disk, 'orders-0');
    const { journal, clock, failures } = await openJournal(disk);
    await appendAll(journal, log, textsOf(3));
    disk.failLater({ operation: 'open', code });
    clock.advance(1000);
    await settled();
    assert.match(reasonOf(failures.error), new RegExp(code));
  }
});

test('a journal that is closed while a segment cannot be opened says so, and is replayed', async () => {
  const { disk, log, journal, events } = await journalWithRefusedCheckpoint();
  await assert.rejects(journal.close(), /EMFILE/);
  assert.equal(events.length, 1);
  const crashed = disk.crash();
  assert.equal((await openJournal(crashed)).replayed.length, 3);
  assert.equal(await log.read(crashed), '0 1 2 ');
});

test('a journal that is full while no segment can be opened goes on as soon as one can', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, clock, failures, events } = await openJournal(disk, { sizes: TINY });
  const texts = textsOf(60);
  const acknowledged: string[] = [];
  const entries = [];
  for (const text of texts) {
    entries.push(await log.write(Buffer.from(text), () => acknowledged.push(text)));
  }
  const open = disk.open.bind(disk);
  let refusals = 0;
  disk.open = (path, options) => {
    if (path !== log.path) return open(path, options);
    refusals++;
    const code = 'EMFILE';
    return Promise.reject(Object.assign(new Error(`${code}: open`), { code, syscall: 'open' }));
  };
  for (const entry of entries) {
    journal.append(entry);
    await settled();
  }
  for (let second = 0; second < 10; second++) {
    clock.advance(1000);
    await settled();
  }
  assert.equal(acknowledged.length, 28);
  assert.equal(refusals > 1 && refusals <= 12, true, `${refusals} attempts in ten seconds`);
  assert.equal(events.length, 1, 'it is told once');
  disk.open = open;
  for (let second = 0; second < 10; second++) {
    clock.advance(1000);
    await settled();
  }
  assert.deepEqual(acknowledged, texts);
  assert.equal(failures.error, undefined);
  await journal.close();
  assert.deepEqual((await openJournal(disk.crash())).replayed, []);
});

test('a journal that has no room for its first files is refused, and leaves none', async () => {
  let refusals = 0;
  for (let after = 0; ; after++) {
    const disk = await newDisk();
    disk.failLater({ operation: 'growth', code: 'ENOSPC', after });
    const refusal = await openJournal(disk).then(() => undefined, reasonOf);
    if (refusal === undefined) break;
    refusals++;
    assert.match(refusal, /^The journal of \/data cannot be created: ENOSPC.*Make room there\.$/);
    const left = await journalFiles(disk);
    // The first file may be whole already: the next start uses it.
    assert.equal(left.length, refusals <= 2 ? 0 : 1, left.join());
    await openJournal(disk);
  }
  // A name and zeros for each of two files.
  assert.equal(refusals, 4);
});

/** Two files of two frames of a block each: they are used again all the time. */
const RECYCLED = { ...TINY, firstFileBytes: 4 * 4096, fileBytes: 4 * 4096, totalBytes: 8 * 4096 };

/** What a life of a journal did before it ended or its disk failed. */
interface Life {
  readonly acknowledged: string;
  readonly refusal: string | undefined;
  readonly failure: Error | undefined;
}

async function liveWithFault(disk: MemoryFileSystem, log: TestLog): Promise<Life> {
  let acknowledged = '';
  let opened: Awaited<ReturnType<typeof openJournal>>;
  try {
    opened = await openJournal(disk, { sizes: RECYCLED });
  } catch (error) {
    return { acknowledged, refusal: reasonOf(error), failure: undefined };
  }
  const { journal, failures } = opened;
  const awaited: Promise<void>[] = [];
  for (const text of textsOf(12)) {
    if (failures.error !== undefined) break;
    try {
      const entry = await log.write(Buffer.from(text), () => {
        assert.equal(failures.error, undefined, 'nothing is acknowledged after a failure');
        acknowledged += text;
      });
      journal.append(entry);
    } catch (error) {
      // The log would refuse the append.
      return { acknowledged, refusal: reasonOf(error), failure: undefined };
    }
    if (text === '5 ') awaited.push(journal.checkpoint());
    if (text === '8 ') awaited.push(journal.release(log.log));
    await settled();
  }
  awaited.push(journal.close());
  const outcomes = await Promise.allSettled(awaited);
  const rejected = outcomes.find((outcome) => outcome.status === 'rejected');
  const refusal = rejected && reasonOf(rejected.reason);
  return { acknowledged, refusal, failure: failures.error };
}

test('an input or output error at any operation loses nothing that was acknowledged, and is told', async () => {
  let failed = 0;
  for (let after = 0; ; after++) {
    const disk = await newDisk(after);
    const log = await newLog(disk, 'orders-0');
    let operation = '';
    disk.failLater({ operation: 'any', after, onFault: (kind) => (operation = kind) });
    const { acknowledged, refusal, failure } = await liveWithFault(disk, log);
    if (operation === '') break;
    const where = `${operation} ${after}`;
    const isTold = refusal !== undefined || failure !== undefined;
    // Whether a file was closed is of no matter once its bytes are durable.
    assert.equal(isTold || operation === 'close', true, where);
    if (failure !== undefined) failed++;
    const crashed = disk.crash();
    const { replay } = await openJournal(crashed);
    assert.equal(
      replay.partitions.some(({ error }) => error !== undefined),
      false,
      where,
    );
    const found = (await crashed.exists(log.path)) ? await log.read(crashed) : '';
    assert.equal(found.slice(0, acknowledged.length), acknowledged, where);
  }
  assert.equal(failed > 40, true, `${failed} failures`);
});

test('without a free file handle a write of the journal waits for the one before it', async () => {
  const disk = await newDisk();
  const log = await newLog(disk, 'orders-0');
  const { journal, failures } = await openJournal(disk);
  const durable: string[] = [];
  const one = await log.write(Buffer.from('a'), () => durable.push('a'));
  const two = await log.write(Buffer.from('b'), () => durable.push('b'));
  disk.failLater({ operation: 'open', code: 'EMFILE' });
  journal.append(one);
  await Promise.resolve();
  await Promise.resolve();
  journal.append(two);
  await settled();
  assert.equal(disk.faultsToCome, 0);
  assert.equal(failures.error, undefined);
  assert.deepEqual(durable, ['a', 'b']);
  await journal.close();
});
