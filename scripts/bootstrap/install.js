import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.js';
import { ROOT } from './root.js';
import { runStep } from './step.js';

const FLAGS = ['--no-audit', '--no-fund', '--fetch-retries=1', '--loglevel=error'];
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/;

/** Installs the packages of the lock file unless that has been done. */
export async function ensureInstalled() {
  if (isInstalled(ROOT)) return;
  await runStep({ doing: 'Installing packages', run: install, failed: explainInstallFailure });
  rememberInstall(ROOT);
}

async function install() {
  const clean = await runNpm(['ci', ...FLAGS]);
  return refusesLock(clean) ? runNpm(['install', ...FLAGS]) : clean;
}

/** @param {{ code: number, output: string }} result of `npm ci` */
function refusesLock(result) {
  return result.code !== 0 && /\bEUSAGE\b/.test(result.output);
}

/**
 * The sentence for an installation that failed with this output.
 *
 * @param {string} output
 */
export function explainInstallFailure(output) {
  return UNREACHABLE.test(output)
    ? 'Installing packages failed because npm could not reach its registry: check the network or ' +
        'the proxy settings of npm and run the command again.'
    : 'Installing packages failed: see what npm said above, put it right and run the command again.';
}

/**
 * Whether the packages of the lock file are there. The hash covers a lock that was only touched, as
 * by a change of branches and back; the times cover an installation by hand.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (!existsSync(installed) || !existsSync(lock)) return false;
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
  const stamp = stampFile(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashLock(root);
}

/** @param {string} root */
export function rememberInstall(root) {
  writeFileSync(stampFile(root), hashLock(root));
}

/** @param {string} root */
function hashLock(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.installed-lock-hash');
}
