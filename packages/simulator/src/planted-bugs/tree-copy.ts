import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { applyReplacement } from './apply-replacement.ts';
import type { Replacement } from './planted-bug.ts';

/** The root of the repository that this runs in. */
const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** What a copy has of its own; everything else that is installed is linked. */
const COPIED = ['packages', 'tsconfig.base.json', 'tsconfig.json', 'package.json'];
const OWN_SCOPE = '@odradek';
const TSC: string = join('node_modules', 'typescript', 'bin', 'tsc');
const BUILD_MS_MAX = 300_000;

/** A copy of the tree in a temporary folder, in which code can be changed and built. */
export class TreeCopy implements Disposable {
  readonly root: string;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'odradek-planted-bug-'));
    for (const name of COPIED) {
      cpSync(join(ROOT, name), join(this.root, name), { recursive: true, filter: isWanted });
    }
    this.linkModules();
  }

  /** Packages of the house are those of the copy, all others those that are installed. */
  private linkModules(): void {
    const modules = join(ROOT, 'node_modules');
    const target = join(this.root, 'node_modules');
    mkdirSync(join(target, OWN_SCOPE), { recursive: true });
    for (const name of readdirSync(modules)) {
      if (name !== OWN_SCOPE) symlinkSync(join(modules, name), join(target, name));
    }
    for (const name of readdirSync(join(modules, OWN_SCOPE))) {
      const link = join(target, OWN_SCOPE, name);
      symlinkSync(relative(join(target, OWN_SCOPE), join(this.root, 'packages', name)), link);
    }
  }

  /**
   * Changes the source; calling what is answered takes that back. Raises an error if an anchor does
   * not stand there exactly once.
   */
  change(replacements: readonly Replacement[]): () => void {
    const before = new Map<string, string>();
    for (const change of replacements) {
      const path = join(this.root, change.file);
      const text = readFileSync(path, 'utf8');
      if (!before.has(path)) before.set(path, text);
      writeFileSync(path, applyReplacement(text, change));
    }
    return () => {
      for (const [path, text] of before) writeFileSync(path, text);
    };
  }

  /** Builds a package and what it refers to. */
  build(project: string): void {
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [TSC, '-b', project], {
      cwd: this.root,
      encoding: 'utf8',
      timeout: BUILD_MS_MAX,
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`What was planted does not build: ${stdout}${stderr}`);
  }

  /** Removes the copy. */
  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function isWanted(source: string): boolean {
  return !['node_modules', 'testdata', '.git'].includes(basename(source));
}
