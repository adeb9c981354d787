import { dirname, resolve } from 'node:path';
import { type ImportSite, visitImports } from '../import-sites.ts';
import type { Rule, RuleContext, Visitor } from '../syntax.ts';
import { type HouseFile, type HouseMap, type HousePackage, houseMapOf } from './house-map.ts';

/**
 * `house/layers`: a package imports only from lower layers of `layers.json`, by the name of the other
 * package and through its `exports`. Types count as much as values.
 */
export const layersRule: Rule = {
  create(context: RuleContext): Visitor {
    const house = houseMapOf(context.filename);
    const file = house?.locate(context.filename);
    if (house === undefined || file === undefined) return {};
    if (!house.isKnown(file.package.id)) return reportUnknown(context, file.package);
    return visitImports((site) => {
      const reason = refuseImport(house, file, site, context.filename);
      if (reason !== undefined) context.report({ node: site.node, message: reason });
    });
  },
};

function reportUnknown(context: RuleContext, { id }: HousePackage): Visitor {
  return {
    Program: (node) => {
      context.report({ node, message: `The package ${id} is not in layers.json.` });
    },
  };
}

function refuseImport(
  house: HouseMap,
  file: HouseFile,
  { specifier }: ImportSite,
  filename: string,
): string | undefined {
  if (specifier === undefined) return refuseComputed(house, file);
  if (/^(\.|\/|file:)/.test(specifier)) return refusePath(house, file, specifier, filename);
  const used = house.packageNamed(specifier);
  if (used === undefined) return undefined;
  return house.refusal(file.package, used) ?? refuseDeep(used, specifier);
}

/** What a computed import takes cannot be seen; a shell may load plugins of users. */
function refuseComputed(house: HouseMap, { package: user, path }: HouseFile): string | undefined {
  if (house.isDev(user.id) || path.split('/').includes('node')) return undefined;
  if (path.endsWith('.test.ts')) return undefined;
  return 'An import outside of node/ names its module by a literal, so that its layer can be seen.';
}

function refusePath(
  house: HouseMap,
  file: HouseFile,
  specifier: string,
  filename: string,
): string | undefined {
  const target = house.locate(resolve(dirname(filename), specifier.replace(/^file:(\/\/)?/, '')));
  if (target?.package.id === file.package.id) return undefined;
  return `${specifier} reaches out of its package: import another by its name, through its exports.`;
}

function refuseDeep(used: HousePackage, specifier: string): string | undefined {
  const key = `.${specifier.slice(used.name.length)}`;
  if (used.exports.some((pattern) => matchesExport(pattern, key))) return undefined;
  return `${specifier} is not among the exports of ${used.name}.`;
}

function matchesExport(pattern: string, key: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === key;
  return key.length > before.length + after.length && key.startsWith(before) && key.endsWith(after);
}
