import { nodeAt, nodesAt, type RuleContext, staticName, type SyntaxNode } from '../syntax.ts';

/** A wrapper that TypeScript removes: what counts is how its result is used. */
const TRANSPARENT = [
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'ParenthesizedExpression',
  'ChainExpression',
];

/** The uses of names that no declaration of the file explains, as values. */
export function globalUses(context: RuleContext): SyntaxNode[] {
  return context.sourceCode.scopeManager.scopes
    .flatMap((scope) => scope.references)
    .filter(({ resolved }) => resolved === null || resolved.defs.length === 0)
    .map(({ identifier }) => identifier)
    .filter(isValue);
}

/** The uses, as values, of the name that an import specifier declares. */
export function importUses(context: RuleContext, specifier: SyntaxNode): SyntaxNode[] {
  return context.sourceCode.scopeManager.scopes
    .flatMap((scope) => scope.references)
    .filter(({ resolved }) => resolved?.defs.some(({ node }) => node === specifier))
    .map(({ identifier }) => identifier)
    .filter(isValue);
}

/**
 * The properties that are taken from an object where it is used, by a member or by destructuring, or
 * undefined if the object itself goes somewhere, so that they cannot be known.
 */
export function propertiesTaken(use: SyntaxNode): string[] | undefined {
  const outer = outermost(use);
  const parent = outer.parent;
  if (parent?.type === 'MemberExpression' && parent['object'] === outer) {
    const name = staticName(nodeAt(parent, 'property'), parent['computed'] === true);
    return name === undefined ? undefined : [name];
  }
  if (parent?.type === 'VariableDeclarator' && parent['init'] === outer) {
    return destructuredNames(nodeAt(parent, 'id'));
  }
  return undefined;
}

/** The node around a use that only TypeScript sees. */
export function outermost(node: SyntaxNode): SyntaxNode {
  const parent = node.parent;
  return parent !== null && TRANSPARENT.includes(parent.type) ? outermost(parent) : node;
}

function destructuredNames(pattern: SyntaxNode | undefined): string[] | undefined {
  if (pattern?.type !== 'ObjectPattern') return undefined;
  const names = nodesAt(pattern, 'properties').map((property) =>
    staticName(nodeAt(property, 'key'), property['computed'] === true),
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function isValue(identifier: SyntaxNode): boolean {
  const parent = identifier.parent;
  if (parent === null || TRANSPARENT.includes(parent.type)) return true;
  return !parent.type.startsWith('TS') || parent.type === 'TSInstantiationExpression';
}
