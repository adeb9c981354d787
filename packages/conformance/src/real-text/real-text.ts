import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * `count` lines of text that people wrote: the sources and pages of this repository, again from
 * their start when they end. Empty lines are left out.
 */
export function realLines(count: number): string[] {
  const files = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.java'], { cwd: ROOT })
    .toString()
    .split('\n')
    .filter((name) => name !== '' && existsSync(join(ROOT, name)));
  const lines = files
    .flatMap((name) => readFileSync(join(ROOT, name), 'utf8').split('\n'))
    .filter((line) => line !== '');
  return Array.from({ length: count }, (_, index) => lines[index % lines.length] ?? '');
}
