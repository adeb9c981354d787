import {
  nodeAt,
  nodesAt,
  type Rule,
  type RuleContext,
  staticName,
  type SyntaxNode,
  type Visitor,
} from './syntax.ts';

const MESSAGE =
  'An error disappears here: handle it, or check that it is the one you expect and throw the others.';

/**
 * `house/silent-catch`: an error may not disappear in an empty `catch`, with a comment in it or not,
 * nor in `.catch(() => {})`.
 */
export const silentCatchRule: Rule = {
  create(context: RuleContext): Visitor {
    return {
      CatchClause: (node) => {
        if (isEmptyBlock(nodeAt(node, 'body'))) context.report({ node, message: MESSAGE });
      },
      CallExpression: (node) => {
        if (ignoresRejection(node)) context.report({ node, message: MESSAGE });
      },
    };
  },
};

function isEmptyBlock(node: SyntaxNode | undefined): boolean {
  return node?.type === 'BlockStatement' && nodesAt(node, 'body').length === 0;
}

function ignoresRejection(call: SyntaxNode): boolean {
  const callee = nodeAt(call, 'callee');
  if (callee?.type !== 'MemberExpression') return false;
  const method = staticName(nodeAt(callee, 'property'), callee['computed'] === true);
  const args = nodesAt(call, 'arguments');
  if (method === 'catch') return isEmptyFunction(args[0]);
  return method === 'then' && isEmptyFunction(args[1]);
}

function isEmptyFunction(node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return false;
  const body = nodeAt(node, 'body');
  return isEmptyBlock(body) || (body?.type === 'Identifier' && body['name'] === 'undefined');
}
