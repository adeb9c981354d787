import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder with these files for one test; it is removed when the test ends.
 *
 * @param {{ after(hook: () => void): void }} context of the test
 * @param {Record<string, string>} files contents by path
 */
export function temporaryFolder(context, files) {
  const folder = mkdtempSync(join(tmpdir(), 'odradek-scripts-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [path, contents] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  return folder;
}
