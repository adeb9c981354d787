import { type ImportSite, isTypeSpecifier } from '../import-sites.ts';
import { nodeAt, nodesAt, type RuleContext, staticName, type SyntaxNode } from '../syntax.ts';
import { isPermittedName } from './builtin-modules.ts';
import { importUses, propertiesTaken } from './name-uses.ts';

/**
 * The first name that a core takes from a restricted module although it may not; `*` if it takes the
 * module in a way that does not show which names it uses; undefined if all is well.
 */
export function findRefusedName(context: RuleContext, site: ImportSite): string | undefined {
  const specifier = site.specifier ?? '';
  const { node } = site;
  if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') return '*';
  const specifiers = nodesAt(node, 'specifiers');
  if (specifiers.length === 0) return '*';
  return specifiers
    .filter((declared) => !isTypeSpecifier(declared))
    .flatMap((declared) => namesTaken(context, declared))
    .find((name) => name === '*' || !isPermittedName(specifier, name));
}

function namesTaken(context: RuleContext, specifier: SyntaxNode): string[] {
  if (specifier.type === 'ImportSpecifier') return [nameOf(specifier, 'imported')];
  if (specifier.type === 'ExportSpecifier') return [nameOf(specifier, 'local')];
  return importUses(context, specifier).flatMap((use) => propertiesTaken(use) ?? ['*']);
}

function nameOf(specifier: SyntaxNode, field: string): string {
  return staticName(nodeAt(specifier, field), false) ?? '*';
}
