import { spawn } from 'node:child_process';
import { ROOT } from './root.js';

/**
 * @typedef {object} CommandResult
 * @property {number} code the exit code, or 1 if a signal ended it or it could not start
 * @property {string} output what it wrote to stdout and stderr, in order
 */

/**
 * Runs a command in the root of the repository and keeps what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (/** @type {string} */ text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a JavaScript file with this Node.
 *
 * @param {string} file
 * @param {readonly string[]} args
 */
export function runNode(file, args) {
  return runCommand(process.execPath, [file, ...args]);
}
