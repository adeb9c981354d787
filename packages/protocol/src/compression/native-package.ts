/**
 * Loads a package that has a native binary. Answers `undefined` if the package, or its binary for
 * this platform, is not installed; any other error is passed on. `load` requires the package, and
 * the caller says as what.
 */
function loadNativePackage(load: () => unknown): unknown {
  try {
    return load();
  } catch (error) {
    if (error instanceof Error && isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * A package that is loaded when it is first asked for: the loading of a native binary takes 5 to
 * 20 ms, which a process that never needs it should not pay at its start.
 */
export function lazyNativePackage<Package>(load: () => unknown): () => Package | undefined {
  let loaded: { readonly package: Package | undefined } | undefined;
  return () => {
    loaded ??= { package: loadNativePackage(load) as Package | undefined };
    return loaded.package;
  };
}

/** The loaders of native packages throw a plain error with this text without their binary. */
function isMissing(error: Error & { code?: string }): boolean {
  return (
    error.code === 'MODULE_NOT_FOUND' ||
    error.code === 'ERR_DLOPEN_FAILED' ||
    error.message.includes('native binding')
  );
}
