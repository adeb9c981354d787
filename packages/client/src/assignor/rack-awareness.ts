/**
 * Whether racks are worth a thought: some members have one, replicas are in some of these, and they
 * are not in all racks anyway (KIP-881, `AbstractPartitionAssignor.useRackAwareAssignment`).
 */
export function areRacksWorthwhile(
  memberRacks: ReadonlySet<string>,
  racksOfPartitions: readonly (readonly string[])[],
): boolean {
  const all = new Set(racksOfPartitions.flat());
  if (![...memberRacks].some((rack) => all.has(rack))) return false;
  return racksOfPartitions.some((racks) => new Set(racks).size < all.size);
}

/** The rack of a member, undefined for none. */
export function rackOf({ rackId }: { readonly rackId: string | null }): string | undefined {
  return rackId === null || rackId === '' ? undefined : rackId;
}
