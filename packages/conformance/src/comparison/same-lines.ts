const SHOWN_LENGTH_MAX = 200;

/** Throws unless a text is exactly these lines, each with a line break; names the first that is not. */
export function assertSameLines(actual: string, expected: readonly string[]): void {
  const lines = actual.split('\n');
  const rest = lines.pop();
  const first = expected.findIndex((line, index) => line !== lines[index]);
  if (first >= 0)
    throw new Error(`line ${first} is ${shown(lines[first])} for ${shown(expected[first])}`);
  if (lines.length > expected.length) {
    throw new Error(`line ${expected.length} is ${shown(lines[expected.length])} for the end`);
  }
  if (rest !== '') throw new Error(`${shown(rest)} stands behind the last line break`);
}

function shown(line: string | undefined): string {
  return line === undefined ? 'the end' : JSON.stringify(line.slice(0, SHOWN_LENGTH_MAX));
}
