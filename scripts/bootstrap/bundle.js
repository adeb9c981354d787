import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Packages with native binaries or WebAssembly, and a large one that few need, which stay beside. */
const EXTERNAL = ['@bokuweb/zstd-wasm', '@node-rs/crc32', 'lz4-napi', 're2js', 'snappy'];

/**
 * Puts the modules of the command line into one file, because Node takes about half a millisecond
 * to find and link each module, and `odradek start` is to be ready in no time. What a dynamic import
 * loads is in it too, and evaluated when it is asked for.
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
    entryPoints: [join(dist, 'node', 'cli', 'main.js')],
    outfile: join(outdir, 'main.cjs'),
    bundle: true,
    platform: 'node',
    // V8 keeps the code of scripts, not of modules.
    format: 'cjs',
    // What is ASCII is read without being decoded.
    charset: 'ascii',
    target: 'node20',
    external: EXTERNAL,
    // A script whose code was kept cannot import; it requires.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
    // Names stay, so that stack traces can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}
