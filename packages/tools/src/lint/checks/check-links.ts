import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
/** A path of the repository in code quotes, such as `packages/base/src/bytes/byte-reader.ts`. */
const QUOTED_PATH = /`((?:packages|docs|scripts)\/[\w./-]+)`/g;
/** A name that stands for many, such as `NN-name.ts`. */
const PATTERN = /NN-name|NNNN|<|\*/;

/**
 * Links and quoted paths in the Markdown pages of a repository that lead nowhere. Links to other
 * hosts and to headings are not followed.
 */
export function checkLinks(root: string): string[] {
  return trackedPages(root).flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(LINK)].flatMap(([, target]) => linkedPath(page, target ?? ''));
    const quoted = [...text.matchAll(QUOTED_PATH)].map(([, path]) => path ?? '');
    return [...links, ...quoted]
      .filter((path) => !PATTERN.test(path) && !existsSync(join(root, path)))
      .map((path) => `${page}: ${path} does not exist; mend the link or the path.`);
  });
}

function trackedPages(root: string): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'],
    {
      cwd: root,
    },
  );
  return listed
    .toString()
    .split('\0')
    .filter((page) => page !== '' && existsSync(join(root, page)));
}

function linkedPath(page: string, target: string): string[] {
  if (/^[a-z]+:/.test(target) || target.startsWith('#')) return [];
  const path = target.replace(/#.*$/, '');
  return [normalize(join(dirname(page), path))];
}
