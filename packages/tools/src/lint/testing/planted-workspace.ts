import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, of which this file is four folders below `packages/tools`. */
const ROOT: string = fileURLToPath(new URL('../../../../..', import.meta.url));
const PLUGIN = './packages/tools/dist/lint/house-rules.js';
const LAYERS = { layers: [['base'], ['protocol'], ['storage', 'security']], dev: ['simulator'] };
const DEPENDENCIES: Record<string, string[]> = {
  base: [],
  protocol: ['base'],
  storage: ['base', 'protocol'],
  security: ['base'],
  simulator: ['storage'],
};

/** A small repository with the configuration of this one, in which violations are planted. */
export interface PlantedWorkspace {
  readonly root: string;
  /** Runs a tool of `node_modules` in it and answers what the tool prints. */
  run(tool: string, args: readonly string[]): string;
  remove(): void;
}

/** Makes a repository of five packages, and adds or replaces these files. */
export function plantWorkspace(files: Readonly<Record<string, string>>): PlantedWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'odradek-lint-'));
  const write = (path: string, contents: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), contents);
  };
  writeHouse(write);
  copyConfiguration(root, write);
  linkModules(root);
  for (const [path, contents] of Object.entries(files)) write(path, contents);
  return {
    root,
    run: (tool, args) => runTool(root, tool, args),
    remove: () => rmSync(root, { recursive: true }),
  };
}

type Write = (path: string, contents: string) => void;

function writeHouse(write: Write): void {
  write('layers.json', JSON.stringify(LAYERS));
  write('package.json', JSON.stringify({ name: 'planted', workspaces: ['packages/*'] }));
  const packages = Object.keys(DEPENDENCIES);
  write('tsconfig.json', tsconfig(packages.map((id) => `packages/${id}`)));
  for (const [id, dependencies] of Object.entries(DEPENDENCIES)) {
    write(`packages/${id}/package.json`, manifest(id, dependencies));
    write(`packages/${id}/tsconfig.json`, tsconfig(dependencies.map((name) => `../${name}`)));
    write(`packages/${id}/src/index.ts`, 'export {};\n');
  }
}

function manifest(id: string, dependencies: readonly string[]): string {
  return JSON.stringify({
    name: `@odradek/${id}`,
    type: 'module',
    exports: { '.': './src/index.ts', './messages/*': './src/messages/*.ts' },
    dependencies: Object.fromEntries(dependencies.map((name) => [`@odradek/${name}`, '0.1.0'])),
  });
}

function tsconfig(references: readonly string[]): string {
  return JSON.stringify({
    extends: references[0]?.startsWith('packages/') ? undefined : '../../tsconfig.base.json',
    compilerOptions: { rootDir: 'src', outDir: 'dist' },
    include: ['src'],
    references: references.map((path) => ({ path })),
  });
}

function copyConfiguration(root: string, write: Write): void {
  for (const name of ['tsconfig.base.json', 'knip.json']) {
    copyFileSync(join(ROOT, name), join(root, name));
  }
  const config = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
  write('.oxlintrc.json', config.replace(PLUGIN, join(ROOT, PLUGIN)));
}

/** Everything that is installed, with the packages of this repository in place of ours. */
function linkModules(root: string): void {
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '@odradek'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name === '@odradek') continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  for (const id of Object.keys(DEPENDENCIES)) {
    symlinkSync(join(root, 'packages', id), join(modules, '@odradek', id), 'junction');
  }
}

function runTool(root: string, tool: string, args: readonly string[]): string {
  const file = join(ROOT, 'node_modules', tool);
  const { stdout, stderr, error } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (stdout === '') throw new Error(`${tool} printed no report: ${stderr}`);
  return stdout;
}
