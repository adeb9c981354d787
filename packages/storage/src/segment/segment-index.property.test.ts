import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { OffsetIndex } from './offset-index.ts';
import { DIRECTORY, type IndexContext, indexContext } from './test-context.ts';
import { TimeIndex } from './time-index.ts';

const BASE_OFFSET = 5000;
const BYTES_MAX = 1024 * 1024;

/** An entry of either index: what it is looked up by, and the other number. */
interface Entry {
  readonly key: number;
  /** The offset, for `truncateTo`: the key of an offset index, the value of a time index. */
  readonly offset: number;
  readonly value: number;
}

/** An offset index or a time index, as the model sees it. */
interface Subject {
  readonly index: OffsetIndex | TimeIndex;
  readonly append: (entry: Entry) => void;
  readonly lookup: (key: number) => Promise<readonly [number, number]>;
  readonly tryLookup: (key: number) => readonly [number, number] | undefined;
}

interface Kind {
  readonly name: string;
  readonly create: (context: IndexContext) => Subject;
  readonly next: (last: Entry | undefined, step: number) => Entry;
  /** What a lookup answers that finds no entry. */
  readonly none: readonly [number, number];
  readonly entryBytes: number;
  readonly encode: (entry: Entry) => Buffer;
}

const path = `${DIRECTORY}/index`;

const OFFSET_INDEX: Kind = {
  name: 'an offset index',
  create: ({ fileSystem }) => {
    const index = new OffsetIndex({
      fileSystem,
      path,
      baseOffset: BASE_OFFSET,
      bytesMax: BYTES_MAX,
    });
    return {
      index,
      append: ({ key, value }) => index.append(key, value),
      lookup: async (key) => Object.values(await index.lookup(key)) as [number, number],
      tryLookup: (key) => {
        const found = index.tryLookup(key);
        return found === undefined ? undefined : [found.offset, found.position];
      },
    };
  },
  next: (last, step) => {
    const key = (last?.key ?? BASE_OFFSET) + step;
    return { key, offset: key, value: (last?.value ?? 0) + step * 61 };
  },
  none: [BASE_OFFSET, 0],
  entryBytes: 8,
  encode: ({ key, value }) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(key - BASE_OFFSET, 0);
    bytes.writeInt32BE(value, 4);
    return bytes;
  },
};

const TIME_INDEX: Kind = {
  name: 'a time index',
  create: ({ fileSystem }) => {
    const index = new TimeIndex({ fileSystem, path, baseOffset: BASE_OFFSET, bytesMax: BYTES_MAX });
    return {
      index,
      append: ({ key, value }) => index.maybeAppend(key, value),
      lookup: async (key) => Object.values(await index.lookup(key)) as [number, number],
      tryLookup: (key) => {
        const found = index.tryLookup(key);
        return found === undefined ? undefined : [found.timestamp, found.offset];
      },
    };
  },
  // Every other step has the offset of the one before.
  next: (last, step) => {
    const offset = (last?.offset ?? BASE_OFFSET) + (step % 2) * step;
    return { key: (last?.key ?? 2 ** 32 - 5000) + step, offset, value: offset };
  },
  none: [-1, BASE_OFFSET],
  entryBytes: 12,
  encode: ({ key, value }) => {
    const bytes = Buffer.alloc(12);
    bytes.writeBigInt64BE(BigInt(key), 0);
    bytes.writeInt32BE(value - BASE_OFFSET, 8);
    return bytes;
  },
};

type Operation =
  | { readonly type: 'append'; readonly steps: readonly number[] }
  | { readonly type: 'flush' | 'fail-write' | 'fail-sync' | 'reopen' | 'reset' }
  | { readonly type: 'truncate'; readonly at: number; readonly by: number };

const operations = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: appends() },
    { weight: 2, arbitrary: fc.constant<Operation>({ type: 'flush' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Operation>({ type: 'fail-write' }, { type: 'fail-sync' }),
    },
    { weight: 2, arbitrary: fc.constant<Operation>({ type: 'reopen' }) },
    { weight: 2, arbitrary: truncations() },
    { weight: 1, arbitrary: fc.constant<Operation>({ type: 'reset' }) },
  ),
  { maxLength: 25 },
);

function appends(): fc.Arbitrary<Operation> {
  return fc
    .tuple(
      fc.constantFrom(1, 3, 341, 512, 700),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
    )
    .map(([times, pattern]) => ({
      type: 'append',
      steps: Array.from({ length: times }, (_, place) => pattern[place % pattern.length] ?? 1),
    }));
}

