/**
 * In which order things are measured in a round, 0 for the first: each comes first equally often, and
 * in every second round all come in the reverse order, so that none always follows the same one.
 */
export function orderOfRound<Thing>(things: readonly Thing[], round: number): Thing[] {
  const first = things.length === 0 ? 0 : (round >> 1) % things.length;
  const turned = [...things.slice(first), ...things.slice(0, first)];
  return round % 2 === 0 ? turned : turned.reverse();
}
