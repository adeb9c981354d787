import { isBuiltin } from 'node:module';

/** The names of a module that a core may use; null for all. */
type Permitted = RegExp | null;

/** Modules, or names of them, whose results depend on nothing but their arguments. */
const PERMITTED: Readonly<Record<string, Permitted>> = {
  buffer: null,
  crypto:
    /^(createHash|createHmac|hash|timingSafeEqual|constants|\w+Sync|create(Public|Private|Secret)Key|sign|verify|X509Certificate)$/,
  events: /^(EventEmitter|default)$/,
  module: /^createRequire$/,
  path: /^(posix|join|dirname|basename|extname|normalize|isAbsolute|sep)$/,
  querystring: null,
  string_decoder: null,
  url: null,
  util: /^(inspect|format|isDeepStrictEqual|parseArgs|types|TextDecoder|TextEncoder)$/,
  zlib: /^(\w+Sync|crc32|constants)$/,
};

/** Synchronous, and still not functions of their arguments. */
const REFUSED_IN_CRYPTO = /^(random\w*|generate\w*)Sync$/;

/** What conformance suites in `testing/` need to declare tests. */
const FOR_TESTS = ['assert', 'assert/strict', 'test'];

/** Whether a specifier names a module of Node that a core may not use as it likes. */
export function isRestricted(specifier: string, forTests: boolean): boolean {
  if (!isBuiltin(specifier)) return false;
  const name = bareName(specifier);
  if (forTests && FOR_TESTS.includes(name)) return false;
  return PERMITTED[name] !== null;
}

/** Whether a core may use this name of a restricted module. */
export function isPermittedName(specifier: string, name: string): boolean {
  const bare = bareName(specifier);
  if (bare === 'crypto' && REFUSED_IN_CRYPTO.test(name)) return false;
  return PERMITTED[bare]?.test(name) ?? false;
}

function bareName(specifier: string): string {
  return specifier.replace(/^node:/, '');
}