function truncations(): fc.Arbitrary<Operation> {
  return fc
    .record({ at: fc.double({ min: 0, max: 1, noNaN: true }), by: fc.integer({ min: -2, max: 2 }) })
    .map(({ at, by }) => ({ type: 'truncate', at, by }));
}

/** An index beside a list of what is in it. */
class Compared {
  readonly context: IndexContext;
  private readonly kind: Kind;
  private subject: Subject;
  private entries: readonly Entry[] = [];
  private flushed: readonly Entry[] = [];

  constructor(kind: Kind, context: IndexContext) {
    this.kind = kind;
    this.context = context;
    this.subject = kind.create(context);
  }

  async run(operation: Operation): Promise<void> {
    switch (operation.type) {
      case 'append':
        this.append(operation.steps);
        break;
      case 'flush':
        await this.flush();
        break;
      case 'fail-write':
      case 'fail-sync':
        await this.failToFlush(operation.type === 'fail-write' ? 'write' : 'datasync');
        break;
      case 'truncate':
        await this.truncate(operation.at, operation.by);
        break;
      case 'reopen':
        await this.reopen();
        break;
      case 'reset':
        await this.subject.index.reset();
        this.entries = [];
        this.flushed = [];
        break;
    }
  }

  private append(steps: readonly number[]): void {
    for (const step of steps) {
      const entry = this.kind.next(this.entries.at(-1), step);
      this.subject.append(entry);
      this.entries = [...this.entries, entry];
    }
  }

  /** Flushes while entries are looked up and more are appended, which the flush may write too. */
  private async flush(): Promise<void> {
    const { length } = this.entries;
    const flushing = this.subject.index.flush();
    const checking = this.checkLookups();
    this.append([2]);
    await this.checkLookups();
    this.append([2]);
    await Promise.all([flushing, checking]);
    const file = await this.context.disk.readWhole(path);
    const written = Buffer.concat(this.entries.map(this.kind.encode));
    assert.equal(file.equals(written.subarray(0, file.byteLength)), true);
    this.flushed = this.entries.slice(0, file.byteLength / this.kind.entryBytes);
    assert.equal(this.flushed.length >= length, true);
  }

  private async failToFlush(operation: 'write' | 'datasync'): Promise<void> {
    // Only what has something to write fails.
    this.append([3]);
    this.context.disk.failLater({ operation });
    await assert.rejects(this.subject.index.flush(), { code: 'EIO' });
  }

  private async truncate(at: number, by: number): Promise<void> {
    const entry = this.entries[Math.floor(at * (this.entries.length - 1))];
    const offset = (entry?.offset ?? BASE_OFFSET) + by;
    await this.subject.index.truncateTo(offset);
    this.entries = this.entries.filter((kept) => kept.offset < offset);
    this.flushed = this.flushed.filter((kept) => kept.offset < offset);
  }

  /** What was not flushed is lost. */
  private async reopen(): Promise<void> {
    await this.flush();
    await this.subject.index.close();
    this.subject = this.kind.create(this.context);
    await this.subject.index.open();
    this.entries = this.flushed;
  }

  async check(): Promise<void> {
    assert.equal(this.subject.index.length, this.entries.length);
    await this.checkLookups();
    assert.equal(this.context.use.filesOpen, 0);
  }

  /** Looks up around the ends, the blocks of the file, and where memory begins. */
  private async checkLookups(): Promise<void> {
    const { entries, subject } = this;
    const places = [0, 1, 340, 341, 511, 512, 1023, this.flushed.length - 1, this.flushed.length];
    const keys = [...places.map((place) => entries[place]), entries.at(-1)].map(
      (entry) => entry?.key ?? BASE_OFFSET,
    );
    await Promise.all(
      keys
        .flatMap((key) => [key - 1, key, key + 1])
        .map(async (key) => {
          const expected = this.expected(entries, key);
          const known = subject.tryLookup(key);
          if (known !== undefined) assert.deepEqual(known, expected);
          const found = await subject.lookup(key);
          // What was appended meanwhile may be seen or not.
          const appendedSince = this.expected(this.entries, key);
          assert.deepEqual(found, found[0] === appendedSince[0] ? appendedSince : expected);
        }),
    );
  }

  private expected(entries: readonly Entry[], key: number): readonly [number, number] {
    const found = entries.findLast((entry) => entry.key <= key);
    return found === undefined ? this.kind.none : [found.key, found.value];
  }
}

for (const kind of [OFFSET_INDEX, TIME_INDEX]) {
  test(`${kind.name} answers as a list does, whatever is appended, flushed, truncated and reopened`, async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (steps) => {
        const compared = new Compared(kind, await indexContext());
        for (const operation of steps) {
          await compared.run(operation);
          await compared.check();
        }
      }),
      { numRuns: 150 },
    );
  });
}
