/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} asks what it asks of the code, for the sentence that says it failed
 * @property {string} file the JavaScript that does it, relative to the root
 * @property {readonly string[]} args
 */

/** @type {readonly Check[]} */
export const CHECKS = [
  {
    name: 'scripts',
    asks: 'the types in scripts/ are right',
    file: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'scripts'],
  },
  {
    name: 'oxlint',
    asks: 'layers, sans-IO, cycles, `any`, promises and sizes are as .oxlintrc.json says',
    file: 'node_modules/oxlint/bin/oxlint',
    args: [],
  },
  {
    name: 'oxfmt',
    asks: 'every file is formatted, which `npm run format` does',
    file: 'node_modules/oxfmt/bin/oxfmt',
    args: ['--check', '.'],
  },
  {
    name: 'knip',
    asks: 'no file, export or dependency is unused',
    file: 'node_modules/knip/bin/knip.js',
    args: ['--no-progress'],
  },
  {
    name: 'knip --production',
    asks: 'nothing is used by tests alone',
    file: 'node_modules/knip/bin/knip.js',
    args: ['--no-progress', '--production'],
  },
  {
    name: 'house checks',
    asks: 'dependencies match references and layers.json, and no file names a package registry',
    file: 'packages/tools/dist/lint/checks/main.js',
    args: [],
  },
];
