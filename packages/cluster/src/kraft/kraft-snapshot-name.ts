import type { Offset } from '@odradek/base';

/** What the name of a snapshot of `__cluster_metadata` says. */
export interface KraftSnapshotName {
  /** The offset of the first record that it does not contain. */
  readonly endOffset: Offset;
  readonly epoch: number;
}

const SNAPSHOT_NAME = /^(\d{20})-(\d{10})\.checkpoint$/;

/**
 * The snapshot that a file is by its name (Kafka's `Snapshots`), or `undefined`: ones that are not
 * finished (`.part`) or about to go (`.deleted`) are none.
 */
export function parseKraftSnapshotName(name: string): KraftSnapshotName | undefined {
  const [, endOffset, epoch] = SNAPSHOT_NAME.exec(name) ?? [];
  if (endOffset === undefined) return undefined;
  return { endOffset: Number(endOffset), epoch: Number(epoch) };
}
