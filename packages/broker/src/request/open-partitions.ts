/**
 * Waits for openings of logs that a request needs, as `ReplicaManager.open` answers them; `undefined`
 * if there is nothing to wait for.
 */
export function whenOpened(
  openings: Iterable<Promise<void> | undefined>,
): Promise<void> | undefined {
  const underWay = [...openings].filter((opening) => opening !== undefined);
  return underWay.length === 0 ? undefined : Promise.all(underWay).then(() => {});
}
