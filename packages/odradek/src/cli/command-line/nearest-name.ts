/** One slip for each so many characters is a slip of the pen; more is another word. */
const CHARACTERS_PER_SLIP = 3;

/** The name that was probably meant by `written`, or undefined if none is near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const distances = names.map((name) => ({ name, distance: editDistance(written, name) }));
  const [nearest] = distances.sort((left, right) => left.distance - right.distance);
  if (nearest === undefined) return undefined;
  const slipsMax = Math.ceil(nearest.name.length / CHARACTERS_PER_SLIP);
  return nearest.distance <= slipsMax ? nearest.name : undefined;
}

/** How many characters must be added, removed or replaced to get from one text to the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, replaced));
    }
    previous = current;
  }
  return previous[to.length]!;
}
