/** A node of a syntax tree in ESTree's format, of which a rule reads few fields. */
export interface SyntaxNode {
  readonly type: string;
  readonly parent: SyntaxNode | null;
  readonly [field: string]: unknown;
}

/** What a rule is told about the file it looks at. */
export interface RuleContext {
  readonly filename: string;
  readonly sourceCode: { readonly scopeManager: { readonly scopes: readonly Scope[] } };
  report(problem: { readonly node: SyntaxNode; readonly message: string }): void;
}

/** A scope and the names that are used in it. */
export interface Scope {
  readonly references: readonly Reference[];
}

/** One use of a name. */
export interface Reference {
  readonly identifier: SyntaxNode;
  readonly resolved: { readonly defs: readonly { readonly node: SyntaxNode }[] } | null;
}

/** What a rule does at each kind of node. */
export type Visitor = Record<string, (node: SyntaxNode) => void>;

/** A rule of the linter. */
export interface Rule {
  create(context: RuleContext): Visitor;
}

/** The node in a field, if there is one. */
export function nodeAt(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** The nodes in a field that holds a list. */
export function nodesAt(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The string in a field, if it holds one. */
export function stringAt(node: SyntaxNode, field: string): string | undefined {
  const value = node[field];
  return typeof value === 'string' ? value : undefined;
}

/** The text of a string literal, or of a template without holes. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Literal') return stringAt(node, 'value');
  if (node?.type !== 'TemplateLiteral' || nodesAt(node, 'expressions').length > 0) return undefined;
  const value = nodesAt(node, 'quasis')[0]?.['value'];
  return typeof value === 'object' && value !== null && 'cooked' in value
    ? String(value.cooked)
    : undefined;
}

/** The name of a property, a specifier or a member, unless it is computed at run time. */
export function staticName(node: SyntaxNode | undefined, computed: boolean): string | undefined {
  if (node?.type === 'Identifier' && !computed) return stringAt(node, 'name');
  return literalText(node);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
