const CONTEXT_LINES = 2;
const DIFFERENCE_LINES_MAX = 60;

/**
 * The lines in which two texts differ, with a few equal ones around them: `-` stands before lines
 * of `expected`, `+` before those of `actual`. Empty if they are equal; only the first 60 of many.
 */
export function lineDiff(expected: string, actual: string): string {
  if (expected === actual) return '';
  const edits = withContext(editsBetween(expected.split('\n'), actual.split('\n')));
  const hidden = edits.length - DIFFERENCE_LINES_MAX;
  if (hidden <= 0) return edits.join('\n');
  return [...edits.slice(0, DIFFERENCE_LINES_MAX), `... ${hidden} more lines`].join('\n');
}

/** All lines with what happened to them, by the longest common subsequence. */
function editsBetween(expected: readonly string[], actual: readonly string[]): string[] {
  const common = commonLengths(expected, actual);
  const edits: string[] = [];
  let i = 0;
  let j = 0;
  while (i < expected.length && j < actual.length) {
    if (expected[i] === actual[j]) {
      edits.push(`  ${expected[i++]}`);
      j++;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      edits.push(`- ${expected[i++]}`);
    } else {
      edits.push(`+ ${actual[j++]}`);
    }
  }
  for (const line of expected.slice(i)) edits.push(`- ${line}`);
  for (const line of actual.slice(j)) edits.push(`+ ${line}`);
  return edits;
}

/** `table[i][j]` is how many lines `expected` from `i` and `actual` from `j` have in common. */
function commonLengths(expected: readonly string[], actual: readonly string[]): number[][] {
  const table = Array.from({ length: expected.length + 1 }, () =>
    Array.from({ length: actual.length + 1 }, () => 0),
  );
  for (let i = expected.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      const row = table[i] ?? [];
      const below = table[i + 1] ?? [];
      const isEqual = expected[i] === actual[j];
      row[j] = isEqual ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function withContext(edits: readonly string[]): string[] {
  const isNear = (index: number): boolean =>
    edits
      .slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1)
      .some((edit) => !edit.startsWith('  '));
  return edits.filter((_, index) => isNear(index));
}
