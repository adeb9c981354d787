import type { Volumes, VolumeSpace } from '../ports/volumes.ts';

/** Volumes that have as much room as a test says. */
export class ManualVolumes implements Volumes {
  /** Of every directory of which nothing else is said. */
  space: VolumeSpace = { totalBytes: 1_000_000, usableBytes: 600_000 };
  /** What asking for a directory rejects with. */
  readonly errors: Map<string, Error> = new Map();

  async spaceOf(directory: string): Promise<VolumeSpace> {
    const error = this.errors.get(directory);
    if (error !== undefined) throw error;
    return this.space;
  }
}
