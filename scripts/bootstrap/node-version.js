import { Failure } from './failure.js';

const MAJOR_MIN = 20;
const MINOR_MIN = 19;

/**
 * Fails with one sentence unless this Node is new enough.
 *
 * @param {string} version as in `process.versions.node`
 */
export function checkNodeVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MAJOR_MIN || (major === MAJOR_MIN && minor >= MINOR_MIN)) return;
  throw new Failure(
    `Odradek needs Node ${MAJOR_MIN}.${MINOR_MIN} or later and this is Node ${version}: ` +
      'install a newer one and run the command again.',
  );
}
