/**
 * How far a group is from being balanced: the differences of the loads of all pairs of members,
 * added up. 0 is perfect.
 */
export function balanceScore(loads: readonly number[]): number {
  let score = 0;
  let before = 0;
  [...loads]
    .sort((a, b) => a - b)
    .forEach((load, index) => {
      score += load * index - before;
      before += load;
    });
  return score;
}
