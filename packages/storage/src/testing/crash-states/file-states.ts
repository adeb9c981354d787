import type { SeededRandom } from '@odradek/base/testing';

import { contentsAfter, type UnsyncedFile } from './recorded-file.ts';

/** What a disk writes as a whole. */
export const SECTOR_BYTES = 512;
/** What a file system writes as a whole, unless the power goes in between. */
export const PAGE_BYTES = 4096;

/** Some of the legal states of something after a crash. */
export interface States<State> {
  /** Without repetitions; the first is what was durable, the last has everything. */
  readonly states: readonly State[];
  /** Whether they are all that there are. */
  readonly isWhole: boolean;
}

/** A block that may be one of several. */
interface OpenBlock {
  readonly at: number;
  /** In their order. */
  readonly versions: readonly Buffer[];
}

/** What of a file is open after a crash. */
interface OpenFile {
  readonly blockBytes: number;
  readonly durable: Buffer;
  readonly latest: Buffer;
  readonly blocks: readonly OpenBlock[];
  /** Ascending, without repetitions. */
  readonly sizes: readonly number[];
}

/**
 * What a file may hold after a crash. Each of its blocks is what it was at some time since the last
 * sync, independently of the others and of the size, which is one that it had, or came by on its way
 * over the blocks of a write. So a block may be missing, be zeros because only the size was written,
 * be an old one or a new one.
 *
 * If there are more than `countMax` states, a choice: each block alone old or new, and everything up
 * to a block.
 */
export function fileStates(
  file: UnsyncedFile,
  { blockBytes, countMax }: { readonly blockBytes: number; readonly countMax: number },
): States<Buffer> {
  const open = openFileOf(file, blockBytes);
  const isWhole = countOf(open) <= countMax;
  const found = new Map<string, Buffer>();
  const add = (bytes: Buffer): void => {
    found.set(`${bytes.byteLength} ${bytes.toString('latin1')}`, bytes);
  };
  add(open.durable);
  for (const size of open.sizes) {
    for (const versions of isWhole ? allVersions(open, size) : someVersions(open)) {
      add(stateOf(open, size, versions));
    }
  }
  const latestKey = `${open.latest.byteLength} ${open.latest.toString('latin1')}`;
  found.delete(latestKey);
  add(open.latest);
  return { states: [...found.values()], isWhole };
}

/** One state of all that are legal, each block and the size by itself. */
export function drawFileState(
  file: UnsyncedFile,
  blockBytes: number,
  random: SeededRandom,
): Buffer {
  const open = openFileOf(file, blockBytes);
  const size = open.sizes[random.below(open.sizes.length)] ?? open.latest.byteLength;
  return stateOf(
    open,
    size,
    open.blocks.map(({ versions }) => random.below(versions.length)),
  );
}

function openFileOf({ durable, pending }: UnsyncedFile, blockBytes: number): OpenFile {
  const stages = [durable];
  const sizes = new Set<number>([durable.byteLength]);
  for (const change of pending) {
    const before = stages.at(-1) ?? durable;
    const after = contentsAfter(before, change);
    stages.push(after);
    sizes.add(after.byteLength);
    if (change.type === 'truncate') continue;
    // A write of several blocks makes the file larger block by block.
    const first = Math.max(before.byteLength, change.position) + 1;
    for (let at = nextBlock(first, blockBytes); at < after.byteLength; at += blockBytes) {
      sizes.add(at);
    }
  }
  return {
    blockBytes,
    durable,
    latest: stages.at(-1) ?? durable,
    blocks: openBlocks(stages, blockBytes),
    sizes: [...sizes].sort((one, other) => one - other),
  };
}

function nextBlock(position: number, blockBytes: number): number {
  return Math.ceil(position / blockBytes) * blockBytes;
}

function openBlocks(stages: readonly Buffer[], blockBytes: number): readonly OpenBlock[] {
  const end = Math.max(...stages.map((stage) => stage.byteLength));
  const blocks: OpenBlock[] = [];
  for (let at = 0; at < end; at += blockBytes) {
    const versions: Buffer[] = [];
    for (const stage of stages) {
      const version = blockOf(stage, at, blockBytes);
      if (!versions.some((other) => other.equals(version))) versions.push(version);
    }
    if (versions.length > 1) blocks.push({ at, versions });
  }
  return blocks;
}

function blockOf(bytes: Buffer, at: number, blockBytes: number): Buffer {
  const block = bytes.subarray(at, at + blockBytes);
  if (block.byteLength === blockBytes) return block;
  return Buffer.concat([block, Buffer.alloc(blockBytes - block.byteLength)]);
}

function countOf({ blocks, sizes }: OpenFile): number {
  let count = 0;
  for (const size of sizes) {
    count += blocks.reduce(
      (product, { at, versions }) => (at < size ? product * versions.length : product),
      1,
    );
  }
  return count;
}

/** Every combination of versions of the blocks before a size. */
function allVersions({ blocks }: OpenFile, size: number): readonly (readonly number[])[] {
  let combinations: readonly (readonly number[])[] = [[]];
  for (const { at, versions } of blocks) {
    const numbers = at < size ? versions.map((_, number) => number) : [0];
    combinations = combinations.flatMap((chosen) => numbers.map((number) => [...chosen, number]));
  }
  return combinations;
}

function* someVersions({ blocks }: OpenFile): Iterable<readonly number[]> {
  const newest = blocks.map(({ versions }) => versions.length - 1);
  const oldest = blocks.map(() => 0);
  yield oldest;
  yield newest;
  for (const index of blocks.keys()) {
    yield newest.map((version, block) => (block < index ? version : 0));
    yield newest.map((version, block) => (block === index ? 0 : version));
    for (let version = 1; version <= (newest[index] ?? 0); version++) {
      yield oldest.map((old, block) => (block === index ? version : old));
    }
  }
}

function stateOf(
  { durable, latest, blocks, blockBytes }: OpenFile,
  size: number,
  versions: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(size);
  // What is not in an open block is the same in both, as far as they go.
  durable.copy(bytes, 0, 0, Math.min(size, durable.byteLength));
  latest.copy(bytes, 0, 0, Math.min(size, latest.byteLength));
  for (const [index, block] of blocks.entries()) {
    const version = block.versions[versions[index] ?? 0];
    if (block.at < size) version?.copy(bytes, block.at, 0, Math.min(blockBytes, size - block.at));
  }
  return bytes;
}
