/** Orders names by their code units, so that the order is the same in every language. */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
