import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Packages with native binaries or WebAssembly, which stay beside. */
const EXTERNAL = ['@bokuweb/zstd-wasm', '@node-rs/crc32', 'lz4-napi', 'snappy'];

/**
 * Puts the modules of the command line into few files, because Node takes about half a millisecond
 * to find and link each module, and `odradek start` is to be ready in no time. A command that is
 * loaded when it is run stays a file of its own.
 *
 * @param {string} root
 */
export async function bundleCommandLine(root) {
  // Not at the top: the first build of a clone begins before anything is installed.
  const { build } = await import('esbuild');
  const dist = join(root, 'packages', 'odradek', 'dist');
  const outdir = join(dist, 'bundle');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: { main: join(dist, 'node', 'cli', 'main.js') },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: EXTERNAL,
    // Names stay, so that stack traces can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}
