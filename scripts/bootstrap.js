import { ensureBuilt } from './bootstrap/build.js';
import { ensureInstalled } from './bootstrap/install.js';
import { checkNodeVersion } from './bootstrap/node-version.js';

/** Makes a clone ready to run: a Node that is new enough, packages installed, everything built. */
export async function bootstrap() {
  await bootstrapTools();
  await ensureBuilt();
}

/** The part of `bootstrap` that needs no source of ours to compile. */
export async function bootstrapTools() {
  checkNodeVersion(process.versions.node);
  await ensureInstalled();
}
