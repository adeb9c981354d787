import { type ImportSite, visitImports } from '../import-sites.ts';
import { type HouseFile, houseMapOf } from '../layers/house-map.ts';
import type { Rule, RuleContext, Visitor } from '../syntax.ts';
import { isRestricted } from './builtin-modules.ts';
import { refuseGlobal } from './globals.ts';
import { findRefusedName } from './imports.ts';
import { globalUses } from './name-uses.ts';
import { isShell, isTestSupport } from './shell.ts';

const ADVICE = 'take it as an argument or by a port, or move this to node/.';

/**
 * `house/sans-io`: outside of `node/`, tests and dev packages nothing uses sockets, files, timers,
 * the wall clock or randomness, and nothing but an `index.ts` takes values from a `node/` folder.
 */
export const sansIoRule: Rule = {
  create(context: RuleContext): Visitor {
    const house = houseMapOf(context.filename);
    const file = house?.locate(context.filename);
    if (house === undefined || file === undefined || isShell(house, file)) return {};
    return {
      ...visitImports((site) => {
        const reason = site.typeOnly ? undefined : refuseImport(context, file, site);
        if (reason !== undefined) report(context, site.node, reason);
      }),
      'Program:exit': () => {
        for (const use of globalUses(context)) {
          const reason = refuseGlobal(use);
          if (reason !== undefined) report(context, use, reason);
        }
      },
    };
  },
};

function refuseImport(context: RuleContext, file: HouseFile, site: ImportSite): string | undefined {
  const specifier = site.specifier ?? '';
  if (isRestricted(specifier, isTestSupport(file))) {
    const name = findRefusedName(context, site);
    if (name === '*') return `\`${specifier}\` is not for a core`;
    return name === undefined ? undefined : `\`${name}\` of \`${specifier}\` is not for a core`;
  }
  const reaches = /^(\.|@odradek\/)/.test(specifier) && specifier.split('/').includes('node');
  return reaches && file.path !== 'src/index.ts' ? `\`${specifier}\` is a shell` : undefined;
}

function report(context: RuleContext, node: ImportSite['node'], reason: string): void {
  context.report({ node, message: `${reason}: ${ADVICE}` });
}
