/**
 * Waits for openings of logs that a request needs, as `ReplicaManager.open` answers them; `undefined`
 * if there is nothing to wait for.
 */
export function whenOpened(
  openings: Iterable<Promise<void> | undefined>,
): Promise<void> | undefined {
  let underWay: Promise<void>[] | undefined;
  for (const opening of openings) {
    if (opening !== undefined) (underWay ??= []).push(opening);
  }
  return underWay === undefined ? undefined : Promise.all(underWay).then(() => {});
}
