import { literalText, nodeAt, nodesAt, stringAt, type SyntaxNode, type Visitor } from './syntax.ts';

/** A place where a file takes something from another module, in any of the forms there are. */
export interface ImportSite {
  readonly node: SyntaxNode;
  /** Undefined if it is computed at run time. */
  readonly specifier: string | undefined;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** A visitor that reports every import of a file. */
export function visitImports(onImport: (site: ImportSite) => void): Visitor {
  const declared = (node: SyntaxNode): void => {
    const source = nodeAt(node, 'source');
    if (source === undefined) return;
    onImport({ node, specifier: literalText(source), typeOnly: isTypeOnly(node) });
  };
  return {
    ImportDeclaration: declared,
    ExportNamedDeclaration: declared,
    ExportAllDeclaration: declared,
    ImportExpression: (node) => {
      onImport({ node, specifier: literalText(nodeAt(node, 'source')), typeOnly: false });
    },
    TSImportType: (node) => {
      onImport({ node, specifier: literalText(nodeAt(node, 'source')), typeOnly: true });
    },
    TSExternalModuleReference: (node) => {
      onImport({ node, specifier: literalText(nodeAt(node, 'expression')), typeOnly: false });
    },
    CallExpression: (node) => {
      if (!isRequire(nodeAt(node, 'callee'))) return;
      onImport({ node, specifier: literalText(nodesAt(node, 'arguments')[0]), typeOnly: false });
    },
  };
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = nodesAt(node, 'specifiers');
  return specifiers.length > 0 && specifiers.every(isTypeSpecifier);
}

/** Whether a specifier is marked as a type. */
export function isTypeSpecifier(specifier: SyntaxNode): boolean {
  return specifier['importKind'] === 'type' || specifier['exportKind'] === 'type';
}

/** `require` and `require.resolve`, also if the file made the function with `createRequire`. */
function isRequire(callee: SyntaxNode | undefined): boolean {
  if (callee?.type === 'MemberExpression') return isRequire(nodeAt(callee, 'object'));
  return callee?.type === 'Identifier' && stringAt(callee, 'name') === 'require';
}
