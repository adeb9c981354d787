import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, SeededRandom } from '@odradek/base/testing';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { BLOCK_BYTES } from './frame.ts';
import type { JournalSizes } from './journal-sizes.ts';
import {
  DIRECTORY,
  newLog,
  openJournal,
  type OpenJournal,
  settled,
  TestLog,
} from './test-context.ts';

const RUNS = Number(process.env['ODRADEK_CRASH_RUNS'] ?? 100);
const SEED_FIRST = Number(process.env['ODRADEK_CRASH_SEED'] ?? 1);
const LOGS = 3;

/** What was written of a log in all lives, and what of it must be there. */
interface History {
  readonly folder: string;
  log: TestLog;
  /** What was appended since the last recovery, with what the recovery found before it. */
  written: string;
  /** How many bytes of that were acknowledged. */
  acknowledged: number;
  /** How many bytes were released: what is before is never replayed. */
  released: number;
  /** How many bytes are in the journal or were. */
  appended: number;
}

/** Lets a journal live on a disk until the power fails, and looks at what the next life finds. */
class JournalLives {
  private readonly random: SeededRandom;
  private readonly sizes: Partial<JournalSizes>;
  /** How likely an entry has more than a block, how long there is between appends, and a sync lasts. */
  private readonly largeChance: number;
  private readonly turnsMax: number;
  private readonly syncTurnsMax: number;
  private disk: MemoryFileSystem;
  private life = 0;
  private logs: History[] = [];

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.disk = new MemoryFileSystem({ seed: this.random.uint32() });
    this.sizes = this.drawSizes();
    this.largeChance = this.random.chance(0.5) ? 0.1 : 0.6;
    this.turnsMax = this.random.chance(0.5) ? 20 : 3;
    this.syncTurnsMax = this.random.chance(0.5) ? 1 : 40;
  }

  /** From two files of two frames, which are recycled all the time, to some that are so seldom. */
  private drawSizes(): Partial<JournalSizes> {
    const { random } = this;
    const fileBytes = (random.chance(0.5) ? 4 : random.between(4, 20)) * BLOCK_BYTES;
    const totalBytes = random.between(2, 4) * fileBytes;
    const checkpointBytes = random.between(1, 32) * BLOCK_BYTES;
    return { firstFileBytes: fileBytes, fileBytes, totalBytes, checkpointBytes };
  }

  async run(): Promise<void> {
    await this.disk.createDirectory(DIRECTORY);
    for (let index = 0; index < LOGS; index++) {
      const folder = `orders-${index}`;
      const log = await newLog(this.disk, folder);
      this.logs.push({ folder, log, written: '', acknowledged: 0, released: 0, appended: 0 });
    }
    for (let lives = this.random.between(2, 5); lives > 0; lives--) {
      await this.live();
      while (this.random.chance(0.3)) await this.recoverInterrupted();
    }
    await this.open(new ManualClock());
  }

  private async live(): Promise<void> {
    this.life++;
    const { random } = this;
    const clock = new ManualClock();
    const opened = await this.open(clock);
    this.disk.powerOffAfter(random.below(random.chance(0.2) ? 600 : 80));
    for (let steps = random.between(1, 60); steps > 0; steps--) {
      await this.step(opened, clock);
      for (let turns = random.below(this.turnsMax); turns > 0; turns--) await Promise.resolve();
    }
    if (random.chance(0.5)) await settled();
    this.life++;
    // A process that was killed leaves to the next one what was not synced.
    this.disk = random.chance(0.2) ? this.disk.copy(random.uint32()) : this.disk.crash();
  }

  /** The power fails while a journal is recovered, replayed or opened. */
  private async recoverInterrupted(): Promise<void> {
    this.disk.powerOffAfter(this.random.below(40));
    void openJournal(this.disk, { sizes: this.sizes, seed: this.random.uint32() });
    await settled();
    this.disk = this.disk.crash();
  }

  private async step({ journal, failures }: OpenJournal, clock: ManualClock): Promise<void> {
    const { random } = this;
    assert.equal(failures.error, undefined);
    const history = this.logs[random.below(LOGS)];
    assert.ok(history !== undefined);
    const kind = random.below(20);
    if (kind === 0) clock.advance(random.below(1500));
    else if (kind === 1) journal.checkpoint().then(() => {}, this.onRejected());
    else if (kind === 2) this.release(journal, history);
    else
      for (let count = random.between(1, 4); count > 0; count--)
        await this.append(journal, history);
  }

  private release(journal: OpenJournal['journal'], history: History): void {
    const { life } = this;
    const { appended } = history;
    journal.release(history.log.log).then(() => {
      if (life === this.life) history.released = Math.max(history.released, appended);
    }, this.onRejected());
  }

  /** Only after the power failed: the disk of before has no folders any more. */
  private onRejected(): (error: unknown) => void {
    const { life } = this;
    return (error) => assert.notEqual(life, this.life, String(error));
  }

  private async append(journal: OpenJournal['journal'], history: History): Promise<void> {
    const { random, life } = this;
    const length = random.chance(this.largeChance)
      ? random.between(1, 7000)
      : random.between(1, 300);
    const text = `${history.folder}/${life}/${history.written.length}:`.padEnd(length, '.');
    const end = history.written.length + text.length;
    const isDone = history.log.write(Buffer.from(text), () => {
      if (life !== this.life) return;
      assert.equal(history.acknowledged, end - text.length, 'acknowledged out of order');
      history.acknowledged = end;
    });
    history.written += text;
    let turns = 20;
    let entry: Awaited<typeof isDone> | undefined;
    void isDone.then((written) => (entry = written));
    while (entry === undefined && turns-- > 0) await Promise.resolve();
    if (entry === undefined) return;
    journal.append(entry);
    history.appended = end;
  }

  /** The files of the journal come late to be synced: more frames are under way when the power fails. */
  private delaySyncs(): void {
    const { disk, random, syncTurnsMax } = this;
    const open = disk.open.bind(disk);
    disk.open = async (path, options) => {
      const file = await open(path, options);
      if (!path.includes('odradek-journal')) return file;
      const datasync = async (): Promise<void> => {
        for (let turns = random.below(syncTurnsMax); turns > 0; turns--) await Promise.resolve();
        await file.datasync();
      };
      return { ...file, datasync };
    };
  }

  /** Opens the journal and checks what it found. */
  private async open(clock: ManualClock): Promise<OpenJournal> {
    this.delaySyncs();
    const { sizes } = this;
    const opened = await openJournal(this.disk, { sizes, clock, seed: this.random.uint32() });
    for (const history of this.logs) await this.check(history, opened);
    return opened;
  }

  /** Not durably: what is behind may come back, what is before is a matter of the journal. */
  private async cut({ log, acknowledged }: History): Promise<void> {
    if (!(await this.disk.exists(log.path))) return;
    const file = await this.disk.open(log.path);
    if ((await file.size()) > acknowledged) await file.truncate(acknowledged);
  }

  private async check(history: History, { replay, entries }: OpenJournal): Promise<void> {
    const { folder, acknowledged, written } = history;
    const partition = replay.partitions.find((replayed) => replayed.folder === folder);
    assert.equal(partition?.error, undefined);
    const found = (await this.disk.exists(history.log.path))
      ? await history.log.read(this.disk)
      : '';
    assert.equal(
      found.slice(0, acknowledged),
      written.slice(0, acknowledged),
      `${folder}: an acknowledged entry is lost`,
    );
    for (const { position, byteLength, bytes } of entries.filter(
      (entry) => entry.folder === folder,
    )) {
      const end = position + byteLength;
      assert.equal(position >= history.released, true, `${folder}: a released entry is replayed`);
      assert.equal(String(bytes), written.slice(position, end), `${folder}: of another life`);
      assert.equal(position <= history.acknowledged, true, `${folder}: behind a gap`);
      history.acknowledged = Math.max(history.acknowledged, end);
    }
    // What comes behind is of nobody: the log cuts it off, as it was never in the journal.
    await this.cut(history);
    const log = new TestLog(this.disk, history.log.log);
    log.size = history.acknowledged;
    history.log = log;
    history.written = written.slice(0, history.acknowledged);
    history.appended = history.acknowledged;
  }
}

test(`what was acknowledged is found by every recovery, and nothing that was released or never counted (${RUNS} runs)`, async () => {
  for (let seed = SEED_FIRST; seed < SEED_FIRST + RUNS; seed++) {
    try {
      await new JournalLives(seed).run();
    } catch (error) {
      throw new Error(`failed with ODRADEK_CRASH_SEED=${seed} ODRADEK_CRASH_RUNS=1`, {
        cause: error,
      });
    }
  }
});
