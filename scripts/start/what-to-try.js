const DEFAULT_ADDRESS = 'localhost:9092';

/**
 * What to print below the line with which the broker says that it is ready: commands that bring a
 * record in and out.
 *
 * @param {string} readyLine
 */
export function whatToTry(readyLine) {
  const address = /ready on ([^,\s]+),/.exec(readyLine)?.[1];
  if (address === undefined) return undefined;
  const dialled = address.replace(/^(0\.0\.0\.0|\[::\]):/, 'localhost:');
  const server = dialled === DEFAULT_ADDRESS ? '' : ` --bootstrap-server ${dialled}`;
  return [
    'Try, in another terminal:',
    `  echo hello | npx odradek produce greetings${server}`,
    `  npx odradek consume greetings --from-beginning${server}`,
  ].join('\n');
}
