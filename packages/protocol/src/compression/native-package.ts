/**
 * Loads a package that has a native binary. Answers `undefined` if the package, or its binary for
 * this platform, is not installed; any other error is passed on. `load` requires the package, and
 * the caller says as what.
 */
export function loadNativePackage(load: () => unknown): unknown {
  try {
    return load();
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
