/** More edits than this, for each three characters, and a name is no slip of the pen. */
const EDITS_MAX_PER_CHARACTER = 1 / 3;

/** The name that is the fewest edits away from an unknown one, if it is near enough to be meant. */
export function nearestName(unknown: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.floor(unknown.length * EDITS_MAX_PER_CHARACTER) + 1;
  for (const name of names) {
    if (Math.abs(name.length - unknown.length) >= fewest) continue;
    const edits = editDistance(unknown, name);
    if (edits >= fewest) continue;
    fewest = edits;
    nearest = name;
  }
  return nearest;
}

/** How many characters are inserted, deleted or replaced to get from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
