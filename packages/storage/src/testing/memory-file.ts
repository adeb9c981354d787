import type { SeededRandom } from '@odradek/base/testing';

/** What was done to a file since it was last synced. */
type Change =
  | { readonly type: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly type: 'truncate'; readonly size: number };

/** Bytes that grow. */
interface Contents {
  bytes: Buffer;
  size: number;
}

/** What a disk keeps of a write that was not synced when the power went. */
const FATES = ['lost', 'whole', 'prefix', 'suffix', 'zeros', 'hole'] as const;

/** The contents of a file of a `MemoryFileSystem`: as programs see them, and as the disk has them. */
export class MemoryFile {
  private current: Contents = { bytes: Buffer.alloc(0), size: 0 };
  private durable: Contents = { bytes: Buffer.alloc(0), size: 0 };
  private unsynced: Change[] = [];

  get size(): number {
    return this.current.size;
  }

  read(position: number, length: number): Buffer {
    const end = Math.min(position + length, this.current.size);
    return Buffer.from(this.current.bytes.subarray(Math.min(position, end), end));
  }

  write(position: number, bytes: Buffer): void {
    this.change({ type: 'write', position, bytes: Buffer.from(bytes) });
  }

  truncate(size: number): void {
    this.change({ type: 'truncate', size });
  }

  private change(change: Change): void {
    apply(this.current, change);
    this.unsynced.push(change);
  }

  /** How many changes a sync that begins now covers. */
  get unsyncedCount(): number {
    return this.unsynced.length;
  }

  /** Brings the first `count` changes to the disk. */
  sync(count: number): void {
    for (const change of this.unsynced.splice(0, count)) apply(this.durable, change);
  }

  /** As a sync that failed: the changes are seen by programs, no later sync covers them. */
  loseChanges(): void {
    this.unsynced = [];
  }

  /** Leaves what the disk has, and of what was not synced anything. */
  crash(random: SeededRandom): void {
    for (const change of this.unsynced) applyPart(this.durable, change, random);
    this.unsynced = [];
    const { bytes, size } = this.durable;
    this.current = { bytes: Buffer.from(bytes.subarray(0, size)), size };
  }
}

function apply(contents: Contents, change: Change): void {
  if (change.type === 'truncate') {
    resize(contents, change.size);
    return;
  }
  const end = change.position + change.bytes.byteLength;
  if (end > contents.size) resize(contents, end);
  change.bytes.copy(contents.bytes, change.position);
}

function applyPart(contents: Contents, change: Change, random: SeededRandom): void {
  if (change.type === 'truncate') {
    if (random.chance(0.5)) apply(contents, change);
    return;
  }
  const { position, bytes } = change;
  const cut = random.below(bytes.byteLength + 1);
  switch (FATES[random.below(FATES.length)]) {
    case 'whole':
      apply(contents, change);
      break;
    case 'prefix':
      apply(contents, { type: 'write', position, bytes: bytes.subarray(0, cut) });
      break;
    case 'suffix':
      apply(contents, { type: 'write', position: position + cut, bytes: bytes.subarray(cut) });
      break;
    case 'zeros':
      resize(contents, Math.max(contents.size, position + bytes.byteLength));
      break;
    case 'hole': {
      const holed = Buffer.from(bytes);
      holed.fill(0, cut, Math.min(cut + random.below(512), bytes.byteLength));
      apply(contents, { type: 'write', position, bytes: holed });
      break;
    }
    case 'lost':
    case undefined:
      break;
  }
}

/** Sets the size; new bytes are zeros. */
function resize(contents: Contents, size: number): void {
  if (size > contents.bytes.byteLength) {
    const grown = Buffer.alloc(Math.max(size, contents.bytes.byteLength * 2));
    contents.bytes.copy(grown, 0, 0, contents.size);
    contents.bytes = grown;
  }
  if (size > contents.size) contents.bytes.fill(0, contents.size, size);
  contents.size = size;
}
