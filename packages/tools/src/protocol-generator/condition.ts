import { isEmptyRange, type VersionRange } from '@odradek/protocol/schema';

/** A condition on `version` in generated code: always or never true, or an expression. */
export type Condition = 'always' | 'never' | { readonly expression: string };

/** The condition for `version` to lie in `range`, where it is known to lie in `within`. */
export function versionIn(range: VersionRange, within: VersionRange): Condition {
  if (isEmptyRange(range) || range.min > within.max || range.max < within.min) return 'never';
  const parts: string[] = [];
  if (range.min > within.min) parts.push(`version >= ${range.min}`);
  if (range.max < within.max) parts.push(`version <= ${range.max}`);
  if (parts.length === 0) return 'always';
  return { expression: parts.join(' && ') };
}

/** `yes` where the condition holds, else `no`. */
export function choose(condition: Condition, yes: string, no: string): string {
  if (condition === 'always' || yes === no) return yes;
  if (condition === 'never') return no;
  return `${condition.expression} ? ${parenthesized(yes)} : ${parenthesized(no)}`;
}

function parenthesized(expression: string): string {
  return expression.includes(' ? ') ? `(${expression})` : expression;
}
