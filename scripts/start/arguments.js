const DATA = './data';

/**
 * The arguments of the `odradek` command for `npm start`: the user's, and a data directory unless
 * they name one.
 *
 * @param {readonly string[]} args of the user
 * @returns {string[]}
 */
export function startArguments(args) {
  const named = args.some((arg) => arg === '--data' || arg.startsWith('--data='));
  return named ? ['start', ...args] : ['start', '--data', DATA, ...args];
}
