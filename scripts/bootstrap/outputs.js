import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listFiles } from './walk.js';

const OUTPUT_ENDINGS = ['.js', '.js.map', '.d.ts', '.d.ts.map'];

/**
 * What `dist` of a package holds although its source is gone. `tsc -b` leaves such files, and an
 * import of one would still work here and nowhere else. A file without a declaration beside it was
 * not written by `tsc` and is left alone.
 *
 * @param {string} folder of the package
 */
export function listStaleOutputs(folder) {
  const dist = join(folder, 'dist');
  return listFiles(dist)
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -'.d.ts'.length))
    .filter((stem) => !hasSource(folder, relative(dist, stem)))
    .flatMap((stem) => OUTPUT_ENDINGS.map((ending) => stem + ending))
    .filter((file) => existsSync(file));
}

/**
 * The modules in `src` of a package that `dist` does not hold.
 *
 * @param {string} folder of the package
 */
export function listMissingOutputs(folder) {
  const src = join(folder, 'src');
  return listFiles(src)
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
    .map((file) => join(folder, 'dist', relative(src, file)).replace(/\.tsx?$/, '.js'))
    .filter((file) => !existsSync(file));
}

/**
 * Makes `tsc -b` write all of a package again: it trusts its record and would not notice that an
 * output is missing.
 *
 * @param {string} folder of the package
 */
export function forgetBuild(folder) {
  for (const file of listFiles(join(folder, 'dist'))) {
    if (file.endsWith('.tsbuildinfo')) rmSync(file);
  }
}

/**
 * @param {string} folder of the package
 * @param {string} stem of the output, relative to `dist`
 */
function hasSource(folder, stem) {
  const source = join(folder, 'src', stem);
  return existsSync(`${source}.ts`) || existsSync(`${source}.tsx`);
}
