import { basename } from 'node:path';
import { runCommand, runNode } from './command.js';

/**
 * Runs npm: the one that runs this script, if there is one, otherwise the one on the path.
 *
 * @param {readonly string[]} args
 */
export function runNpm(args) {
  const running = process.env['npm_execpath'];
  // Under another package manager the variable names that one.
  if (running !== undefined && basename(running) === 'npm-cli.js') return runNode(running, args);
  return process.platform === 'win32'
    ? runCommand('cmd.exe', ['/c', 'npm', ...args])
    : runCommand('npm', args);
}
