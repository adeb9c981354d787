import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type * as storageTypes from '@odradek/storage';
import type * as storageNodeTypes from '@odradek/storage/node';

/** The storage of a built tree, this one or another that it is compared with. */
export interface StorageUnderTest {
  readonly LogManager: typeof storageTypes.LogManager;
  readonly NodeFileSystem: typeof storageNodeTypes.NodeFileSystem;
  readonly nodeEndOfTurn: typeof storageNodeTypes.nodeEndOfTurn;
}

/** Loads the storage of the tree that is in `root`. */
export async function loadStorage(root: string): Promise<StorageUnderTest> {
  const dist = join(root, 'packages', 'storage', 'dist');
  const storage = await load<typeof storageTypes>(join(dist, 'index.js'));
  const node = await load<typeof storageNodeTypes>(join(dist, 'node', 'index.js'));
  const { LogManager } = storage;
  const { NodeFileSystem, nodeEndOfTurn } = node;
  return { LogManager, NodeFileSystem, nodeEndOfTurn };
}

async function load<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(path).href)) as Module;
}
