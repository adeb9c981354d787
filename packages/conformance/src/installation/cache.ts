import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package. */
export const PACKAGE: string = fileURLToPath(new URL('../../', import.meta.url));

/** Where foreign programs are installed; git ignores it. */
export const CACHE: string = fileURLToPath(
  new URL('../../../../.cache/conformance', import.meta.url),
);

/** Something installed into the cache from files that say what. */
export interface Installed {
  /** Its folder. */
  readonly folder: string;
  /** The files that decide what it holds: if one changes, it is made again. */
  readonly sources: readonly string[];
  /** Puts it into its folder, which is there and empty. */
  install(folder: string): Promise<void>;
}

/** Installs what is not there yet, or was made from other sources. Resolves to whether it was. */
export async function ensureInstalled(installed: Installed): Promise<boolean> {
  const { folder, sources } = installed;
  const stamp = join(folder, '.installed-from');
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const from = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await installed.install(folder);
  writeFileSync(stamp, from);
  return true;
}
