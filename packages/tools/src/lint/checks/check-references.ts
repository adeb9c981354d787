import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HouseMap, type HousePackage } from '../layers/house-map.ts';

/**
 * What is wrong with the dependencies between packages: those in `package.json` must respect
 * `layers.json`, and be those to which `tsconfig.json` refers, or the order of the build is luck.
 */
export function checkReferences(root: string): string[] {
  const house = new HouseMap(root);
  return [
    ...house.packages.flatMap((user) => checkLayers(house, user)),
    ...house.packages.flatMap((user) => checkPackage(house, user)),
    ...checkRoot(house),
  ];
}

function checkLayers(house: HouseMap, user: HousePackage): string[] {
  const where = `packages/${user.id}/package.json`;
  if (!house.isKnown(user.id)) return [`${where}: ${user.id} is not in layers.json.`];
  return user.dependencies
    .map((name) => house.packageNamed(name))
    .filter((used) => used !== undefined)
    .map((used) => house.refusal(user, used))
    .filter((reason) => reason !== undefined)
    .map((reason) => `${where}: ${reason}`);
}

function checkPackage(house: HouseMap, user: HousePackage): string[] {
  const config = join(house.root, 'packages', user.id, 'tsconfig.json');
  if (!existsSync(config)) return [];
  const { referred, missing } = collectReferences(house, user, config);
  const where = `packages/${user.id}/tsconfig.json`;
  const depended = new Set(user.dependencies);
  return [
    ...missing.map((path) => `${where}: there is no project at ${path}.`),
    ...difference(depended, referred).map(
      (name) => `${where}: add a reference to ${name}, on which package.json depends.`,
    ),
    ...difference(referred, depended).map(
      (name) => `${where}: it refers to ${name}, on which package.json does not depend.`,
    ),
  ];
}

interface References {
  /** The names of the other packages. */
  readonly referred: Set<string>;
  readonly missing: string[];
}

/** What a project refers to, together with the projects inside the same package. */
function collectReferences(house: HouseMap, user: HousePackage, config: string): References {
  const referred = new Set<string>();
  const missing: string[] = [];
  for (const path of readReferences(config)) {
    const target = configFile(resolve(dirname(config), path));
    if (!existsSync(target)) {
      missing.push(path);
      continue;
    }
    const owner = house.locate(target)?.package;
    if (owner?.id !== user.id) {
      referred.add(owner?.name ?? path);
      continue;
    }
    const inner = collectReferences(house, user, target);
    for (const name of inner.referred) referred.add(name);
    missing.push(...inner.missing);
  }
  return { referred, missing };
}

/** A package that the root does not refer to is never built. */
function checkRoot(house: HouseMap): string[] {
  const config = join(house.root, 'tsconfig.json');
  const referred = new Set(
    readReferences(config).map((path) => configFile(resolve(house.root, path))),
  );
  return house.packages
    .map(({ id }) => ({ id, file: join(house.root, 'packages', id, 'tsconfig.json') }))
    .filter(({ file }) => existsSync(file) && !referred.has(file))
    .map(({ id }) => `tsconfig.json: add a reference to packages/${id}.`);
}

function readReferences(config: string): string[] {
  const { references = [] }: { references?: { path: string }[] } = JSON.parse(
    readFileSync(config, 'utf8'),
  );
  return references.map(({ path }) => path);
}

function configFile(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true;
  return isFolder ? join(path, 'tsconfig.json') : path;
}

function difference(left: Set<string>, right: Set<string>): string[] {
  return [...left].filter((name) => !right.has(name));
}
