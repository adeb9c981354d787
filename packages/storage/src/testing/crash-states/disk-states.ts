import type { SeededRandom } from '@odradek/base/testing';

import { type DirectoryImage, digestOf, type NodeImage } from './disk-image.ts';
import { drawFileState, fileStates, PAGE_BYTES, SECTOR_BYTES } from './file-states.ts';
import { drawNameState, nameStates } from './name-states.ts';
import {
  type Names,
  namesAfter,
  RecordedDirectory,
  type RecordedNode,
} from './recorded-directory.ts';
import type { RecordedDisk } from './recorded-disk.ts';
import { contentsAfter, type Moment, RecordedFile } from './recorded-file.ts';

/** How many states are made at most. */
export interface StatesLimits {
  /** Of one file. */
  readonly ofFileMax: number;
  /** Of the disk at a moment when so many changes are not durable. */
  readonly ofDiskMax: (moment: { readonly pendingCount: number }) => number;
}

/** Some of the legal states of a disk after a crash. */
export interface DiskStates {
  /** Without repetitions. */
  readonly images: readonly DirectoryImage[];
  /** Whether they are all that there are. */
  readonly isWhole: boolean;
  /** How many changes of files and names were not durable. */
  readonly pendingCount: number;
}

/** A file or directory that may be one of several. */
interface OpenNode {
  readonly node: RecordedNode;
  readonly states: readonly (Buffer | Names)[];
}

/** Which state each node has. */
type Chosen = ReadonlyMap<RecordedNode, Buffer | Names>;

/**
 * What a disk may have after a loss of power at a moment: what was synced, and of everything else
 * anything, each file and each directory by itself. All of it if that is not more than the limits say;
 * else each file and directory in all of its states while all others are as old or as new as can be.
 */
export function diskStatesAt(disk: RecordedDisk, moment: Moment, limits: StatesLimits): DiskStates {
  const { open, settled, isWhole, pendingCount } = openNodes(disk, moment, limits);
  const count = open.reduce((product, { states }) => product * states.length, 1);
  const isAll = count <= limits.ofDiskMax({ pendingCount });
  const images = new Map<string, DirectoryImage>();
  for (const chosen of isAll ? allChoices(open) : someChoices(open)) {
    const image = imageOf(disk.root, new Map([...settled, ...chosen]));
    images.set(digestOf(image), image);
  }
  return { images: [...images.values()], isWhole: isWhole && isAll, pendingCount };
}

/** What a loss of power leaves at a moment if nothing is there that was not synced. */
export function leastStateAt(disk: RecordedDisk, moment: Moment): DirectoryImage {
  const chosen = new Map<RecordedNode, Buffer | Names>();
  for (const node of nodesAt(disk.root, moment)) chosen.set(node, node.unsyncedAt(moment).durable);
  return imageOf(disk.root, chosen);
}

/** What a loss of power leaves at a moment if everything is there, synced or not. */
export function greatestStateAt(disk: RecordedDisk, moment: Moment): DirectoryImage {
  const chosen = new Map<RecordedNode, Buffer | Names>();
  for (const node of nodesAt(disk.root, moment)) {
    if (node instanceof RecordedDirectory) {
      const { durable, pending } = node.unsyncedAt(moment);
      chosen.set(node, namesAfter(durable, pending));
    } else {
      const { durable, pending } = node.unsyncedAt(moment);
      chosen.set(node, pending.reduce(contentsAfter, durable));
    }
  }
  return imageOf(disk.root, chosen);
}

/** One state of all that are legal at a moment. */
export function drawDiskState(
  disk: RecordedDisk,
  moment: Moment,
  random: SeededRandom,
): DirectoryImage {
  const blockBytes = random.chance(0.5) ? SECTOR_BYTES : PAGE_BYTES;
  const chosen = new Map<RecordedNode, Buffer | Names>();
  for (const node of nodesAt(disk.root, moment)) {
    chosen.set(node, drawNodeState(node, moment, blockBytes, random));
  }
  return imageOf(disk.root, chosen);
}

