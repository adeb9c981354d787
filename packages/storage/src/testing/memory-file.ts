import type { DiskFaults } from './disk-faults.ts';

/** What was done to a file since it was last synced. */
type Change =
  | { readonly type: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly type: 'truncate'; readonly size: number };

/** Bytes that grow. */
interface Contents {
  bytes: Buffer;
  size: number;
}

/** What a disk may have of a write that was under way when the power went. */
const TEARS = ['prefix', 'suffix', 'zeros', 'sectors'] as const;
const SECTOR_BYTES = 512;

/** The contents of a file of a `MemoryFileSystem`: as programs see them, and as the disk has them. */
export class MemoryFile {
  private current: Contents = { bytes: Buffer.alloc(0), size: 0 };
  private durable: Contents = { bytes: Buffer.alloc(0), size: 0 };
  private unsynced: Change[] = [];

  /** Another file that has the same. */
  copy(): MemoryFile {
    const copy = new MemoryFile();
    copy.current = { ...this.current, bytes: Buffer.from(this.current.bytes) };
    copy.durable = { ...this.durable, bytes: Buffer.from(this.durable.bytes) };
    copy.unsynced = [...this.unsynced];
    return copy;
  }

  get size(): number {
    return this.current.size;
  }

  /** Into `memory` if it is as long, so that who uses that too early is found out. */
  read(position: number, length: number, memory?: Buffer): Buffer {
    const end = Math.min(position + length, this.current.size);
    const bytes = this.current.bytes.subarray(Math.min(position, end), end);
    if (memory === undefined || memory.byteLength < length) return Buffer.from(bytes);
    bytes.copy(memory);
    return memory.subarray(0, bytes.byteLength);
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
  crash(faults: DiskFaults): void {
    for (const change of this.unsynced) applyPart(this.durable, change, faults);
    this.unsynced = [];
    const { bytes, size } = this.durable;
    this.current = { bytes: Buffer.from(bytes.subarray(0, size)), size };
  }

  /** Lets a bit flip, perhaps: for whoever reads the file, and on the disk. */
  rot(faults: DiskFaults): void {
    const { current, durable } = this;
    if (durable.size === 0 || !faults.happens('bit-flip', faults.rates.bitFlip)) return;
    const at = faults.random.below(Math.min(durable.size, current.size));
    const mask = 1 << faults.random.below(8);
    for (const { bytes } of [current, durable]) bytes[at] = (bytes[at] ?? 0) ^ mask;
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

function applyPart(contents: Contents, change: Change, faults: DiskFaults): void {
  const { random, rates } = faults;
  if (change.type === 'truncate') {
    if (random.chance(0.5)) apply(contents, change);
  } else if (change.bytes.byteLength > 0) {
    if (faults.happens('torn-write', rates.tornWrite)) tear(contents, change, faults);
    else if (!faults.happens('lost-write', lostOfWhole(rates))) apply(contents, change);
  }
}

/** How likely a write is lost that was not torn. */
function lostOfWhole({ tornWrite, lostWrite }: DiskFaults['rates']): number {
  return tornWrite < 1 ? Math.min(1, lostWrite / (1 - tornWrite)) : 0;
}

function tear(
  contents: Contents,
  { position, bytes }: Extract<Change, { readonly type: 'write' }>,
  { random }: DiskFaults,
): void {
  const cut = random.below(bytes.byteLength + 1);
  switch (TEARS[random.below(TEARS.length)]) {
    case 'prefix':
      apply(contents, { type: 'write', position, bytes: bytes.subarray(0, cut) });
      break;
    case 'suffix':
      apply(contents, { type: 'write', position: position + cut, bytes: bytes.subarray(cut) });
      break;
    case 'zeros':
      resize(contents, Math.max(contents.size, position + bytes.byteLength));
      break;
    case 'sectors':
    case undefined:
      tearSectors(contents, position, bytes, random);
      break;
  }
}

/** Each sector of the disk has either what it had, or zeros if that was nothing, or the new bytes. */
function tearSectors(
  contents: Contents,
  position: number,
  bytes: Buffer,
  random: DiskFaults['random'],
): void {
  resize(contents, Math.max(contents.size, position + bytes.byteLength));
  for (let at = position; at < position + bytes.byteLength;) {
    const end = Math.min(
      (Math.floor(at / SECTOR_BYTES) + 1) * SECTOR_BYTES,
      position + bytes.byteLength,
    );
    if (random.chance(0.5)) {
      apply(contents, {
        type: 'write',
        position: at,
        bytes: bytes.subarray(at - position, end - position),
      });
    }
    at = end;
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
