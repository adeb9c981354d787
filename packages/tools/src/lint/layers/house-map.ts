import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A package of the house. */
export interface HousePackage {
  /** The name of its folder, by which `layers.json` knows it. */
  readonly id: string;
  /** The name by which it is imported. */
  readonly name: string;
  /** The names of its packages of the house in `package.json`. */
  readonly dependencies: readonly string[];
  /** The keys of `exports` in its `package.json`. */
  readonly exports: readonly string[];
}

/** A file of a package. */
export interface HouseFile {
  readonly package: HousePackage;
  /** The path below the folder of the package, with slashes. */
  readonly path: string;
}

/** The packages of a repository and the layers they are in. */
export class HouseMap {
  readonly root: string;
  readonly packages: readonly HousePackage[];
  private readonly layers: readonly (readonly string[])[];
  private readonly dev: readonly string[];

  constructor(root: string) {
    this.root = root;
    const { layers, dev } = readLayers(root);
    this.layers = layers;
    this.dev = dev;
    this.packages = readPackages(root);
  }

  /** The layer of a package, 0 for the lowest, or undefined for a dev or unknown package. */
  layerOf(id: string): number | undefined {
    const layer = this.layers.findIndex((ids) => ids.includes(id));
    return layer === -1 ? undefined : layer;
  }

  isDev(id: string): boolean {
    return this.dev.includes(id);
  }

  isKnown(id: string): boolean {
    return this.isDev(id) || this.layerOf(id) !== undefined;
  }

  /** Where a file is, or undefined if it is in no package. */
  locate(file: string): HouseFile | undefined {
    const [packages, id, ...path] = relative(this.root, file).split(sep);
    if (packages !== 'packages' || id === undefined || path.length === 0) return undefined;
    const found = this.packages.find((candidate) => candidate.id === id);
    const unnamed = { id, name: id, dependencies: [], exports: [] };
    return { package: found ?? unnamed, path: path.join('/') };
  }

  /** The package that a specifier names, if it is one of the house. */
  packageNamed(specifier: string): HousePackage | undefined {
    return this.packages.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  }

  /** Why a package may not use another, or undefined if it may. */
  refusal(user: HousePackage, used: HousePackage): string | undefined {
    if (user.id === used.id) return `${used.name} is this package: use a relative path.`;
    if (this.isDev(used.id)) return `${used.name} is a dev package, which nothing may use.`;
    if (this.isDev(user.id)) return undefined;
    const userLayer = this.layerOf(user.id) ?? -1;
    const usedLayer = this.layerOf(used.id) ?? Infinity;
    if (usedLayer < userLayer) return undefined;
    return usedLayer === userLayer
      ? `${used.name} is in the same layer as ${user.name}: declare a port and let odradek wire it.`
      : `${used.name} is in a higher layer than ${user.name}: see layers.json.`;
  }
}

const maps = new Map<string, HouseMap>();

/** The map of the repository that a file is in, or undefined outside of one. */
export function houseMapOf(file: string): HouseMap | undefined {
  const root = findRoot(dirname(resolve(file)));
  if (root === undefined) return undefined;
  const map = maps.get(root) ?? new HouseMap(root);
  maps.set(root, map);
  return map;
}

function findRoot(folder: string): string | undefined {
  if (existsSync(join(folder, 'layers.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRoot(parent);
}

function readLayers(root: string): { layers: string[][]; dev: string[] } {
  return JSON.parse(readFileSync(join(root, 'layers.json'), 'utf8'));
}

function readPackages(root: string): HousePackage[] {
  const manifests = readdirSync(join(root, 'packages'))
    .sort()
    .map((id) => ({ id, file: join(root, 'packages', id, 'package.json') }))
    .filter(({ file }) => existsSync(file))
    .map(({ id, file }) => ({ id, manifest: readManifest(file) }));
  const names = new Set(manifests.map(({ manifest }) => manifest.name));
  return manifests.map(({ id, manifest }) => ({
    id,
    name: manifest.name,
    exports: Object.keys(manifest.exports ?? {}),
    dependencies: DEPENDENCY_FIELDS.flatMap((field) => Object.keys(manifest[field] ?? {})).filter(
      (name) => names.has(name),
    ),
  }));
}

const DEPENDENCY_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

type Manifest = { name: string; exports?: object } & Partial<
  Record<(typeof DEPENDENCY_FIELDS)[number], object>
>;

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8'));
}
