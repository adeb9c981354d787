import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Loads a package that has a native binary. Answers `undefined` if the package, or its binary for
 * this platform, is not installed; any other error is passed on. The caller says what it loads.
 */
export function loadNativePackage(name: string): unknown {
  try {
    return require(name);
  } catch (error) {
    if (error instanceof Error && isMissing(error)) return undefined;
    throw error;
  }
}

/** The loaders of native packages throw a plain error with this text without their binary. */
function isMissing(error: Error & { code?: string }): boolean {
  return (
    error.code === 'MODULE_NOT_FOUND' ||
    error.code === 'ERR_DLOPEN_FAILED' ||
    error.message.includes('native binding')
  );
}