function drawNodeState(
  node: RecordedNode,
  moment: Moment,
  blockBytes: number,
  random: SeededRandom,
): Buffer | Names {
  // The ends are where most goes wrong.
  const kind = random.below(6);
  if (node instanceof RecordedDirectory) {
    const unsynced = node.unsyncedAt(moment);
    if (kind === 0) return unsynced.durable;
    return drawNameState(unsynced, random);
  }
  const unsynced = node.unsyncedAt(moment);
  if (kind === 0) return unsynced.durable;
  return drawFileState(unsynced, blockBytes, random);
}

function openNodes(
  disk: RecordedDisk,
  moment: Moment,
  { ofFileMax }: StatesLimits,
): {
  readonly open: readonly OpenNode[];
  readonly settled: Chosen;
  readonly isWhole: boolean;
  readonly pendingCount: number;
} {
  const open: OpenNode[] = [];
  const settled = new Map<RecordedNode, Buffer | Names>();
  let areWhole = true;
  let pendingCount = 0;
  for (const node of nodesAt(disk.root, moment)) {
    const unsynced = node.unsyncedAt(moment);
    if (unsynced.pending.length === 0) {
      settled.set(node, unsynced.durable);
      continue;
    }
    pendingCount += unsynced.pending.length;
    const { states, isWhole } = statesOf(node, moment, ofFileMax);
    open.push({ node, states });
    areWhole = areWhole && isWhole;
  }
  return { open, settled, isWhole: areWhole, pendingCount };
}

/** In sectors if that is not too much, else all in pages, and some more in sectors. */
function statesOf(
  node: RecordedNode,
  moment: Moment,
  countMax: number,
): { readonly states: readonly (Buffer | Names)[]; readonly isWhole: boolean } {
  if (node instanceof RecordedDirectory) return nameStates(node.unsyncedAt(moment));
  const unsynced = node.unsyncedAt(moment);
  const inSectors = fileStates(unsynced, { blockBytes: SECTOR_BYTES, countMax });
  if (inSectors.isWhole) return inSectors;
  const inPages = fileStates(unsynced, { blockBytes: PAGE_BYTES, countMax });
  const states = new Map(
    [...inSectors.states.slice(0, -1), ...inPages.states].map((state) => [digestOf(state), state]),
  );
  return { states: [...states.values()], isWhole: inPages.isWhole };
}

/** All files and directories that may be there at a moment, the root included. */
function nodesAt(root: RecordedDirectory, moment: Moment): ReadonlySet<RecordedNode> {
  const found = new Set<RecordedNode>([root]);
  // What is added meanwhile is visited too.
  for (const node of found) {
    if (node instanceof RecordedFile) continue;
    const { durable, pending } = node.unsyncedAt(moment);
    for (const child of durable.values()) found.add(child);
    for (const change of pending) if (change.type !== 'unlink') found.add(change.node);
  }
  return found;
}

function allChoices(open: readonly OpenNode[]): readonly Chosen[] {
  let choices: readonly Chosen[] = [new Map()];
  for (const { node, states } of open) {
    choices = choices.flatMap((chosen) =>
      states.map((state) => new Map([...chosen, [node, state]])),
    );
  }
  return choices;
}

function* someChoices(open: readonly OpenNode[]): Iterable<Chosen> {
  const oldest = new Map(open.map(({ node, states }) => [node, states[0]] as const));
  const newest = new Map(open.map(({ node, states }) => [node, states.at(-1)] as const));
  for (const others of [oldest, newest]) {
    for (const { node, states } of open) {
      for (const state of states) yield definedOf(new Map([...others, [node, state]]));
    }
  }
}

function definedOf(chosen: ReadonlyMap<RecordedNode, Buffer | Names | undefined>): Chosen {
  const defined = new Map<RecordedNode, Buffer | Names>();
  for (const [node, state] of chosen) if (state !== undefined) defined.set(node, state);
  return defined;
}

function imageOf(directory: RecordedDirectory, chosen: Chosen): DirectoryImage {
  const names = new Map<string, NodeImage>();
  const state = chosen.get(directory);
  if (state === undefined || Buffer.isBuffer(state)) return { names };
  for (const [name, node] of state) {
    const bytes = chosen.get(node);
    if (node instanceof RecordedDirectory) names.set(name, imageOf(node, chosen));
    else if (Buffer.isBuffer(bytes)) names.set(name, bytes);
  }
  return { names };
}
